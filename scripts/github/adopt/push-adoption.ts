import type { Adoption } from "./adoption.ts";
import type { RepositoryApi } from "./request.ts";

/** Dependabot goes on rebasing a branch whose other commits say this: the next run adopts again. */
const message = "Take the version bumps into the lock of actions\n\n[dependabot skip]";

/**
 * Adds one commit to the pull request's branch, unless the branch has moved on: the update is no force.
 * @returns the commit.
 */
export async function pushAdoption(api: RepositoryApi, { branch, head, files }: Adoption): Promise<string> {
  const parent = await api.json("GET", `/git/commits/${head}`);
  const tree = await api.json("POST", "/git/trees", {
    base_tree: shaOf((parent as { tree?: unknown }).tree),
    tree: files.map(({ path, content }) => ({ path, mode: "100644", type: "blob", content })),
  });
  const commit = await api.json("POST", "/git/commits", { message, tree: shaOf(tree), parents: [head] });
  const name = branch.split("/").map(encodeURIComponent).join("/");
  await api.json("PATCH", `/git/refs/heads/${name}`, { sha: shaOf(commit), force: false });
  return shaOf(commit);
}

function shaOf(answer: unknown): string {
  const { sha } = (answer ?? {}) as { sha?: unknown };
  if (typeof sha !== "string" || !/^[0-9a-f]{40}$/.test(sha)) throw new Error("GitHub's answer names no commit.");
  return sha;
}
