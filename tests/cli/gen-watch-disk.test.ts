import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { git } from "../ops/helpers/consumer-repository.ts";
import { workflowSource } from "./repository.ts";
import { patienceMilliseconds, source, watching } from "./watched-program.ts";

const test = suite("gen --watch on a disk");

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

test("what it prints into a file of the repository starts no further round", () =>
  watching(
    () => {},
    async ({ write, becomes, said }) => {
      const refusals = () => said().split("nothing was written").length - 1;
      write(source("a"), "throw new Error('no');\n");
      const end = Date.now() + patienceMilliseconds;
      for (let before = -1; (refusals() === 0 || refusals() !== before) && Date.now() < end; ) {
        before = refusals();
        await sleep(1500);
      }
      // The system may tell of one save twice.
      assert.ok([1, 2].includes(refusals()), said());
      write(source("a"), workflowSource("a", "fork"));
      await becomes("a", "fork");
    },
    { output: "watch.log" },
  ));

test("goes on beside a link that leads to itself, and says what a source left to run", () =>
  watching(
    (root) => symlinkSync("self", join(root, "self")),
    async ({ root, write, becomes, said }) => {
      symlinkSync("self", join(root, "workflows-src/self"));
      const isSaid = (text: string) => said().includes(text);
      for (const end = Date.now() + patienceMilliseconds; !isSaid("too many") && Date.now() < end; ) await sleep(10);
      assert.match(said(), "The system refuses to read workflows-src/self: too many symbolic links encountered.");
      rmSync(join(root, "workflows-src/self"));
      write(source("a"), `setTimeout(() => { throw new Error("late"); }, 1);\n${workflowSource("a", "fork")}`);
      await becomes("a", "fork");
      for (const end = Date.now() + patienceMilliseconds; !isSaid("late") && Date.now() < end; ) await sleep(10);
      const left = said().match(/^Something that a source left to run has failed: .*$/gm);
      assert.equal(new Set(left), new Set(["Something that a source left to run has failed: late."]));
      write(source("a"), workflowSource("a", "create"));
      await becomes("a", "create");
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
