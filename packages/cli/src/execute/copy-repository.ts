import { execFileSync } from "node:child_process";
import { constants, copyFileSync, lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** A copy of a repository, and what is not in it. */
export interface RepositoryCopy {
  /** Absolute. */
  readonly folder: string;
  /** Whether it has a commit of git's. */
  readonly hasGit: boolean;
  /** Of the original's HEAD; zeros where git has none. */
  readonly sha: string;
  /** The copy stands on a commit of its own, since files differ from HEAD. */
  readonly differs: boolean;
  /** Paths from the root: links that lead out, submodules. */
  readonly leftOut: readonly string[];
}

/**
 * Copies what git would commit: all files but the ignored ones, as they stand. HEAD comes along without its history, and
 * nothing in the copy leads back to the original.
 * @param ref on which the copy stands: its branch is called so.
 */
export function copyRepository(root: string, folder: string, ref: string): RepositoryCopy {
  mkdirSync(folder, { recursive: true });
  const hasGit = fetchHead(root, folder, ref);
  const files = listFiles(root);
  const wanted = new Set(files);
  for (const path of hasGit ? listFiles(folder) : [])
    if (!wanted.has(path)) rmSync(join(folder, path), { force: true });
  const leftOut = files.filter((path) => !copyFile(root, folder, path));
  const differs = hasGit && commitAll(folder);
  const sha = git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")?.trim() ?? "0".repeat(40);
  return { folder, hasGit, sha, differs, leftOut };
}

/** Copies a folder as it is, with links as links. */
export function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else if (entry.isSymbolicLink()) link(readlinkSync(source), target);
    else if (entry.isFile()) copyFileSync(source, target, constants.COPYFILE_FICLONE);
  }
}

/** The whole history of a repository, for a copy of it. */
export function fetchHistory(root: string, copy: string): boolean {
  return git(copy, "fetch", "--quiet", "--unshallow", "--tags", fileUrl(root)) !== undefined;
}

function fetchHead(root: string, folder: string, ref: string): boolean {
  const branch = ref.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : undefined;
  if (git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") === undefined) return false;
  if (git(folder, "init", "--quiet") === undefined) return false;
  if (git(folder, "fetch", "--quiet", "--depth=1", "--no-tags", fileUrl(root), "HEAD") === undefined) return false;
  const place = branch === undefined ? ["--detach"] : ["-B", branch];
  if (git(folder, "checkout", "--quiet", "--force", ...place, "FETCH_HEAD") !== undefined) return true;
  return git(folder, "checkout", "--quiet", "--force", "--detach", "FETCH_HEAD") !== undefined;
}

function commitAll(folder: string): boolean {
  if (git(folder, "add", "--all") === undefined || git(folder, "status", "--porcelain") === "") return false;
  const identity = [
    "-c",
    "user.name=yardmaster",
    "-c",
    "user.email=yardmaster@localhost",
    "-c",
    "commit.gpgsign=false",
  ];
  return git(folder, ...identity, "commit", "--quiet", "--no-verify", "--message", "As the files stand") !== undefined;
}

/** From the root, with forward slashes; without git all but `node_modules`. */
function listFiles(root: string): readonly string[] {
  const listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
  if (listed === undefined) return walk(root, "");
  return [...new Set(listed.split("\0"))].filter((path) => path !== "" && isThere(join(root, path))).sort();
}

function walk(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return entry.name === "node_modules" || entry.name === ".git" ? [] : walk(root, path);
  });
}

/** @returns whether the file is one that may be copied. */
function copyFile(root: string, folder: string, path: string): boolean {
  const [from, to] = [join(root, path), join(folder, path)];
  const state = lstatSync(from);
  rmSync(to, { force: true, recursive: true });
  mkdirSync(dirname(to), { recursive: true });
  if (state.isFile()) {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
    return true;
  }
  if (!state.isSymbolicLink()) return false;
  const target = readlinkSync(from);
  if (isAbsolute(target) || leadsOut(relative(root, resolve(dirname(from), target)))) return false;
  link(target, to);
  return true;
}

function leadsOut(path: string): boolean {
  return path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
}

function link(target: string, path: string): void {
  rmSync(path, { force: true });
  symlinkSync(target, path);
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function fileUrl(root: string): string {
  return `file://${root}`;
}

const gitTimeoutMilliseconds = 120_000;

/** @returns what it prints; undefined when it fails or is not there. Nobody's settings but the repository's count. */
function git(cwd: string, ...args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", ...args], {
      cwd,
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
      timeout: gitTimeoutMilliseconds,
      stdio: ["ignore", "pipe", "ignore"],
      env: {
        PATH: process.env.PATH ?? "",
        LC_ALL: "C",
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_OPTIONAL_LOCKS: "0",
        GIT_TERMINAL_PROMPT: "0",
      },
    });
  } catch {
    return undefined;
  }
}
