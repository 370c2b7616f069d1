import { join } from "node:path";
import type { Files, FoundFile } from "@yardmaster/core/host";

/** Texts that stand in for files of the disk or beside them, by path relative to the root, with forward slashes. */
export type Overlay = ReadonlyMap<string, string>;

/** The files of a repository as they would be with these texts written. */
export function overlayFiles(files: Files, root: string, overlay: Overlay): Files {
  const encoder = new TextEncoder();
  const contents = new Map([...overlay].map(([path, text]) => [join(root, path), encoder.encode(text)]));
  const below = (folder: string): readonly string[] => {
    const prefix = join(folder, "/");
    return [...overlay.keys()].map((path) => join(root, path)).filter((path) => path.startsWith(prefix));
  };
  const named = (folder: string, depth: Parameters<Files["list"]>[1]): readonly string[] => {
    const names = below(folder).map((path) => path.slice(join(folder, "/").length).replaceAll("\\", "/"));
    if (depth === "direct") return names.filter((name) => !name.includes("/"));
    return depth === "linked" ? names.filter((name) => !name.split("/").includes("node_modules")) : names;
  };
  const found = (path: string): FoundFile | undefined => {
    const bytes = contents.get(path);
    if (bytes) return { realPath: join(files.readNow(root)?.realPath ?? root, path.slice(root.length)), bytes };
    return below(path).length > 0 ? { realPath: path, bytes: undefined } : undefined;
  };
  return {
    ...files,
    read: async (path) => contents.get(path) ?? files.read(path),
    readNow: (path) => (contents.has(path) ? found(path) : (files.readNow(path) ?? found(path))),
    readAll: (paths) => {
      const others = paths.filter((path) => !contents.has(path));
      const read = new Map(files.readAll(others).map((bytes, index) => [others[index], bytes]));
      return paths.map((path) => contents.get(path) ?? read.get(path));
    },
    isFolder: async (path) => below(path).length > 0 || files.isFolder(path),
    list: async (folder, depth) => {
      const listed = await files.list(folder, depth);
      return [...new Set([...listed, ...named(folder, depth)])].sort();
    },
  };
}
