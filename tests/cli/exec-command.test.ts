import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { executeFiles, jobOf } from "../helpers/execute-files.ts";
import { startProgram } from "../helpers/start-program.ts";
import { git } from "../ops/helpers/consumer-repository.ts";

const test = suite<{ root: string }>("the command line of executions");

test.before((context) => {
  context.root = mkdtempSync(join(tmpdir(), "yardmaster-command-"));
  const files = jobOf(`- name: Make
  id: make
  env: {TOKEN: "\${{ secrets.TOKEN }}"}
  run: |
    echo "::notice::at $GITHUB_API_URL"; echo "v=$TOKEN!" >> "$GITHUB_OUTPUT"; mkdir out; echo 1 > out/f
- {name: Keep, uses: actions/upload-artifact@v6, with: {name: kept, path: out}}
- {name: Foreign, uses: some/action@v1}`);
  mkdirSync(join(context.root, ".github/workflows"), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(context.root, path), text);
  writeFileSync(join(context.root, "secrets.json"), '{"TOKEN": "s3cret-token"}');
  writeFileSync(join(context.root, "numbers.json"), '{"TOKEN": 1}');
  writeFileSync(join(context.root, "mocks.json"), '{"actions": {"some/action": {}}}');
  git(context.root, "init", "--quiet", "--initial-branch", "main");
  git(context.root, "add", "--all");
  git(context.root, "commit", "--quiet", "--message", "Begin");
});
test.after(({ root }) => rmSync(root, { recursive: true }));

function run(root: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...startProgram("packages/cli/src/bin.ts"), "simulate", "--exec", ...args],
    { cwd: root, encoding: "utf8", timeout: 60_000 },
  );
  return { status, stdout, said: stderr.split("\n").filter((line) => !/^(?:From git|Assumed): /.test(line)) };
}

test("what steps print, then the end; artifacts where they are asked for", ({ root }) => {
  const given = [
    "--secrets",
    "secrets.json",
    "--mocks",
    "mocks.json",
    "--env",
    "GITHUB_API_URL=http://here",
    "--artifacts",
    "made",
  ];
  const { status, stdout } = run(root, ...given);
  assert.is(
    stdout,
    `a / Make | notice: at http://here
a / Keep | Artifact kept has 1 file
a / Foreign | Played by the table of mocks
Jobs
  a: success

Artifacts
  kept: f
`,
  );
  assert.is(status, 0);
  assert.is(readFileSync(join(root, "made/kept/f"), "utf8"), "1\n");
  rmSync(join(root, "made"), { recursive: true });
});

test("for programs the result alone is on stdout, without secrets", ({ root }) => {
  const { status, stdout, said } = run(root, "--format", "json", "--secrets", "secrets.json", "--unmocked", "skip");
  const { version, jobs, artifacts } = JSON.parse(stdout);
  assert.equal([version, status, artifacts], [1, 0, { kept: ["f"] }]);
  const [{ steps, status: ended }] = jobs;
  assert.is(ended, "success");
  assert.equal(steps[0], {
    index: 0,
    id: "make",
    name: "Make",
    outcome: "success",
    conclusion: "success",
    outputs: { v: "***!" },
  });
  assert.equal(steps[2], {
    index: 2,
    name: "Foreign",
    outcome: "success",
    conclusion: "success",
    outputs: { unknown: ["steps.2.outputs"] },
    reason: "some/action@v1 was not run",
  });
  assert.match(said.join("\n"), "a / Make | notice: at https://api.github.com");
});

test("what is not executed in full makes the exit code 1", ({ root }) => {
  const { status, stdout } = run(root);
  assert.match(stdout, "  a: not executed in full (not executed: Foreign)\n");
  assert.is(status, 1);
});

for (const [args, sentence] of [
  [["--env", "GITHUB_API_URL"], '--env takes NAME=VALUE, and got "GITHUB_API_URL".'],
  [["--secrets", "none.json"], "none.json is not there."],
  [["--secrets", "numbers.json"], 'numbers.json gives "TOKEN" no text.'],
  [["--mocks", "secrets.json"], 'secrets.json has "TOKEN": it holds `actions` and `steps`.'],
  [
    ["--unmocked", "guess"],
    '--unmocked takes one of refuse, skip, and got "guess". Run `yardmaster help simulate` for what there is.',
  ],
] as const) {
  test(`${args.join(" ")} is told`, ({ root }) => {
    const { status, stdout, said } = run(root, ...args);
    assert.equal([status, stdout, said[0]], [2, "", sentence]);
    assert.not.ok(existsSync(join(root, "made")));
  });
}

test("the trace with all that an execution came to says that the same steps run", async () => {
  const done = await executeFiles(
    {
      ".github/workflows/main.yml": `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    outputs: {v: "\${{ steps.one.outputs.v }}"}
    strategy: {fail-fast: false, matrix: {n: [1, 2]}}
    steps:
      - {id: one, run: 'echo "v=\${{ matrix.n }}" >> "$GITHUB_OUTPUT"; echo "E=\${{ matrix.n }}" >> "$GITHUB_ENV"'}
      - {if: "steps.one.outputs.v == '2'", run: exit 1}
      - {if: "failure() && env.E == '2'", run: "true"}
      - {run: "true"}
      - {if: always(), continue-on-error: true, id: last, run: exit 1}
      - {if: "always() && steps.last.outcome == 'failure'", run: "true"}
  b:
    needs: a
    if: "!cancelled()"
    runs-on: ubuntu-latest
    steps:
      - {if: "needs.a.result == 'failure'", run: "true"}
      - {if: "needs.a.outputs.v == '1'", run: "true"}
`,
    },
    { anySystem: true },
  );
  const executed = done.run.jobs.map(({ steps }) =>
    steps.map(({ outcome }) => (outcome === "refused" ? "unknown" : outcome)),
  );
  const [workflow] = done.run.trace.workflows;
  const traced = workflow?.run?.jobs.flatMap(({ legs }) =>
    legs.map(({ steps }) => steps.map(({ outcome }) => outcome)),
  );
  assert.equal(traced, executed);
  assert.equal(executed[0], ["success", "skipped", "skipped", "success", "failure", "success"]);
  assert.equal(executed[1], ["success", "failure", "success", "skipped", "failure", "success"]);
});

test.run();
