import type { Files, RepositoryFacts } from "@yardmaster/core";

/** A repository of which no more is there than what its facts have, for a compiler that asks for files. Nothing is written. */
export function memoryFiles(root: string, { text, files }: Pick<RepositoryFacts, "text" | "files">): Files {
  const encoder = new TextEncoder();
  const pathOf = (path: string) => path.slice(root.length).replaceAll("\\", "/").replace(/^\//, "");
  const bytesOf = (path: string) => {
    const found = text(pathOf(path));
    return found === undefined ? undefined : encoder.encode(found);
  };
  const refuse = async (): Promise<never> => {
    throw new Error("Nothing is written to a repository in memory.");
  };
  return {
    read: async (path) => bytesOf(path),
    readNow: (path) => {
      const bytes = bytesOf(path);
      return bytes && { realPath: path, bytes };
    },
    readAll: (paths) => paths.map(bytesOf),
    isFolder: async () => false,
    list: async (folder, depth) => {
      const prefix = pathOf(folder) === "" ? "" : `${pathOf(folder)}/`;
      const below = (files() ?? []).flatMap((path) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []));
      return depth === "direct" ? below.filter((path) => !path.includes("/")) : below;
    },
    makeFolder: refuse,
    create: refuse,
    rename: refuse,
    remove: refuse,
    lastChange: () => 0,
    keep: () => {},
    recall: () => undefined,
  };
}
