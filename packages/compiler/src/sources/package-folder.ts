import { relative, sep } from "node:path";

export interface PackageFolder {
  /** As it is imported: `lodash`, `@scope/name`. */
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
}

/**
 * The installed package that holds a file: what lies in `node_modules`, once links are resolved. A workspace that is only
 * linked there is the author's own code.
 * @param path absolute, without links.
 */
export function packageFolderOf(path: string, root: string): PackageFolder | undefined {
  const inside = relative(root, path);
  const isInside = inside !== "" && !inside.startsWith("..");
  const segments = (isInside ? inside : path).split(sep);
  const at = segments.lastIndexOf("node_modules");
  if (at < 0) return undefined;
  const length = segments[at + 1]?.startsWith("@") ? 2 : 1;
  const name = segments.slice(at + 1, at + 1 + length).join("/");
  const rest = segments.slice(at + 1 + length).join(sep);
  return { name, folder: path.slice(0, path.length - rest.length - 1) };
}
