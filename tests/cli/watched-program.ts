import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as assert from "uvu/assert";
import { startProgram } from "../helpers/start-program.ts";
import { workflowSource } from "./repository.ts";

export interface Session {
  readonly root: string;
  readonly write: (path: string, text: string) => void;
  /** Waits until a generated workflow has a trigger; undefined for one that is gone. @throws after a generous time. */
  readonly becomes: (id: string, on: string | undefined) => Promise<void>;
  readonly said: () => string;
  readonly child: ChildProcess;
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>;
}

export interface WatchedOptions {
  /** A module that Node loads before the program: for a system that is another one. */
  readonly before?: string;
  /** A file, from the root, into which the program prints. */
  readonly output?: string;
}

export const source = (id: string) => `workflows-src/${id}.workflow.ts`;
export const patienceMilliseconds = 30_000;

/** Runs `gen --watch` in a repository whose path has spaces and letters that systems spell in two ways. */
export async function watching(
  prepare: (root: string) => void,
  act: (session: Session) => Promise<void>,
  { before, output: file }: WatchedOptions = {},
): Promise<void> {
  const above = realpathSync(mkdtempSync(join(tmpdir(), "yardmaster-watch-")));
  const root = join(above, "Zwölf Höfe");
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const id of ["a", "b"]) write(source(id), workflowSource(id));
  mkdirSync(join(root, "node_modules"));
  prepare(root);
  const first = before === undefined ? [] : ["--import", `data:text/javascript,${encodeURIComponent(before)}`];
  const into = file === undefined ? "pipe" : openSync(join(root, file), "a");
  const child = spawn(process.execPath, [...first, ...startProgram("packages/cli/src/bin.ts"), "gen", "--watch"], {
    cwd: root,
    stdio: ["ignore", into, into],
  });
  if (into !== "pipe") closeSync(into);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => (printed += data));
  const said = () => (file === undefined ? printed : readFileSync(join(root, file), "utf8"));
  const ended = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) =>
    child.on("exit", (code, signal) => resolve([code, signal])),
  );
  const becomes: Session["becomes"] = async (id, on) => {
    const path = join(root, `.github/workflows/${id}.yml`);
    const holds = () =>
      on === undefined ? !existsSync(path) : existsSync(path) && readFileSync(path, "utf8").includes(`\non: ${on}\n`);
    for (const end = Date.now() + patienceMilliseconds; !holds() && Date.now() < end; ) await sleep(10);
    assert.ok(holds(), `${id} does not become ${on}:\n${said()}`);
  };
  try {
    for (const id of ["a", "b"]) await becomes(id, "push");
    await act({ root, write, becomes, said, child, ended });
  } finally {
    child.kill("SIGKILL");
    await ended;
    rmSync(above, { recursive: true, force: true });
  }
}
