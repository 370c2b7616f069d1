import { createHash } from "node:crypto";
import { errorReply, type Reply } from "./reply.ts";
import { contentRoutes } from "./repository-content.ts";
import { findRepository, type Route, type RouteContext, type RouteRequest } from "./route.ts";
import type { EmbeddedGitHubState } from "./state.ts";

export interface EmbeddedGitCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** By path. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** The git objects that requests made in a repository, and the branches that name them. */
export interface RepositoryFiles {
  readonly trees: Map<string, ReadonlyMap<string, Buffer>>;
  readonly commits: Map<string, EmbeddedGitCommit>;
  /** Name -> commit. */
  readonly branches: Map<string, string>;
}

const stores = new WeakMap<EmbeddedGitHubState, Map<string, RepositoryFiles>>();
const maximumReadableBytes = 1024 * 1024;

/** @param state The object that the server was started with. */
export function repositoryFiles(state: EmbeddedGitHubState, fullName: string): RepositoryFiles {
  const ofServer = stores.get(state) ?? new Map<string, RepositoryFiles>();
  stores.set(state, ofServer);
  const key = fullName.toLowerCase();
  const files = ofServer.get(key) ?? { trees: new Map(), commits: new Map(), branches: new Map() };
  ofServer.set(key, files);
  return files;
}

/** Commits on a branch, which need not exist: the first commit has no parent. */
export function commitFiles(
  store: RepositoryFiles,
  branch: string,
  changes: Readonly<Record<string, string | Buffer>>,
  message = "Change files",
): EmbeddedGitCommit {
  const parent = store.commits.get(store.branches.get(branch) ?? "");
  const files = new Map(parent?.files);
  for (const [path, content] of Object.entries(changes)) files.set(path, Buffer.from(content as string));
  const parents = parent ? [parent.sha] : [];
  const commit = { sha: commitSha(store, message), parents, message, files };
  store.commits.set(commit.sha, commit);
  store.branches.set(branch, commit.sha);
  return commit;
}

type Answer = (store: RepositoryFiles, request: RouteRequest, context: RouteContext) => Reply | undefined;

/** What this file does not hold is left to the routes of `repository-content.ts`. */
function reads(route: string, answer: Answer): Route {
  const other = contentRoutes.find((known) => known.route === route);
  return {
    route,
    answer(request, context) {
      const found = findRepository(request, context, "read", ["contents"]);
      const files = "refusal" in found ? undefined : repositoryFiles(context.state, found.fullName);
      return (
        (files && answer(files, request, context)) ?? other?.answer(request, context) ?? errorReply(404, "Not Found")
      );
    },
  };
}

function writes(route: string, answer: (...parameters: Parameters<Answer>) => Reply): Route {
  return {
    route,
    answer(request, context) {
      const found = findRepository(request, context, "write", ["contents"]);
      if ("refusal" in found) return found.refusal;
      if (typeof request.body !== "object" || request.body === null) return errorReply(400, "Problems parsing JSON");
      return answer(repositoryFiles(context.state, found.fullName), request, context);
    },
  };
}

const getFile = reads("GET /repos/{owner}/{repo}/contents/{path}", (store, { parameters: { path = "" }, query }) => {
  const bytes = store.commits.get(store.branches.get(query.get("ref") ?? "") ?? "")?.files.get(path);
  if (!bytes) return undefined;
  const isReadable = bytes.length <= maximumReadableBytes;
  const content = isReadable ? bytes.toString("base64").replaceAll(/.{60}/g, "$&\n") : "";
  const encoding = isReadable ? "base64" : "none";
  return { status: 200, body: { type: "file", encoding, size: bytes.length, path, content, sha: blobSha(bytes) } };
});

const getBranch = reads(
  "GET /repos/{owner}/{repo}/git/ref/heads/{branch}",
  (store, { parameters: { branch = "" } }) => {
    const sha = store.branches.get(branch);
    return sha ? { status: 200, body: { ref: `refs/heads/${branch}`, object: { type: "commit", sha } } } : undefined;
  },
);

const putFile = writes("PUT /repos/{owner}/{repo}/contents/{path}", (store, { parameters: { path = "" }, body }) => {
  const { message, content, branch, sha } = body as Record<string, unknown>;
  if (typeof message !== "string" || typeof content !== "string" || typeof branch !== "string") {
    return errorReply(422, "Invalid request.");
  }
  const parent = store.commits.get(store.branches.get(branch) ?? "");
  if (!parent) return errorReply(404, `Branch ${branch} not found`);
  const before = parent.files.get(path);
  if (before && sha === undefined) return errorReply(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  if (sha !== undefined && (!before || sha !== blobSha(before))) {
    return errorReply(409, `${path} does not match ${String(sha)}`);
  }
  const bytes = Buffer.from(content, "base64");
  const commit = commitFiles(store, branch, { [path]: bytes }, message);
  const answered = { content: { path, sha: blobSha(bytes), size: bytes.length }, commit: { sha: commit.sha, message } };
  return { status: before ? 200 : 201, body: answered };
});

const createTree = writes("POST /repos/{owner}/{repo}/git/trees", (store, { body }) => {
  const { tree } = body as { readonly tree?: readonly Record<string, unknown>[] };
  if (!Array.isArray(tree) || tree.length === 0) return errorReply(422, "Invalid tree info");
  const files = new Map(tree.map(({ path, content }) => [String(path), Buffer.from(String(content))]));
  const sha = sha1(`tree ${[...files].map(([path, bytes]) => `${path} ${blobSha(bytes)}`).join()}`);
  store.trees.set(sha, files);
  return { status: 201, body: { sha, tree: [...files.keys()].map((path) => ({ path })), truncated: false } };
});

const createCommit = writes("POST /repos/{owner}/{repo}/git/commits", (store, { body }) => {
  const { message, tree, parents = [] } = body as Record<string, unknown>;
  const files = store.trees.get(String(tree));
  if (!files || typeof message !== "string" || !Array.isArray(parents)) return errorReply(422, "Tree SHA is invalid");
  const commit = { sha: commitSha(store, message), parents: parents.map(String), message, files };
  store.commits.set(commit.sha, commit);
  return { status: 201, body: { sha: commit.sha, message, parents: parents.map((sha) => ({ sha })) } };
});

const createRef = writes("POST /repos/{owner}/{repo}/git/refs", (store, { body }) => {
  const { ref, sha } = body as Record<string, unknown>;
  const [, branch] = /^refs\/heads\/(.+)$/.exec(String(ref)) ?? [];
  if (!branch) return errorReply(422, "Reference name must start with 'refs/' and contain at least two slashes.");
  if (!store.commits.has(String(sha))) return errorReply(422, "Object does not exist");
  if (store.branches.has(branch)) return errorReply(422, "Reference already exists");
  store.branches.set(branch, String(sha));
  return { status: 201, body: { ref, object: { type: "commit", sha } } };
});

/** Before `contentRoutes`, which have two of the same routes. */
export const fileRoutes: readonly Route[] = [getFile, getBranch, putFile, createTree, createCommit, createRef];

/** As git makes it. */
function blobSha(bytes: Buffer): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

function commitSha(store: RepositoryFiles, message: string): string {
  return sha1(`commit ${store.commits.size} ${message}`);
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
