import { ok, type Result } from "@yardmaster/core";
import { checkConnection } from "./check-connection.ts";
import { checkRepository } from "./check-names.ts";
import { type GitHubOptions, retryPolicyOf } from "./create-github.ts";
import type { GitHubError, RepositoryName } from "./github.ts";
import { decodeBranch, decodeCommitDate, decodeFile, decodePublication, decodeTags } from "./repository-decode.ts";
import type { RepositoryReads, TagCommit } from "./repository-reads.ts";
import { retryRead } from "./retry-read.ts";
import { createSend } from "./send.ts";

const pageLength = 100;
const maximumPages = 30;

/** Reads repeat as those of `createGitHub` do, and have its bounds. */
export function createRepositoryReads(options: GitHubOptions): RepositoryReads {
  const send = createSend(options);
  const unusable = checkConnection(options.apiUrl, options.token);
  const policy = retryPolicyOf(options);

  async function read<T>(
    repository: RepositoryName,
    route: string,
    parameters: Readonly<Record<string, unknown>>,
    decode: (data: unknown) => Result<T, GitHubError>,
  ): Promise<Result<T, GitHubError>> {
    const refused = unusable ?? checkRepository(repository);
    if (refused) return { ok: false, error: refused };
    const answer = await retryRead(() => send(route, { ...repository, ...parameters }), policy);
    return answer.ok ? decode(answer.value.data) : answer;
  }

  return {
    async tags(repository) {
      const all: TagCommit[] = [];
      for (let page = 1; page <= maximumPages; page++) {
        const parameters = { per_page: pageLength, page };
        const tags = await read(repository, "GET /repos/{owner}/{repo}/tags", parameters, decodeTags);
        if (!tags.ok) return tags;
        all.push(...tags.value);
        if (tags.value.length < pageLength) return ok(all);
      }
      const message = `${repository.owner}/${repository.repo} has more than ${pageLength * maximumPages} tags.`;
      return { ok: false, error: { kind: "unexpected", message } };
    },
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
