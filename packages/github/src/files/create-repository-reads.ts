import { ok, type Result } from "@yardmaster/core";
import {
  decodeBranch,
  decodeCommitDate,
  decodeFile,
  decodePublication,
  decodeTags,
} from "../answers/decode-repository.ts";
import type { GitHubError, RepositoryName } from "../contract/github.ts";
import type { GitHubOptions } from "../contract/github-options.ts";
import type { RepositoryReads } from "../contract/repository-reads.ts";
import { checkRepository } from "../requests/check-names.ts";
import { createClient, decoded } from "../requests/client.ts";
import { pageLength, readPages } from "../requests/pages.ts";
import { repeatPolicyOf } from "../requests/repeat-policy.ts";

const maximumPages = 30;

/** Reads repeat as those of `createGitHub` do, and have its bounds. */
export function createRepositoryReads(options: GitHubOptions): RepositoryReads {
  const client = createClient(options, repeatPolicyOf(options));

  function read<T>(
    repository: RepositoryName,
    route: string,
    parameters: Readonly<Record<string, unknown>>,
    decode: (data: unknown) => Result<T, GitHubError>,
  ): Promise<Result<T, GitHubError>> {
    const refused = checkRepository(repository);
    return decoded(client.repeatable({ refused, route, parameters: { ...repository, ...parameters } }), decode);
  }

  return {
    tags: (repository) =>
      readPages(
        (page) => read(repository, "GET /repos/{owner}/{repo}/tags", { per_page: pageLength, page }, decodeTags),
        ({ name }) => name,
        { maximumPages, tooMany: `${repository.owner}/${repository.repo} has more than 3000 tags.` },
      ),
    branchCommit: (repository, branch) =>
      orMissing(read(repository, "GET /repos/{owner}/{repo}/git/ref/heads/{branch}", { branch }, decodeBranch(branch))),
    committedAt: (repository, sha) =>
      orMissing(read(repository, "GET /repos/{owner}/{repo}/git/commits/{sha}", { sha }, decodeCommitDate(sha))),
    publishedAt: (repository, tag) =>
      orMissing(read(repository, "GET /repos/{owner}/{repo}/releases/tags/{tag}", { tag }, decodePublication)),
    file: (repository, sha, path) =>
      orMissing(
        read(repository, "GET /repos/{owner}/{repo}/contents/{path}{?ref}", { path, ref: sha }, decodeFile(path)),
      ),
  };
}

async function orMissing<T>(reading: Promise<Result<T, GitHubError>>): Promise<Result<T | undefined, GitHubError>> {
  const result = await reading;
  return !result.ok && result.error.kind === "not-found" ? ok(undefined) : result;
}
