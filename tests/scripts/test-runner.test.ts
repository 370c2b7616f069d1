import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";

interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runRunner(fixture: string, ...options: string[]): Outcome {
  const folder = `tests/fixtures/scripts/test-runner/${fixture}`;
  const result = spawnSync(
    process.execPath,
    ["--import", "tsx", "scripts/test.ts", "--no-build", "--dir", folder, ...options],
    { encoding: "utf8", timeout: 30_000, env: { ...process.env, TZ: "Pacific/Chatham", HEARTBEAT_FILE: "/dev/null" } },
  );
  return {
    exitCode: result.status,
    stdout: result.stdout.replaceAll(`${folder}/`, "").replace(/\d+\.\d s/g, "0.0 s"),
    stderr: result.stderr,
  };
}

function lastLine(text: string): string | undefined {
  return text.trimEnd().split("\n").at(-1);
}

function verdictLines(outcome: Outcome): string[] {
  return outcome.stdout.split("\n").filter((line) => /^(not )?ok /.test(line));
}

const test = suite("test runner");

test("prints one line a file in the order of the names, then the counts", () => {
  assert.equal(runRunner("passing"), {
    exitCode: 0,
    stdout: "ok a.test.ts 2 tests 0.0 s\nok nested/b.test.ts 1 test, 1 skipped 0.0 s\n3 passed, 0 failed, 1 skipped\n",
    stderr: "",
  });
});

test("runs the files whose path contains a filter", () => {
  assert.is(
    runRunner("passing", "nested/").stdout,
    "ok nested/b.test.ts 1 test, 1 skipped 0.0 s\n1 passed, 0 failed, 1 skipped\n",
  );
});

test("refuses a filter that matches nothing, even beside one that matches", () => {
  assert.equal(runRunner("passing", "nested/", "nowhere"), {
    exitCode: 2,
    stdout: "",
    stderr: 'No test file below tests/fixtures/scripts/test-runner/passing has "nowhere" in its path.\n',
  });
});

test("refuses a folder without test files, a missing folder and an unknown option", () => {
  assert.is(runRunner("no-files").stderr, "There is no test file below tests/fixtures/scripts/test-runner/no-files.\n");
  assert.is(runRunner("absent").stderr, "There is no folder tests/fixtures/scripts/test-runner/absent.\n");
  assert.is(runRunner("passing", "--watch").exitCode, 2);
  assert.is(runRunner("passing", "--timeout-seconds", "soon").exitCode, 2);
});

test("shows the output of a failing file and counts each test", () => {
  const outcome = runRunner("failing");
  assert.is(outcome.exitCode, 1);
  assert.match(outcome.stdout, "Expected values to be strictly equal");
  assert.equal(verdictLines(outcome), ["not ok one-of-two.test.ts 0.0 s: 1 of 2 tests failed."]);
  assert.is(lastLine(outcome.stdout), "1 passed, 1 failed");
});

test("fails a file that registers no test, for which uvu exits 0", () => {
  const outcome = runRunner("empty-file");
  assert.is(outcome.exitCode, 1);
  assert.equal(verdictLines(outcome), ["not ok registers-none.test.ts 0.0 s: it registered no test."]);
  assert.is(lastLine(outcome.stdout), "0 passed, 1 failed");
});

test("fails a file that never reaches uvu's summary with exit code 0", () => {
  const outcome = runRunner("no-uvu");
  assert.is(outcome.exitCode, 1);
  assert.equal(verdictLines(outcome), ["not ok prints-only.test.ts 0.0 s: it left before uvu printed its summary."]);
});

test("fails files that call process.exit(0) at import or in the middle", () => {
  const outcome = runRunner("exit-zero");
  assert.is(outcome.exitCode, 1);
  assert.equal(verdictLines(outcome), [
    "not ok at-import.test.ts 0.0 s: it left before uvu printed its summary.",
    "not ok in-a-test.test.ts 0.0 s: it left with exit code 1.",
  ]);
  assert.is(lastLine(outcome.stdout), "0 passed, 2 failed");
});

test("ends a file at the time-out, with the processes that it started", () => {
  // What the test started holds the runner's pipe open for 60 s: the runner comes back in time only when it has ended, too.
  const outcome = runRunner("times-out", "--timeout-seconds", "3");
  assert.is(outcome.exitCode, 1);
  assert.equal(verdictLines(outcome), ["not ok waits.test.ts 0.0 s: it was still running after 3 s."]);
});

test("takes what it started with it when it is interrupted", async () => {
  const scratch = mkdtempSync(join(tmpdir(), "yardmaster-runner-"));
  const heartbeat = join(scratch, "heartbeat");
  const beats = () => readFileSync(heartbeat, "utf8").length;
  const folder = "tests/fixtures/scripts/test-runner/times-out";
  const runner = spawn(process.execPath, ["--import", "tsx", "scripts/test.ts", "--no-build", "--dir", folder], {
    stdio: "ignore",
    env: { ...process.env, HEARTBEAT_FILE: heartbeat },
  });
  for (let waits = 0; waits < 100 && !existsSync(heartbeat); waits++) await sleep(100);
  runner.kill("SIGTERM");
  assert.equal(await once(runner, "exit"), [1, null]);
  const beatsAtTheEnd = beats();
  await sleep(500);
  assert.is(beats(), beatsAtTheEnd);
  rmSync(scratch, { recursive: true });
});

test("fails an .only, beside which uvu drops tests without a word", () => {
  const outcome = runRunner("only");
  assert.is(outcome.exitCode, 1);
  assert.equal(verdictLines(outcome), [
    "not ok only-one.test.ts 0.0 s: line 6: test.only leaves out every other test of its suite.",
  ]);
});

test("fails a suite that nothing runs", () => {
  const outcome = runRunner("not-run");
  assert.is(outcome.exitCode, 1);
  assert.equal(verdictLines(outcome), ["not ok second-suite.test.ts 0.0 s: line 8: nothing calls second.run()."]);
  assert.is(lastLine(outcome.stdout), "1 passed, 1 failed");
});

test("fails a file that crashes after its tests have passed", () => {
  const outcome = runRunner("late-crash");
  assert.is(outcome.exitCode, 1);
  assert.equal(verdictLines(outcome), ["not ok after-the-tests.test.ts 0.0 s: it left with exit code 1."]);
  assert.is(lastLine(outcome.stdout), "1 passed, 1 failed");
});

test.run();
