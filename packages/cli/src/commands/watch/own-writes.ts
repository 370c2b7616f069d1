import { dirname } from "node:path";
import { FileError, type Files } from "@yardmaster/core";

export interface OwnWrites {
  readonly files: Files;
  /** Whether a path is as this program has left it last, so that what is told of it is nobody else's doing. */
  readonly isOwn: (path: string) => Promise<boolean>;
}

/** Files that remember what was written through them. */
export function noteOwnWrites(inner: Files): OwnWrites {
  /** By path: the text that was written, "nothing" where one was taken away, and "folder" for one that was not there. */
  const left = new Map<string, { readonly text: string } | "folder" | "nothing">();
  const noteFolders = async (path: string): Promise<void> => {
    if (await inner.isFolder(path)) return;
    left.set(path, "folder");
    if (dirname(path) !== path) await noteFolders(dirname(path));
  };
  const isAsLeft = async (path: string): Promise<boolean> => {
    const expected = left.get(path);
    if (expected === undefined) return false;
    const isFolder = await inner.isFolder(path);
    if (isFolder || expected === "folder") return isFolder && expected === "folder";
    const found = await inner.read(path);
    if (expected === "nothing") return found === undefined;
    return found !== undefined && Buffer.from(expected.text).equals(found);
  };
  return {
    files: {
      ...inner,
      makeFolder: async (path) => {
        await noteFolders(path);
        await inner.makeFolder(path);
      },
      create: async (path, content) => {
        left.set(path, { text: content });
        await inner.create(path, content);
      },
      rename: async (from, to) => {
        const moved = left.get(from);
        if (moved) left.set(to, moved);
        left.set(from, "nothing");
        await inner.rename(from, to);
      },
      remove: async (path) => {
        left.set(path, "nothing");
        await inner.remove(path);
      },
    },
    isOwn: async (path) => {
      const isOwn = await isAsLeft(path).catch((error: unknown) => {
        if (error instanceof FileError) return false; // who reads it says so
        throw error;
      });
      // Whatever happens to a folder of ours after this, and to a file that somebody has changed, is somebody's doing.
      if (!isOwn || left.get(path) === "folder") left.delete(path);
      return isOwn;
    },
  };
}
