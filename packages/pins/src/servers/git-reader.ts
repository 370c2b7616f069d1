import { join } from "node:path";
import { fail, ok, type Result } from "@yardmaster/core";
import {
  laterOf,
  type ReadError,
  type RepositoryName,
  type RepositoryReader,
  type TagCommit,
} from "./repository-reader.ts";
import { createRunGit } from "./run-git.ts";
import type { Server } from "./server.ts";
import { shareWork } from "./share-work.ts";

interface Refs {
  readonly tags: readonly TagCommit[];
  readonly branches: ReadonlyMap<string, string>;
}

/**
 * By git's own protocol: refs are listed, single commits fetched without their files, then the one file. The date is the
 * later of the annotated tag's and the commit's.
 * @param folder a temporary one, of this reader alone.
 */
export function gitReader(
  server: Server,
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): RepositoryReader {
  const runGit = createRunGit(server.origin.startsWith("http://") ? "http" : "https", credentials(server), env);
  const addressOf = ({ owner, repo }: RepositoryName) => `${server.origin}/${owner}/${repo}`;
  const run = async (args: readonly string[]): Promise<Result<Buffer, ReadError>> => {
    const result = await runGit(args);
    return result.ok ? result : fail(describe(result.error, server));
  };
  const refs = shareWork(async (address): Promise<Result<Refs, ReadError>> => {
    const output = await run(["ls-remote", "--quiet", "--heads", "--tags", "--", address]);
    return output.ok ? ok(parseRefs(output.value.toString("utf8"))) : output;
  });
  let storeCount = 0;
  const store = shareWork(async (address): Promise<Result<string, ReadError>> => {
    const path = join(folder, String(storeCount++));
    const made = await run(["init", "--quiet", "--bare", "--", path]);
    if (!made.ok) return made;
    const named = await run(["-C", path, "remote", "add", "--", "origin", address]);
    return named.ok ? ok(path) : named;
  });
  // Two fetches at once would fight for the list of shallow commits of their store.
  const lastFetches = new Map<string, Promise<unknown>>();
  const fetched = new Set<string>();
  const fetch = async (
    repository: RepositoryName,
    sha: string,
    refspec: string,
  ): Promise<Result<string, ReadError>> => {
    const address = addressOf(repository);
    const before = lastFetches.get(address);
    const work = (async () => {
      const path = await store(address);
      await before;
      if (!path.ok || fetched.has(`${address} ${refspec}`)) return path;
      const options = ["--quiet", "--depth=1", "--no-tags", "--filter=blob:none", "--no-write-fetch-head"];
      const answer = await run(["-C", path.value, "fetch", ...options, "--", "origin", refspec]);
      if (!answer.ok) return answer;
      fetched.add(`${address} ${refspec}`).add(`${address} ${sha}`);
      return path;
    })();
    lastFetches.set(address, work);
    return work;
  };

  return {
    tags: async (repository) => {
      const known = await refs(addressOf(repository));
      return known.ok ? ok(known.value.tags) : known;
    },
    branchCommit: async (repository, branch) => {
      const known = await refs(addressOf(repository));
      return known.ok ? ok(known.value.branches.get(branch)) : known;
    },
    releaseDate: async (repository, sha, tag) => {
      const path = await fetch(repository, sha, tag === undefined ? sha : `+refs/tags/${tag}:refs/tags/${tag}`);
      if (!path.ok) return path.error.problem.includes("not our ref") ? ok(undefined) : path;
      const committed = await run(["-C", path.value, "log", "-1", "--format=%H %ct", sha, "--"]);
      if (!committed.ok) return committed;
      const [commit, seconds = ""] = committed.value.toString("utf8").trim().split(" ");
      if (commit !== sha) return ok(undefined); // the object of an annotated tag
      const tagged =
        tag === undefined
          ? ok(Buffer.alloc(0))
          : await run(["-C", path.value, "for-each-ref", "--format=%(taggerdate:unix)", `refs/tags/${tag}`]);
      if (!tagged.ok) return tagged;
      const tagDate = dateOf(tagged.value.toString("utf8").trim());
      const commitDate = dateOf(seconds);
      return ok(
        laterOf(tagDate && { date: tagDate, basis: "tagged" }, commitDate && { date: commitDate, basis: "committed" }),
      );
    },
    file: async (repository, sha, path) => {
      const at = await fetch(repository, sha, sha);
      return at.ok ? readFile(run, at.value, sha, path) : at;
    },
  };
}

async function readFile(
  run: (args: readonly string[]) => Promise<Result<Buffer, ReadError>>,
  store: string,
  sha: string,
  path: string,
): Promise<Result<Uint8Array | undefined, ReadError>> {
  const listing = await run(["-C", store, "ls-tree", sha, "--", path]);
  if (!listing.ok) return listing;
  const [, object] = /^100\d{3} blob ([0-9a-f]{40})\t/.exec(listing.value.toString("utf8")) ?? [];
  return object === undefined ? ok(undefined) : run(["-C", store, "cat-file", "blob", object]);
}

/** `ls-remote` names the commit of an annotated tag in a line of its own, with `^{}`. */
function parseRefs(output: string): Refs {
  const tags = new Map<string, string>();
  const branches = new Map<string, string>();
  for (const line of output.split("\n")) {
    const [, sha = "", kind, name = "", peeled] =
      /^([0-9a-f]{40})\trefs\/(tags|heads)\/(.+?)(\^\{\})?$/.exec(line) ?? [];
    if (kind === "heads") branches.set(name, sha);
    if (kind === "tags" && (peeled !== undefined || !tags.has(name))) tags.set(name, sha);
  }
  return { tags: [...tags].map(([name, sha]) => ({ name, sha })), branches };
}

/** The way of actions/checkout: a header for this server alone, and nothing on a command line. */
function credentials({ origin, token }: Server): Readonly<Record<string, string>> {
  const quiet = { "credential.interactive": "false", "http.followRedirects": "initial", "gc.auto": "0" };
  // A token travels only encrypted or within this machine.
  if (token === undefined || !/^https:\/\/|^http:\/\/(?:127\.\d+\.\d+\.\d+|localhost)(?::|$)/.test(origin))
    return quiet;
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return {
    ...quiet,
    "http.followRedirects": "false",
    [`http.${origin}/.extraheader`]: `AUTHORIZATION: basic ${basic}`,
  };
}

function describe(said: string, server: Server): ReadError {
  const problem = `cannot be read by git from ${server.origin}: ${said}`;
  if (/could not read Username|Authentication failed|not found|403|401/i.test(said)) {
    return {
      problem,
      hint: "Correct the name; if the repository is private, set GITHUB_TOKEN to a token that may read it.",
    };
  }
  if (said.startsWith("git cannot be started"))
    return { problem, hint: "Install git, or set GITHUB_TOKEN to read by REST." };
  return { problem, hint: "Run the command again when the server answers." };
}

function dateOf(seconds: string): Date | undefined {
  return /^\d{1,12}$/.test(seconds) ? new Date(Number(seconds) * 1000) : undefined;
}
