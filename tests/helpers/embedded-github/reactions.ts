import type { components } from "@octokit/openapi-types";
import { errorReply } from "./reply.ts";
import { findRepository, numberOf, type Route } from "./route.ts";
import { simpleUser } from "./simple-user.ts";
import { defaultAccount } from "./world.ts";

type Body = components["schemas"]["reaction"];

const contents = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"] as const;

/** A comment that no test has written is there all the same, since an event names it, unless it was deleted. */
export const commentReaction: Route = {
  route: "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions",
  answer(request, context) {
    const found = findRepository(request, context, "write", ["issues", "pull_requests"]);
    if ("refusal" in found) return found.refusal;
    const commentId = numberOf(request.parameters.comment_id);
    if (commentId === undefined || context.world.isDeleted(commentId)) return errorReply(404, "Not Found");
    const given: unknown =
      typeof request.body === "object" && request.body !== null && "content" in request.body
        ? request.body.content
        : undefined;
    const content = contents.find((known) => known === given);
    if (!content) return errorReply(422, "Validation Failed");
    const account = request.token.account ?? defaultAccount;
    const { reaction, isNew } = context.world.addReaction({
      repository: found.fullName,
      commentId,
      content,
      account,
    });
    const body: Body = {
      id: reaction.id,
      node_id: Buffer.from(`08:Reaction${reaction.id}`).toString("base64"),
      user: simpleUser(context.url, account.login, account.id, account.type),
      content,
      created_at: context.world
        .now()
        .toISOString()
        .replace(/\.\d{3}Z$/, "Z"),
    };
    return { status: isNew ? 201 : 200, body };
  },
};
