import { isAbsolute, join, relative } from "node:path";
import { FileError, type Files, type ReadRepositoryFile } from "@yardmaster/core";

/** Reads files for sources: below the repository's root, also behind their links, and nowhere else. */
export function createRepositoryReader(root: string, files: Pick<Files, "readNow">): ReadRepositoryFile {
  return (path) => {
    try {
      const found = files.readNow(join(root, path));
      if (!found) return { problem: "missing" };
      const inside = relative(files.readNow(root)?.realPath ?? root, found.realPath);
      if (inside === ".." || /^\.\.[\\/]/.test(inside) || isAbsolute(inside)) return { problem: "outside" };
      return found.bytes === undefined ? { problem: "folder" } : { bytes: found.bytes };
    } catch (error) {
      if (error instanceof FileError) return { problem: "unreadable" };
      throw error;
    }
  };
}
