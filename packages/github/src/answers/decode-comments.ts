import { ok, type Result } from "@yardmaster/core";
import type { CommentAuthor, GitHubError, IssueComment, Reaction, ReactionReceipt } from "../contract/github.ts";
import { type Page, pageOf } from "../requests/pages.ts";
import type { Answer } from "../requests/send.ts";
import { fieldsOf, isId, isWebAddress, wrongShape } from "./fields.ts";

/** What GitHub shows in place of an account that was deleted. */
const ghost: CommentAuthor = { login: "ghost", id: 10_137, type: "User" };

export function decodeReaction({ status, data }: Answer, content: Reaction): Result<ReactionReceipt, GitHubError> {
  const body = fieldsOf(data);
  const account = accountOf(body.user);
  if (!account || body.content !== content) return wrongShape(`the reaction ${content}`);
  return ok({ created: status === 201, account });
}

export function decodeComments(data: unknown): Result<Page<IssueComment>, GitHubError> {
  if (!Array.isArray(data)) return wrongShape("a list of comments");
  const items: IssueComment[] = [];
  for (const item of data) {
    const comment = commentOf(item);
    if (!comment) return wrongShape("a list of comments");
    items.push(comment);
  }
  return ok(pageOf(items));
}

/** @param wanted The id of the comment where it is known. */
export function decodeComment(data: unknown, wanted?: number): Result<IssueComment, GitHubError> {
  const comment = commentOf(data);
  return comment && (wanted === undefined || comment.id === wanted) ? ok(comment) : wrongShape("the comment");
}

function commentOf(value: unknown): IssueComment | undefined {
  const { id, user, body, html_url: htmlUrl } = fieldsOf(value);
  const author = user === null ? ghost : accountOf(user);
  if (!isId(id) || !author || typeof body !== "string" || !isWebAddress(htmlUrl)) return undefined;
  return { id, author, body, htmlUrl };
}

function accountOf(value: unknown): CommentAuthor | undefined {
  const { login, id, type } = fieldsOf(value);
  return typeof login === "string" && isId(id) && typeof type === "string" ? { login, id, type } : undefined;
}
