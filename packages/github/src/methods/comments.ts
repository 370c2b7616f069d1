import { decodeComment, decodeComments, decodeReaction } from "../answers/decode-comments.ts";
import type { GitHub } from "../contract/github.ts";
import { checkId, checkInstant, checkRepository } from "../requests/check-names.ts";
import { type Client, decoded } from "../requests/client.ts";
import { pageLength, readPages } from "../requests/pages.ts";
import { printInstant } from "../requests/print-instant.ts";

const maximumPages = 30;

export function commentMethods(
  client: Client,
): Pick<GitHub, "react" | "issueComments" | "createComment" | "updateComment"> {
  return {
    async react(repository, commentId, content) {
      const answer = await client.repeatable({
        refused: checkRepository(repository) ?? checkId("comment", commentId),
        route: "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions",
        parameters: { ...repository, comment_id: commentId, content },
        statuses: [200, 201],
      });
      return answer.ok ? decodeReaction(answer.value, content) : answer;
    },

    async issueComments(repository, issue, since) {
      const refused = checkRepository(repository) ?? checkId("number", issue) ?? checkInstant(since);
      if (refused) return { ok: false, error: refused };
      const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
      const names = { ...repository, issue_number: issue, since: printInstant(since) };
      return readPages(
        (page) => {
          const parameters = { ...names, per_page: pageLength, page };
          return decoded(client.repeatable({ refused: undefined, route, parameters }), decodeComments);
        },
        ({ id }) => id,
        {
          maximumPages,
          tooMany: `${repository.owner}/${repository.repo}#${issue} has more than 3000 comments since ${names.since}.`,
        },
      );
    },

    createComment(repository, issue, body) {
      const asked = client.once({
        refused: checkRepository(repository) ?? checkId("number", issue),
        route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
        parameters: { ...repository, issue_number: issue, body },
        statuses: [201],
      });
      return decoded(asked, decodeComment);
    },

    updateComment(repository, commentId, body) {
      const asked = client.repeatable({
        refused: checkRepository(repository) ?? checkId("comment", commentId),
        route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
        parameters: { ...repository, comment_id: commentId, body },
      });
      return decoded(asked, (data) => decodeComment(data, commentId));
    },
  };
}
