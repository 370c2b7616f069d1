import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startProgram } from "../helpers/start-program.ts";
import { git } from "../ops/helpers/consumer-repository.ts";
import { workflowSource } from "./repository.ts";

const test = suite("gen --watch on a disk");

interface Session {
  readonly root: string;
  readonly write: (path: string, text: string) => void;
  /** Waits until a generated workflow has a trigger; undefined for one that is gone. @throws after a generous time. */
  readonly becomes: (id: string, on: string | undefined) => Promise<void>;
  readonly said: () => string;
  readonly child: ChildProcess;
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>;
}

const source = (id: string) => `workflows-src/${id}.workflow.ts`;
const patienceMilliseconds = 30_000;

/** Runs the program in a repository whose path has spaces and letters that systems spell in two ways. */
async function watching(prepare: (root: string) => void, act: (session: Session) => Promise<void>): Promise<void> {
  const above = realpathSync(mkdtempSync(join(tmpdir(), "yardmaster-watch-")));
  const root = join(above, "Zwölf Höfe");
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const id of ["a", "b"]) write(source(id), workflowSource(id));
  mkdirSync(join(root, "node_modules"));
  prepare(root);
  const child = spawn(process.execPath, [...startProgram("packages/cli/src/bin.ts"), "gen", "--watch"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data));
  const ended = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) =>
    child.on("exit", (code, signal) => resolve([code, signal])),
  );
  const becomes: Session["becomes"] = async (id, on) => {
    const path = join(root, `.github/workflows/${id}.yml`);
    const holds = () =>
      on === undefined ? !existsSync(path) : existsSync(path) && readFileSync(path, "utf8").includes(`\non: ${on}\n`);
    for (const end = Date.now() + patienceMilliseconds; !holds() && Date.now() < end; ) await sleep(10);
    assert.ok(holds(), `${id} does not become ${on}:\n${output}`);
  };
  try {
    for (const id of ["a", "b"]) await becomes(id, "push");
    await act({ root, write, becomes, said: () => output, child, ended });
  } finally {
    child.kill("SIGKILL");
    await ended;
    rmSync(above, { recursive: true, force: true });
  }
}

test("takes saves in place, by a file that is renamed over, by a backup that is moved away, and in a row", () =>
  watching(
    () => {},
    async ({ root, write, becomes }) => {
      write(source("a"), workflowSource("a", "pull_request"));
      await becomes("a", "pull_request");

      write("workflows-src/.a.swp", workflowSource("a", "create"));
      renameSync(join(root, "workflows-src/.a.swp"), join(root, source("a")));
      await becomes("a", "create");

      renameSync(join(root, source("a")), join(root, `${source("a")}~`));
      write(source("a"), workflowSource("a", "delete"));
      rmSync(join(root, `${source("a")}~`));
      await becomes("a", "delete");

      for (let save = 0; save < 40; save++) {
        write(source("b"), workflowSource("b", save === 39 ? "fork" : save % 2 === 0 ? "push" : "create"));
        await sleep(save % 7);
      }
      await becomes("b", "fork");
    },
  ));

test("takes new folders, also below each other, renamed and deleted ones, and all sources at once", () =>
  watching(
    () => {},
    async ({ root, write, becomes }) => {
      write("workflows-src/x/y/z/c.workflow.ts", workflowSource("c"));
      await becomes("c", "push");
      renameSync(join(root, "workflows-src/x"), join(root, "workflows-src/w"));
      write("workflows-src/w/y/z/c.workflow.ts", workflowSource("c", "create"));
      await becomes("c", "create");
      rmSync(join(root, "workflows-src/w"), { recursive: true });
      await becomes("c", undefined);

      renameSync(join(root, "workflows-src"), join(root, "away"));
      await sleep(400);
      renameSync(join(root, "away"), join(root, "workflows-src"));
      await sleep(50);
      write(source("a"), workflowSource("a", "fork"));
      await becomes("a", "fork");
    },
  ));

test("deletes the workflow of a deleted source while others write beside the repository", () =>
  watching(
    () => {},
    async ({ root, becomes }) => {
      const beside = join(dirname(root), "others");
      let number = 0;
      const writing = setInterval(() => {
        mkdirSync(join(beside, `${++number}/below`), { recursive: true });
        writeFileSync(join(beside, `${number}/below/file`), "");
      }, 20);
      try {
        rmSync(join(root, source("b")));
        await becomes("b", undefined);
      } finally {
        clearInterval(writing);
      }
    },
  ));

test("takes sources behind links, of folders and files elsewhere", () =>
  watching(
    (root) => {
      const elsewhere = join(dirname(root), "elsewhere");
      mkdirSync(join(elsewhere, "shared"), { recursive: true });
      writeFileSync(join(elsewhere, "shared/c.workflow.ts"), workflowSource("c"));
      writeFileSync(join(elsewhere, "d.ts"), workflowSource("d"));
      symlinkSync(join(elsewhere, "shared"), join(root, "workflows-src/shared"));
      symlinkSync(join(elsewhere, "d.ts"), join(root, source("d")));
    },
    async ({ root, becomes }) => {
      await becomes("c", "push");
      await becomes("d", "push");
      const elsewhere = join(dirname(root), "elsewhere");
      writeFileSync(join(elsewhere, "shared/c.workflow.ts"), workflowSource("c", "create"));
      await becomes("c", "create");
      writeFileSync(join(elsewhere, "d.ts"), workflowSource("d", "create"));
      await becomes("d", "create");
      writeFileSync(join(elsewhere, "shared/e.workflow.ts"), workflowSource("e"));
      await becomes("e", "push");
    },
  ));

test("follows git to another commit", () =>
  watching(
    (root) => {
      writeFileSync(join(root, ".gitignore"), "node_modules\n");
      git(root, "init", "--quiet", "--initial-branch", "main");
    },
    async ({ root, write, becomes, said }) => {
      const commit = (message: string) => {
        git(root, "add", "--all");
        git(root, "commit", "--quiet", "--message", message);
      };
      commit("Begin");
      git(root, "checkout", "--quiet", "-b", "other");
      for (let each = 0; each < 30; each++) write(source(`n${each}`), workflowSource(`n${each}`, "create"));
      write(source("a"), workflowSource("a", "fork"));
      for (let each = 0; each < 30; each++) await becomes(`n${each}`, "create");
      await becomes("a", "fork");
      commit("Add");
      git(root, "checkout", "--quiet", "main");
      await becomes("a", "push");
      await becomes("n29", undefined);
      git(root, "checkout", "--quiet", "other");
      await becomes("a", "fork");
      await becomes("n29", "create");
      // A round that began before may still write what it has read.
      const isClean = () => git(root, "status", "--short") === "";
      for (let [end, before] = [Date.now() + patienceMilliseconds, ""]; Date.now() < end; before = said()) {
        await sleep(300);
        if (said() === before && isClean()) break;
      }
      assert.ok(isClean(), said());
    },
  ));

test("Ctrl-C ends it, with every file whole", () =>
  watching(
    () => {},
    async ({ child, ended, write, becomes }) => {
      write(source("a"), workflowSource("a", "fork"));
      await becomes("a", "fork");
      child.kill("SIGINT");
      const running = sleep(patienceMilliseconds, "still running", { ref: false });
      assert.equal(await Promise.race([ended, running]), [null, "SIGINT"]);
    },
  ));

test.run();
