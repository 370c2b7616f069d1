import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { mkdir, open, readdir, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { getSystemErrorMap } from "node:util";
import { FileError, type Files } from "@yardmaster/core/host";

export const nodeFiles: Files = {
  read: (path) =>
    orMissing(
      attempt("read", path, () => readFile(path)),
      undefined,
    ),

  readNow: (path) =>
    orMissingNow(path, () => {
      const realPath = realpathSync(path);
      return { realPath, bytes: statSync(realPath).isDirectory() ? undefined : readFileSync(realPath) };
    }),

  isFolder: (path) =>
    orMissing(
      attempt("read", path, async () => (await stat(path)).isDirectory()),
      false,
    ),

  list: async (folder, depth) => {
    if (depth === "linked") return (await orMissing(listLinked(folder, []), [])).sort();
    const read = attempt("read", folder, () =>
      readdir(folder, { recursive: depth === "recursive", withFileTypes: true }),
    );
    const entries = await orMissing(read, []);
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, `${entry.parentPath}${sep}${entry.name}`).replaceAll(sep, "/"))
      .sort();
  },

  makeFolder: (path) => attempt("create", path, async () => void (await mkdir(path, { recursive: true }))),

  create: (path, content) =>
    attempt("create", path, async () => {
      const file = await open(path, "wx", 0o644);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
    }),

  rename: (from, to) => attempt("replace", to, () => rename(from, to)),

  remove: (path) => attempt("delete", path, () => rm(path)),

  readAll: (paths) => paths.map((path) => orMissingNow(path, () => readFileSync(path))),

  lastChange: (paths) => {
    const times = paths.map((path) => orMissingNow(path, () => statSync(path).ctimeMs) ?? 0);
    return times.reduce((latest, time) => Math.max(latest, time), 0);
  },

  keep: (path, content) => {
    const staged = `${path}.${process.pid}.tmp`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(staged, content);
      renameSync(staged, path);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (existsSync(staged)) rmSync(staged, { force: true });
    }
  },

  recall: (path) => {
    try {
      return readFileSync(path);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return undefined;
    }
  },
};

function orMissingNow<T>(path: string, act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw new FileError("read", path, wordsOf(error));
  }
}

/** @param above real paths of the folders that are being listed. */
async function listLinked(folder: string, above: readonly string[]): Promise<string[]> {
  const [real, entries] = await attempt("read", folder, () =>
    Promise.all([realpath(folder), readdir(folder, { withFileTypes: true })]),
  );
  if (above.includes(real)) return [];
  const own = entries.filter(({ name }) => name !== "node_modules");
  const listed = own.map(async (entry) => {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await nodeFiles.isFolder(path)));
    if (!isFolder) return [entry.name];
    return (await listLinked(path, [...above, real])).map((name) => `${entry.name}/${name}`);
  });
  return (await Promise.all(listed)).flat();
}

async function attempt<T>(operation: string, path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw Object.assign(new FileError(operation, path, wordsOf(error)), { code: error.code });
  }
}

async function orMissing<T, M>(answer: Promise<T>, missing: M): Promise<T | M> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof FileError && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) {
      return missing;
    }
    throw error;
  }
}

function wordsOf({ code, errno }: { readonly code: string; readonly errno: number }): string {
  return getSystemErrorMap().get(errno)?.[1] ?? code;
}

function isSystemError(error: unknown): error is Error & { code: string; errno: number } {
  return error instanceof Error && "code" in error && "errno" in error && typeof error.errno === "number";
}
