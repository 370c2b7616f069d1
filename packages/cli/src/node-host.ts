import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { nodeFiles, nodeGit, nodeScriptPrograms, nodeWorkers, type Workers } from "@yardmaster/compiler/host";
import type { Output } from "@yardmaster/core/host";
import type { Host } from "./program/host.ts";

export function nodeHost(): Host {
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    files: nodeFiles,
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
    git: nodeGit(process.env),
    scripts: nodeScriptPrograms(process.env),
    now: () => new Date(),
    every: (milliseconds, act) => {
      const timer = setInterval(act, milliseconds).unref();
      return () => clearInterval(timer);
    },
    watch: async () => (await import("./disk/node-watch.ts")).nodeWatch,
    program: programDigest(),
    workers: workers(),
    nodeVersion: process.versions.node,
    programVersion,
    prebuiltFolder: fileURLToPath(new URL(".", import.meta.url)),
  };
}

async function programVersion(program: string, words: readonly string[]): Promise<string | undefined> {
  const { spawnSync } = await import("node:child_process");
  const { status, stdout } = spawnSync(program, words, { encoding: "utf8", timeout: 10_000 });
  return status === 0 ? stdout.trim().split(/\r?\n/)[0] : undefined;
}

/** Undefined for a program that was not built. */
function workers(): Workers | undefined {
  const file = new URL("lint-worker.mjs", import.meta.url);
  return existsSync(fileURLToPath(file)) ? nodeWorkers(file) : undefined;
}

/** Undefined for a program that was not built. */
function programDigest(): string | undefined {
  const path = fileURLToPath(new URL("program.json", import.meta.url));
  if (!existsSync(path)) return undefined;
  const { digest } = JSON.parse(readFileSync(path, "utf8"));
  return `${digest} ${process.version} ${process.platform}`;
}

function output(stream: NodeJS.WriteStream): Output {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error; // the reader, such as `head`, has seen enough
  });
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY === true };
}

function ask(question: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    terminal.on("SIGINT", () => terminal.close());
    // Behind an answer it changes nothing.
    terminal.on("close", () => resolve(undefined));
    terminal.question(question, (answer) => {
      resolve(answer);
      terminal.close();
    });
  });
}
