import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";
import type { RunOptions } from "./repository.ts";

// Progress and times are for people at a terminal; a pipe receives what it always did.

const source = `import { job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: null });
export const ci = workflow("ci", { on, permissions: {}, jobs: [job("build", { "runs-on": "ubuntu-24.04", steps: [run(sh\`make\`)] })] });
`;
const byHand = "on: push\npermissions: {}\njobs: {a: {runs-on: ubuntu-24.04, steps: [{run: make}]}}\n";
const emptyLine = "\r\u001b[2K";

const test = suite<GitRepository>("progress and times");
test.before.each((repository) => {
  const files = {
    "package.json": "{}",
    "workflows-src/ci.workflow.ts": source,
    "workflows-src/actions.lock.json": '{"version": 1, "actions": {}}\n',
    ".github/workflows/hand.yml": byHand,
  };
  Object.assign(repository, makeGitRepository(files));
  repository.commit();
});
test.after.each((repository) => repository.dispose());

/** A clock that stands at one instant until its timer goes off, as it does at once, after so many milliseconds. */
function slow(milliseconds: number): Pick<RunOptions, "clock" | "every"> & { readonly running: () => number } {
  let time = Date.UTC(2026, 10, 22, 12);
  let running = 0;
  return {
    clock: () => new Date(time),
    every: (_, act) => {
      running += 1;
      time += milliseconds;
      act();
      return () => {
        running -= 1;
      };
    },
    running: () => running,
  };
}

/** What is left on the screen. */
function screen(text: string): string {
  return text
    .split("\n")
    .map((line) => line.split(emptyLine).at(-1))
    .join("\n");
}

const runs: readonly (readonly [argv: readonly string[], doing: string])[] = [
  [["check"], "compiling and checking types"],
  [["check", "--no-types"], "compiling"],
  [["lint"], "judging 1 file"],
  [["import", "--prove", "--no-types"], "reading files"],
  [["import"], "checking what was written"],
  [["adopt", "--offline"], "reading what changed"],
  [["diff", "HEAD"], "reading both sides"],
  [["simulate", "--files", "a"], "reading workflows"],
  [["explain", "hand.yml", "--files", "a"], "reading workflows"],
];
for (const [argv, doing] of runs) {
  test(`${argv.join(" ")} says what it does, and leaves nothing of it`, async ({ run, root, git }) => {
    const restore = (): void => {
      git("checkout", "--quiet", ".");
      git("clean", "--quiet", "-fd");
    };
    const env = { NO_COLOR: "1" };
    const piped = await run(argv, { env, showsTypes: true, ...slow(700) });
    restore();
    const timer = slow(700);
    const shown = await run(argv, { env, showsTypes: true, isTerminal: true, ...timer });
    restore();
    assert.match(shown.stderr, `${emptyLine}${doing}`);
    assert.is(timer.running(), 0);
    const withoutTime = (text: string): string => text.replace(/ \(\d+\.\d\d s\)/g, "");
    assert.is(withoutTime(screen(shown.stderr)), withoutTime(screen(piped.stderr)));
    assert.is(withoutTime(shown.stdout), withoutTime(piped.stdout));
    assert.is.not(shown.code, 3, root);
  });
}

test("without a terminal, in CI, on a dumb one, or for a moment, nothing is shown", async ({ run }) => {
  const shows = async (options: RunOptions, milliseconds = 700): Promise<boolean> => {
    const { stderr } = await run(["lint"], { ...slow(milliseconds), ...options });
    return stderr.includes("judging");
  };
  assert.is(await shows({ isTerminal: true }), true);
  assert.is(await shows({ isTerminal: true, env: { CI: "false", NO_COLOR: "1" } }), true);
  assert.is(await shows({ isTerminal: true }, 499), false);
  assert.is(await shows({ isTerminal: false }), false);
  assert.is(await shows({ isTerminal: true, env: { CI: "true" } }), false);
  assert.is(await shows({ isTerminal: true, env: { TERM: "dumb" } }), false);
});

test("long work says how long it goes on", async ({ run }) => {
  const { stderr } = await run(["lint"], { isTerminal: true, ...slow(3200) });
  assert.match(stderr, `${emptyLine}judging 1 file (3 s)`);
});

test("counts come with the time at a terminal, each run with its own, and without it in a pipe", async ({ run }) => {
  const last = ({ stdout }: { readonly stdout: string }): string => stdout.trimEnd().split("\n").at(-1) ?? "";
  const env = { NO_COLOR: "1" };
  const program = "p";
  // Asked once at the start and once at the end; after all files, so that runs are remembered.
  const after = (milliseconds: number): (() => Date) => {
    let time = Date.UTC(2100, 0, 1) - milliseconds;
    return () => {
      time += milliseconds;
      return new Date(time);
    };
  };
  const atTerminal = (milliseconds: number): RunOptions => ({
    env,
    program,
    isTerminal: true,
    clock: after(milliseconds),
  });
  assert.is(last(await run(["gen"], { env, program })), "1 file: 1 created");
  assert.match(last(await run(["gen"], atTerminal(120))), /^1 file: 1 unchanged \(\d\.\d\d s\)$/);
  assert.is(last(await run(["gen"], atTerminal(340))), "1 file: 1 unchanged (0.34 s)");
  assert.is(last(await run(["gen"], atTerminal(20))), "1 file: 1 unchanged (0.02 s)");
  assert.is(last(await run(["gen"], { env, program })), "1 file: 1 unchanged");
  assert.match(last(await run(["check", "--no-types"], { isTerminal: true, env })), /; 0 findings \(0\.00 s\)$/);
  assert.not.match(
    await run(["check", "--no-types", "--format", "github"], { isTerminal: true, env }).then(last),
    " s)",
  );
  assert.match((await run(["adopt", "--offline"], { isTerminal: true, env })).stdout, "0 bumps taken (0.00 s)\n");
  assert.match((await run(["bind"], { isTerminal: true, env })).stderr, "1 file: 1 created (0.00 s)\n");
  assert.is((await run(["bind"], { env })).stderr, "");
  assert.match((await run(["diff", "HEAD"], { isTerminal: true, env })).stdout, /^.*\n.* \(0\.00 s\)\.\n/);
  assert.match(
    (await run(["simulate", "--files", "a"], { isTerminal: true, env })).stdout,
    /workflows start \(0\.00 s\)\n/,
  );
});

/** Shows what a real terminal received, then the exit code. */
const driver = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
shown = b""
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    shown += part
_, status = os.waitpid(pid, 0)
sys.stdout.write(shown.decode("utf-8", "replace"))
sys.stdout.write("\\nexit " + str(os.waitstatus_to_exitcode(status)))
`;
const program = join(process.cwd(), "packages/cli/bin/yardmaster.mjs");
const hasTerminal = process.platform !== "win32" && spawnSync("python3", ["-c", "import pty"]).status === 0;
const { CI: _, ...notInCI } = process.env;

(hasTerminal ? test : test.skip)("at a real terminal, while TypeScript checks", ({ root, write }) => {
  // A compiler that takes its time, in the place of the project's.
  write("node_modules/typescript/package.json", '{"version": "9.9.9", "bin": {"tsc": "./tsc.js"}}');
  write("node_modules/typescript/tsc.js", "setTimeout(() => {}, 1500);");
  write("tsconfig.json", "{}");
  const { stdout } = spawnSync("python3", ["-c", driver, process.execPath, program, "check"], {
    cwd: root,
    encoding: "utf8",
    timeout: 120_000,
    env: { ...notInCI, TERM: "xterm", NO_COLOR: "1" },
  });
  const text = stdout.replaceAll("\r\n", "\n");
  assert.match(text, `${emptyLine}compiling and checking types`);
  assert.not.match(screen(text), "checking types");
  assert.match(screen(text), /1 missing; \d findings? \(\d+\.\d\d s\)\n\nexit 1$/);
});

test("a reader that has seen enough, such as head, ends nothing with a stack", ({ root }) => {
  const long = `"${process.execPath}" "${program}" schema simulate | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", long], { cwd: root, encoding: "utf8" });
  assert.equal([stdout, stderr], ["{\n0\n", ""]);
});

test("Ctrl-C ends it as any program, which a shell calls 130, and nothing is half-written", async ({
  root,
  write,
  git,
}) => {
  write("node_modules/typescript/package.json", '{"version": "9.9.9", "bin": {"tsc": "./tsc.js"}}');
  write("node_modules/typescript/tsc.js", "setTimeout(() => {}, 60_000);");
  write("tsconfig.json", "{}");
  git("add", "--all");
  git("commit", "--quiet", "--message", "a project");
  // A group of its own, which a terminal would send the signal to.
  const child = spawn(process.execPath, [program, "check"], { cwd: root, detached: true, stdio: "pipe" });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (printed += data));
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on("close", (_code, signal) => resolve(signal)));
  await sleep(2500);
  assert.ok(child.pid !== undefined && child.exitCode === null, printed);
  process.kill(-child.pid, "SIGINT");
  assert.is(await ended, "SIGINT");
  assert.is(printed, "");
  assert.is(git("status", "--short"), "");
});

test.run();
