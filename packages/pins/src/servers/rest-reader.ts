import { fail, ok, type Result } from "@yardmaster/core";
import { createRepositoryReads, type GitHubError } from "@yardmaster/github";
import { laterOf, type ReadError, type RepositoryReader } from "./repository-reader.ts";
import type { Server } from "./server.ts";
import { shareWork } from "./share-work.ts";

const timeoutMilliseconds = 20_000;

/** By GitHub's REST API, with the server's token. The date is the later of the release's and the commit's. */
export function restReader(
  server: Server & { readonly token: string },
  { userAgent, log }: { readonly userAgent: string; readonly log: (line: string) => void },
): RepositoryReader {
  const { apiUrl, token } = server;
  const reads = createRepositoryReads({ apiUrl, token, userAgent, timeoutMilliseconds, log });
  const tags = shareWork(async (name) => {
    const [owner = "", repo = ""] = name.split("/");
    return orProblem(await reads.tags({ owner, repo }), server);
  });
  return {
    tags: ({ owner, repo }) => tags(`${owner}/${repo}`),
    branchCommit: async (repository, branch) => orProblem(await reads.branchCommit(repository, branch), server),
    releaseDate: async (repository, sha, tag) => {
      const [committed, published] = await Promise.all([
        reads.committedAt(repository, sha),
        tag === undefined ? ok(undefined) : reads.publishedAt(repository, tag),
      ]);
      if (!committed.ok) return orProblem(committed, server);
      if (!published.ok) return orProblem(published, server);
      if (!committed.value) return ok(undefined);
      return ok(
        laterOf(published.value && { date: published.value, basis: "released" }, {
          date: committed.value,
          basis: "committed",
        }),
      );
    },
    file: async (repository, sha, path) => orProblem(await reads.file(repository, sha, path), server),
  };
}

function orProblem<T>(result: Result<T, GitHubError>, server: Server): Result<T, ReadError> {
  if (result.ok) return result;
  const problem = `cannot be read from ${server.origin}: ${result.error.message.replace(/\.$/, "")}`;
  return fail({ problem, hint: hintFor(result.error) });
}

function hintFor({ kind, retryAfterSeconds }: GitHubError): string {
  switch (kind) {
    case "not-found":
      return "Correct the name; if the repository is private, use a token that may read its contents.";
    case "unauthorized":
      return "Replace the token in GITHUB_TOKEN or GH_TOKEN: the server does not take it.";
    case "forbidden":
      return "Use a token that may read the contents of this repository.";
    case "rate-limited":
      return `Run the command again in ${retryAfterSeconds ?? 60} seconds, or with \`--transport git\`.`;
    case "server":
    case "timeout":
    case "network":
      return "Run the command again when the server answers, or with `--transport git`.";
    default:
      return "Run the command with `--transport git`, which does not use the REST API.";
  }
}
