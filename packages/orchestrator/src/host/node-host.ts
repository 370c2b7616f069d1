import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createFileStore, createGitHub, createInstallationToken } from "@yardmaster/github";
import manifest from "../../package.json" with { type: "json" };
import type { Host } from "./host.ts";
import { createNodeFiles } from "./node-files.ts";

const requestTimeoutMilliseconds = 10_000;

export type ProcessParts = Pick<Host, "env" | "stdout" | "stderr" | "flush">;

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
    ...createNodeFiles(randomName),
    version: manifest.version,
    now: () => new Date(),
    randomName,
    wait: (milliseconds) => sleep(milliseconds),
    fileStore: (connection) => createFileStore({ ...connection, ...network }),
    github: (connection) => createGitHub({ ...connection, ...network }),
    installationToken: (request) => createInstallationToken({ ...request, ...network }),
  };
}
