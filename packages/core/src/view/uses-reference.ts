/** What `uses` names, in a step or in a job that calls a workflow. */
export type UsesReference =
  | {
      readonly kind: "repository";
      /** As it is written: GitHub ignores the case of owner and repository. */
      readonly text: string;
      readonly owner: string;
      readonly repository: string;
      /** Below the root, without slashes at its ends; the empty text is the root. */
      readonly folder: string;
      /** Tag, branch or commit. */
      readonly ref: string;
    }
  /** `./…`, of the workspace, or `$/…`, of the running commit. */
  | { readonly kind: "local"; readonly text: string; readonly folder: string; readonly isOfCommit: boolean }
  | { readonly kind: "docker"; readonly text: string; readonly image: string }
  /** Of none of GitHub's forms. */
  | { readonly kind: "unknown"; readonly text: string };

export type RepositoryReference = Extract<UsesReference, { kind: "repository" }>;

export function parseUses(text: string): UsesReference {
  const [, mark, folder] = /^([.$])\/(?:\.\/)*(.*?)\/*$/.exec(text) ?? [];
  if (folder !== undefined) return { kind: "local", text, folder, isOfCommit: mark === "$" };
  if (text.startsWith("docker://")) return { kind: "docker", text, image: text.slice("docker://".length) };
  const [, owner = "", repository = "", path = "", ref] =
    /^([\w.-]+)\/([\w.-]+)((?:\/[^/@\s]+)*)\/?@(\S+)$/.exec(text) ?? [];
  if (ref === undefined) return { kind: "unknown", text };
  return { kind: "repository", text, owner, repository, folder: path.slice(1), ref };
}

/** Whether a ref is a full commit, which nobody can move: 40 hex digits, or 64 of a repository with SHA-256. */
export function isCommit(ref: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref);
}

/** `owner/repo` or `owner/repo/folder` in lower case: by it, actions are compared. */
export function actionName({ owner, repository, folder }: RepositoryReference): string {
  return `${owner}/${repository}${folder === "" ? "" : `/${folder}`}`.toLowerCase();
}
