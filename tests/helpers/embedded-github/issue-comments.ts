import type { components } from "@octokit/openapi-types";
import { errorReply, type Reply } from "./reply.ts";
import { findRepository, numberOf, pageOf, type Route, type RouteContext } from "./route.ts";
import { simpleUser } from "./simple-user.ts";
import type { EmbeddedComment } from "./state.ts";
import { defaultAccount } from "./world.ts";

type Body = components["schemas"]["issue-comment"];

const permissions = ["issues", "pull_requests"] as const;
const maximumCharacters = 65_536;
const notFound = errorReply(404, "Not Found");

const listComments: Route = {
  route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
  answer(request, context) {
    const found = findRepository(request, context, "read", permissions);
    if ("refusal" in found) return found.refusal;
    const issue = numberOf(request.parameters.issue_number);
    if (issue === undefined) return notFound;
    const since = Date.parse(request.query.get("since") ?? "1970-01-01T00:00:00Z");
    const comments = context.world.comments.filter(
      (comment) =>
        comment.repository === found.fullName && comment.issue === issue && Date.parse(comment.updatedAt) >= since,
    );
    return { status: 200, body: pageOf(comments, request.query).map((comment) => commentBody(comment, context)) };
  },
};

const createComment: Route = {
  route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
  answer(request, context) {
    const found = findRepository(request, context, "write", permissions);
    if ("refusal" in found) return found.refusal;
    const issue = numberOf(request.parameters.issue_number);
    if (issue === undefined) return notFound;
    const body = acceptBody(request.body);
    if (typeof body !== "string") return body;
    const author = request.token.account ?? defaultAccount;
    const comment = context.world.addComment({ repository: found.fullName, issue, author, body });
    return { status: 201, headers: { location: comment.htmlUrl }, body: commentBody(comment, context) };
  },
};

const updateComment: Route = {
  route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
  answer(request, context) {
    const found = findRepository(request, context, "write", permissions);
    if ("refusal" in found) return found.refusal;
    const id = numberOf(request.parameters.comment_id);
    const comment = context.world.comments.find((known) => known.id === id && known.repository === found.fullName);
    if (!comment) return notFound;
    const account = request.token.account ?? defaultAccount;
    if (comment.author.id !== account.id) return errorReply(403, "Must have admin rights to Repository.");
    const body = acceptBody(request.body);
    if (typeof body !== "string") return body;
    return { status: 200, body: commentBody(context.world.updateComment(comment.id, body), context) };
  },
};

export const commentRoutes: readonly Route[] = [listComments, createComment, updateComment];

function acceptBody(body: unknown): string | Reply {
  const text: unknown = typeof body === "object" && body !== null && "body" in body ? body.body : undefined;
  if (typeof text !== "string") return errorReply(422, 'Invalid request.\n\n"body" wasn\'t supplied.');
  if (text.trim() === "") return errorReply(422, "Validation Failed: body cannot be blank");
  if ([...text].length <= maximumCharacters) return text;
  return errorReply(422, `Validation Failed: body is too long (maximum is ${maximumCharacters} characters)`);
}

function commentBody(comment: EmbeddedComment, { url }: RouteContext): Body {
  const { id, repository, issue, author, body, createdAt, updatedAt, htmlUrl } = comment;
  return {
    id,
    node_id: Buffer.from(`012:IssueComment${id}`).toString("base64"),
    url: `${url}/repos/${repository}/issues/comments/${id}`,
    html_url: htmlUrl,
    issue_url: `${url}/repos/${repository}/issues/${issue}`,
    user: simpleUser(url, author.login, author.id, author.type),
    author_association: "NONE",
    body,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
