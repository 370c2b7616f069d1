import { renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { workflowSource } from "./repository.ts";
import { type Session, source, watching } from "./watched-program.ts";

// The program on systems that tell nothing of changes.

const polls = "Files are looked at every 500 ms instead.\n";
const inSystem = (change: string) => `import fs from "node:fs";
import { EventEmitter } from "node:events";
import { syncBuiltinESMExports } from "node:module";
${change}
syncBuiltinESMExports();
`;
const withoutWatches = inSystem(
  'fs.watch = () => { throw Object.assign(new Error("no space left"), { code: "ENOSPC" }); };',
);
/** A disk of another machine at the root of all, whose watches are silent. */
const onNetwork = inSystem(`fs.watch = () => Object.assign(new EventEmitter(), { close() {} });
const { readFileSync } = fs;
fs.readFileSync = (path, ...more) =>
  path === "/proc/mounts" ? "/dev/sda1 / ext4 rw 0 0\\nhost:/ / nfs4 rw 0 0\\n" : readFileSync(path, ...more);`);

const test = suite("gen --watch that looks for changes");

async function takesChanges({ root, write, becomes }: Session): Promise<void> {
  // As long as what it replaces.
  write(source("a"), workflowSource("a", "fork"));
  await becomes("a", "fork");
  write("workflows-src/x/y/c.workflow.ts", workflowSource("c"));
  await becomes("c", "push");
  renameSync(join(root, "workflows-src/x"), join(root, "workflows-src/w"));
  write("workflows-src/w/y/c.workflow.ts", workflowSource("c", "fork"));
  await becomes("c", "fork");
  write("workflows-src/.a.swp", workflowSource("a", "push"));
  renameSync(join(root, "workflows-src/.a.swp"), join(root, source("a")));
  await becomes("a", "push");
  rmSync(join(root, source("b")));
  await becomes("b", undefined);
}

test("says why where the system has no watch left, and takes saves, folders, renames and deletions", () =>
  watching(
    () => {},
    async (session) => {
      await takesChanges(session);
      const why =
        "The system has no watch left for the folders of this repository (raise fs.inotify.max_user_watches). ";
      assert.is(session.said().split(`${why}${polls}`).length, 2, session.said());
    },
    { before: withoutWatches },
  ));

test("follows links to folders and to files elsewhere, beside a link that leads to itself", () =>
  watching(
    (root) => {
      writeFileSync(join(dirname(root), "d.ts"), workflowSource("d"));
      symlinkSync(join(dirname(root), "d.ts"), join(root, source("d")));
      symlinkSync("self", join(root, "self"));
    },
    async ({ root, becomes }) => {
      await becomes("d", "push");
      writeFileSync(join(dirname(root), "d.ts"), workflowSource("d", "fork"));
      await becomes("d", "fork");
    },
    { before: withoutWatches },
  ));

if (process.platform === "linux") {
  test("looks where a disk is another machine's, and names its kind", () =>
    watching(
      () => {},
      async (session) => {
        await takesChanges(session);
        const why = 'The system may not tell what changes on a file system of the kind "nfs4". ';
        assert.is(session.said().split(`${why}${polls}`).length, 2, session.said());
      },
      { before: onNetwork },
    ));
}

test.run();
