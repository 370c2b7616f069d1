import type { ImportedFile } from "../writing/import-plan.ts";

/** Where a document belongs, by the path of its file. */
export interface DocumentPlace {
  readonly kind: ImportedFile["kind"];
  /** Of a workflow: the folder that holds its `.github`; the empty text is the repository itself. */
  readonly root: string;
  /** The file's stem; of an action, the name of its folder. */
  readonly name: string;
}

export function documentPlace(path: string): DocumentPlace {
  const action = /(?:^|([^/]+)\/)action\.ya?ml$/.exec(path);
  if (action) return { kind: "action", root: "", name: action[1] ?? "action" };
  const [, root = "", file = path.replace(/^.*\//, "")] = /^(?:(.*)\/)?\.github\/workflows\/([^/]+)$/.exec(path) ?? [];
  return { kind: "workflow", root, name: file.replace(/\.ya?ml$/, "") };
}
