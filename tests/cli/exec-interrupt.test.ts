import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { executeFiles, jobOf, outcomesOf } from "../helpers/execute-files.ts";
import { startProgram } from "../helpers/start-program.ts";
import { git } from "../ops/helpers/consumer-repository.ts";

const test = suite("the end of executed processes");

/** A process that is there and not only waiting to be collected. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, "utf8"));
}

/** A child, a grandchild, one that ignores signals, and one in a session of its own. */
const tree = (folder: string): string => `set -m
  bash -c 'echo $$ > ${folder}/pid-child; sleep 300 & echo $! > ${folder}/pid-grandchild; wait' &
  bash -c 'trap "" INT TERM; echo $$ > ${folder}/pid-stubborn; while true; do sleep 0.1; done' &
  setsid bash -c 'echo $$ > ${folder}/pid-session; exec sleep 300' > /dev/null 2>&1 &
  echo $$ > ${folder}/pid-shell
  wait`;

function pids(folder: string): readonly number[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith("pid-"))
    .map((name) => Number(readFileSync(join(folder, name), "utf8")))
    .filter((pid) => pid > 0);
}

async function until(holds: () => boolean, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (!holds() && Date.now() < end) await sleep(50);
  return holds();
}

for (const name of ["SIGINT", "SIGTERM"] as const) {
  test(`${name} ends every process, of any group or session, and leaves no folder`, async () => {
    const root = mkdtempSync(join(tmpdir(), "yardmaster-interrupted-"));
    const temporary = mkdtempSync(join(tmpdir(), "yardmaster-temporary-"));
    const seen = join(root, "seen");
    mkdirSync(seen);
    try {
      const script = tree(seen).replace(/\n/g, "\n    ");
      const always = `- name: Always\n  if: always()\n  run: touch ${seen}/always`;
      const files = jobOf(`- name: Tree\n  run: |\n    ${script}\n${always}`);
      mkdirSync(join(root, ".github/workflows"), { recursive: true });
      writeFileSync(join(root, ".github/workflows/main.yml"), Object.values(files)[0] ?? "");
      writeFileSync(join(root, ".gitignore"), "seen\n");
      git(root, "init", "--quiet", "--initial-branch", "main");
      git(root, "add", "--all");
      git(root, "commit", "--quiet", "--message", "Begin");
      const child = spawn(process.execPath, [...startProgram("packages/cli/src/bin.ts"), "simulate", "--exec"], {
        cwd: root,
        env: { ...process.env, TMPDIR: temporary },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data));
      const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
      assert.ok(await until(() => pids(seen).length === 5, 20_000), output);
      const all = pids(seen);
      child.kill(name);
      assert.is(await ended, 1, output);
      assert.ok(await until(() => !all.some(isAlive), 5_000), `${all.filter(isAlive).length} are left`);
      assert.equal(
        readdirSync(temporary).filter((each) => each.startsWith("yardmaster-exec-")),
        [],
      );
      assert.not.ok(existsSync(join(seen, "always")));
      assert.match(output, /\nCancelled\n$/);
    } finally {
      rmSync(root, { recursive: true });
      rmSync(temporary, { recursive: true });
    }
  });
}

test("a step that takes too long is ended with all that it started, and fails; the job goes on for what is there for it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-slow-"));
  try {
    const done = await executeFiles(
      jobOf(`- name: Slow
  timeout-minutes: 0.02
  run: |
    ${tree(folder).replace(/\n/g, "\n    ")}
- name: Skipped
  run: echo no
- name: Failed
  if: failure()
  run: echo told`),
    );
    assert.equal(done.lines.slice(-3), [
      "a / Slow | error: The action 'Slow' has timed out after 0.02 minutes.",
      "a / Failed | told",
      "a | Ended processes that its steps had left behind",
    ]);
    assert.equal(outcomesOf(done), {
      a: "failure",
      "a / Slow": "failure",
      "a / Skipped": "skipped",
      "a / Failed": "success",
    });
    assert.equal(pids(folder).filter(isAlive), []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a job that takes too long is cancelled", async () => {
  const done = await executeFiles(
    jobOf(
      `- name: Slow
  run: sleep 300
- name: Skipped
  run: echo no
- name: Cancelled
  if: cancelled()
  run: echo cancelled
- name: Always
  if: always()
  run: echo "\${{ job.status }}"`,
      "    timeout-minutes: 0.02\n",
    ),
  );
  assert.equal(done.lines, [
    "a | error: The job has exceeded the maximum execution time of 0.02 minutes",
    "a / Cancelled | cancelled",
    "a / Always | cancelled",
  ]);
  assert.equal(outcomesOf(done), {
    a: "cancelled",
    "a / Slow": "cancelled",
    "a / Skipped": "skipped",
    "a / Cancelled": "success",
    "a / Always": "success",
  });
});

test("what a step leaves running ends with its job", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-left-"));
  try {
    const done = await executeFiles(
      jobOf(`- name: Leave
  run: |
    nohup setsid sleep 300 > /dev/null 2>&1 & echo $! > ${folder}/pid-left
- name: See
  run: kill -0 "$(cat ${folder}/pid-left)" && echo there`),
    );
    assert.equal(done.lines, ["a / See | there", "a | Ended processes that its steps had left behind"]);
    assert.ok(await until(() => !pids(folder).some(isAlive), 2_000));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
