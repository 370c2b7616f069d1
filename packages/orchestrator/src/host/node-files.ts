import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fail, ok, type Result } from "@yardmaster/core";
import { clauseOf, codeOf, payloadBytes, symbolicLink, tooManyBytes, wrongKind } from "./file-problem.ts";
import type { FileProblem, Files, Links } from "./host.ts";

const chunkBytes = 64 * 1024;
const noFolder = "ENOTDIR";

/** Files of the machine. Paths that are not absolute count from the process's working directory. */
export function createNodeFiles(randomName: () => string): Files {
  return {
    readText: (path, links) => attempt(() => readText(path, links)),
    listDirectory: (path) =>
      attempt(async () => {
        const entries = await readdir(path, { withFileTypes: true });
        return ok(entries.map((entry) => `${entry.name}${entry.isDirectory() ? "/" : ""}`).sort());
      }),
    listLinks: async (path) => {
      const links = await attempt(async () => ok(await readLinks(path)));
      return links.ok ? links.value : [];
    },
    replaceFile: (path, text) => attempt(() => replaceFile(path, text, `.${randomName()}.tmp`)),
    appendToFile: (path, text, links) => attempt(() => appendToFile(path, text, links)),
  };
}

async function readLinks(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isSymbolicLink() ? [entry.name] : [])).sort();
}

/** To open a pipe waits for its writer, and a device may never end: the kind is looked at before, and again once it is open. */
async function readText(path: string, links: Links = "follow"): Promise<Result<string, FileProblem>> {
  const found = links === "refuse" ? await lstat(path) : await stat(path);
  if (!found.isFile()) return fail(wrongKind(found));
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | flagOf(links));
  try {
    const opened = await file.stat();
    if (!opened.isFile()) return fail(wrongKind(opened));
    if (opened.size > payloadBytes) return fail(tooManyBytes(opened.size));
    const bytes = await readBounded(file);
    return bytes ? ok(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)) : fail(tooManyBytes());
  } finally {
    await file.close();
  }
}

/** @returns undefined for a file that has grown past the bound, whatever size the system gives it */
async function readBounded(file: FileHandle): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, null);
    if (bytesRead === 0) return Buffer.concat(chunks, bytes);
    bytes += bytesRead;
    if (bytes > payloadBytes) return undefined;
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

async function replaceFile(path: string, text: string, stagedName: string): Promise<Result<void, FileProblem>> {
  await makeFolder(dirname(path));
  if ((await lookAt(path))?.isSymbolicLink()) return fail(symbolicLink);
  const staged = join(dirname(path), stagedName);
  const file = await open(staged, "wx", 0o644);
  try {
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(staged, path);
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
  return ok(undefined);
}

async function appendToFile(path: string, text: string, links: Links = "follow"): Promise<Result<void, FileProblem>> {
  await makeFolder(dirname(path));
  const found = links === "refuse" ? await lookAt(path) : await lookAtTarget(path);
  if (found && !found.isFile() && !found.isCharacterDevice()) return fail(wrongKind(found));
  const mode = found?.isCharacterDevice() ? constants.O_WRONLY : constants.O_RDWR | constants.O_CREAT;
  const file = await open(path, mode | constants.O_APPEND | constants.O_NONBLOCK | flagOf(links), 0o644);
  try {
    const opened = await file.stat();
    if (opened.isFile()) await appendWhole(file, opened.size, text);
    else await file.writeFile(text);
  } finally {
    await file.close();
  }
  return ok(undefined);
}

/** What was written before the disk was full is taken back, unless somebody has written behind it. */
async function appendWhole(file: FileHandle, size: number, text: string): Promise<void> {
  const bytes = Buffer.from(`${(await endsWithinLine(file, size)) ? "\n" : ""}${text}`);
  let written = 0;
  try {
    while (written < bytes.length) written += (await file.write(bytes, written)).bytesWritten;
    await file.sync();
  } catch (error) {
    if (written > 0 && (await file.stat()).size === size + written) await file.truncate(size);
    throw error;
  }
}

async function endsWithinLine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { bytesRead, buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return bytesRead === 1 && buffer.toString("latin1") !== "\n";
}

/** Not `recursive`: where a parent cannot be made, Node then says that the folder does not exist, and not why. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT" && dirname(path) !== path) {
      await makeFolder(dirname(path));
      await mkdir(path).catch((again) => refuseOtherThanFolder(path, again));
    } else await refuseOtherThanFolder(path, error);
  }
}

async function refuseOtherThanFolder(path: string, error: unknown): Promise<void> {
  const found = await lookAtTarget(path);
  if (found?.isDirectory()) return;
  throw found ? Object.assign(new Error(), { code: noFolder }) : error;
}

function lookAt(path: string): Promise<Stats | undefined> {
  return lstat(path).catch(undefinedIfMissing);
}

function lookAtTarget(path: string): Promise<Stats | undefined> {
  return stat(path).catch(undefinedIfMissing);
}

function undefinedIfMissing(error: unknown): undefined {
  if (codeOf(error) !== "ENOENT") throw error;
  return undefined;
}

function flagOf(links: Links): number {
  return links === "refuse" ? constants.O_NOFOLLOW : 0;
}

/** Errors of the operating system are answers; every other one is a bug. */
async function attempt<T>(effect: () => Promise<Result<T, FileProblem>>): Promise<Result<T, FileProblem>> {
  try {
    return await effect();
  } catch (error) {
    const clause = clauseOf(error);
    if (clause === undefined) throw error;
    return fail(clause);
  }
}
