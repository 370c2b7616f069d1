import type { Result } from "@yardmaster/core";
import type { GitHubError, RepositoryName } from "./github.ts";

export interface TagCommit {
  /** Without `refs/tags/`. */
  readonly name: string;
  /** The commit, also of an annotated tag: 40 hex digits. */
  readonly sha: string;
}

/** What a repository holds at its refs and commits. A 404 of the repository itself is the error `not-found`. */
export interface RepositoryReads {
  /** GET /repos/{owner}/{repo}/tags, all pages up to 3,000 tags; more are an error, never a part. */
  tags(repository: RepositoryName): Promise<Result<readonly TagCommit[], GitHubError>>;
  /** GET /repos/{owner}/{repo}/git/ref/heads/{branch}. @returns undefined when there is no such branch. */
  branchCommit(repository: RepositoryName, branch: string): Promise<Result<string | undefined, GitHubError>>;
  /** GET /repos/{owner}/{repo}/git/commits/{sha}. The committer's date, which the committer may have made up. */
  committedAt(repository: RepositoryName, sha: string): Promise<Result<Date | undefined, GitHubError>>;
  /** GET /repos/{owner}/{repo}/releases/tags/{tag}. By GitHub's clock. @returns undefined for a tag without a release. */
  publishedAt(repository: RepositoryName, tag: string): Promise<Result<Date | undefined, GitHubError>>;
  /** GET /repos/{owner}/{repo}/contents/{path}. @returns undefined when nothing is there at that commit. */
  file(repository: RepositoryName, sha: string, path: string): Promise<Result<Uint8Array | undefined, GitHubError>>;
}
