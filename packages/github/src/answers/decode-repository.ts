import { ok, type Result } from "@yardmaster/core";
import type { GitHubError } from "../contract/github.ts";
import type { TagCommit } from "../contract/repository-reads.ts";
import { type Page, pageOf } from "../requests/pages.ts";
import { dateOf, fieldsOf, isCommit, wrongShape } from "./fields.ts";

type Decoded<T> = Result<T, GitHubError>;

export function decodeTags(data: unknown): Decoded<Page<TagCommit>> {
  if (!Array.isArray(data)) return wrongShape("a list of tags");
  const tags: TagCommit[] = [];
  for (const item of data) {
    const { name, commit } = fieldsOf(item);
    const { sha } = fieldsOf(commit);
    if (typeof name !== "string" || !isCommit(sha)) return wrongShape("a list of tags");
    tags.push({ name, sha });
  }
  return ok(pageOf(tags));
}

export function decodeBranch(branch: string): (data: unknown) => Decoded<string> {
  return (data) => {
    const { ref, object } = fieldsOf(data);
    const { sha } = fieldsOf(object);
    return ref === `refs/heads/${branch}` && isCommit(sha) ? ok(sha) : wrongShape("a branch");
  };
}

export function decodeCommitDate(wanted: string): (data: unknown) => Decoded<Date> {
  return (data) => {
    const { sha, committer } = fieldsOf(data);
    const date = dateOf(fieldsOf(committer).date);
    return sha === wanted && date ? ok(date) : wrongShape("a commit");
  };
}

/** A draft has no date, and counts as none. */
export function decodePublication(data: unknown): Decoded<Date | undefined> {
  const { published_at: publishedAt } = fieldsOf(data);
  if (publishedAt === null) return ok(undefined);
  const date = dateOf(publishedAt);
  return date ? ok(date) : wrongShape("a release");
}

export function decodeFile(path: string): (data: unknown) => Decoded<Uint8Array> {
  return (data) => {
    const { type, encoding, content } = fieldsOf(data);
    if (type !== "file" || encoding !== "base64" || typeof content !== "string") return wrongShape(`the file ${path}`);
    return ok(Buffer.from(content, "base64"));
  };
}
