import { randomBytes } from "node:crypto";
import { appendFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fail, ok, type Result } from "@yardmaster/core";
import { createFileStore, createGitHub, createInstallationToken } from "@yardmaster/github";
import manifest from "../package.json" with { type: "json" };
import type { FileProblem, Host } from "./host.ts";

/** GitHub's limit for a webhook payload, which bounds every file that is read here. */
const maximumFileBytes = 25 * 1024 * 1024;
const requestTimeoutMilliseconds = 10_000;

export type ProcessParts = Pick<Host, "env" | "stdout" | "stderr">;

/** The machine. Paths that are not absolute count from the process's working directory. */
export function createNodeHost(parts: ProcessParts): Host {
  const randomName = (): string => randomBytes(16).toString("hex");
  const network = {
    userAgent: `releasecopilot-rc/${manifest.version}`,
    timeoutMilliseconds: requestTimeoutMilliseconds,
    log: (line: string) => parts.stderr(`rc: github: ${line}\n`),
  };
  return {
    ...parts,
    version: manifest.version,
    now: () => new Date(),
    randomName,
    wait: (milliseconds) => sleep(milliseconds),
    fileStore: (connection) => createFileStore({ ...connection, ...network }),
    github: (connection) => createGitHub({ ...connection, ...network }),
    installationToken: (request) => createInstallationToken({ ...request, ...network }),
    readText: (path) => attempt(() => readText(path)),
    listDirectory: (path) =>
      attempt(async () => {
        const entries = await readdir(path, { withFileTypes: true });
        return ok(entries.map((entry) => `${entry.name}${entry.isDirectory() ? "/" : ""}`).sort());
      }),
    replaceFile: (path, text) =>
      attempt(async () => {
        await mkdir(dirname(path), { recursive: true });
        const staged = join(dirname(path), `.${randomName()}.tmp`);
        try {
          const file = await open(staged, "wx", 0o644);
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
      }),
    appendToFile: (path, text) =>
      attempt(async () => {
        await mkdir(dirname(path), { recursive: true });
        await appendFile(path, text);
        return ok(undefined);
      }),
  };
}

async function readText(path: string): Promise<Result<string, FileProblem>> {
  const { size } = await stat(path);
  if (size > maximumFileBytes) return fail(`it has ${size} bytes, more than the ${maximumFileBytes} of a payload`);
  const file = await open(path);
  try {
    return ok(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.readFile()));
  } finally {
    await file.close();
  }
}

const clauses: Readonly<Record<string, FileProblem>> = {
  ENOENT: "it does not exist",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of its path is no directory",
  EACCES: "access is denied",
  EPERM: "access is denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
  EEXIST: "a part of its path is no directory",
  ENAMETOOLONG: "its name is too long",
  ERR_ENCODING_INVALID_ENCODED_DATA: "it is not UTF-8",
  ERR_INVALID_ARG_VALUE: "its path holds a null character",
};

/** Errors of the operating system are answers; every other one is a bug. */
async function attempt<T>(effect: () => Promise<Result<T, FileProblem>>): Promise<Result<T, FileProblem>> {
  try {
    return await effect();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (clauses[code] !== undefined) return fail(clauses[code]);
    if (/^E[A-Z0-9]+$/.test(code)) return fail(`the system answers ${code}`);
    throw error;
  }
}
