import { execFileSync } from "node:child_process";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { executeFiles, jobOf, outcomesOf } from "../helpers/execute-files.ts";

const test = suite("shells of executed steps");

const isThere = (program: string): boolean => {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore", timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
};

interface Case {
  readonly shell?: string;
  readonly program: string;
  readonly run: string;
  readonly lines: readonly string[];
  readonly outcome: string;
}

const exited = (code: number): string => `error: Process completed with exit code ${code}.`;
const cases: readonly Case[] = [
  // Without a name bash has no pipefail: a pipe fails with its last program.
  { program: "bash", run: "false | true; echo on; false; echo no", lines: ["on", exited(1)], outcome: "failure" },
  { shell: "bash", program: "bash", run: "false | true; echo no", lines: [exited(1)], outcome: "failure" },
  { shell: "sh", program: "sh", run: "echo sh; exit 7", lines: ["sh", exited(7)], outcome: "failure" },
  {
    shell: "python",
    program: "python",
    run: "import os\nprint('py', os.environ['CI'])",
    lines: ["py true"],
    outcome: "success",
  },
  {
    shell: "perl {0}",
    program: "perl",
    run: 'print "perl\\n"; exit 3;',
    lines: ["perl", exited(3)],
    outcome: "failure",
  },
  { shell: "node {0}", program: "node", run: "console.log(process.argv.length)", lines: ["2"], outcome: "success" },
  { shell: "bash -x {0}", program: "bash", run: "echo traced", lines: ["+ echo traced", "traced"], outcome: "success" },
  {
    shell: "pwsh",
    program: "pwsh",
    run: "Write-Output ps\nGet-Item none\nWrite-Output no",
    lines: ["ps"],
    outcome: "failure",
  },
];

for (const { shell, program, run, lines, outcome } of cases) {
  const name = shell ?? "no shell";
  if (!isThere(program)) {
    test(`${name}: not run, since ${program} is not installed`, () => undefined);
    continue;
  }
  test(name, async () => {
    const stated = shell === undefined ? "" : `  shell: ${shell}\n`;
    const done = await executeFiles(jobOf(`- name: S\n${stated}  run: |\n${run.replace(/^/gm, "    ")}`));
    const shown = done.lines.map((line) => line.replace("a / S | ", ""));
    assert.equal(
      program === "pwsh" ? shown.slice(0, 1) : [...shown].sort(),
      program === "pwsh" ? lines : [...lines].sort(),
    );
    assert.is(outcomesOf(done)["a / S"], outcome);
  });
}

test("defaults of job and workflow say shell and folder, the nearest first; a wrong shell fails as on a runner", async () => {
  const done = await executeFiles({
    ".github/workflows/main.yml": `on: push
defaults: {run: {shell: bash, working-directory: outer}}
jobs:
  a:
    runs-on: ubuntu-latest
    defaults: {run: {shell: "bash -x {0}"}}
    steps:
      - {name: Make, working-directory: ., shell: sh, run: mkdir -p outer}
      - {name: In, run: 'basename "$PWD"'}
      - {name: None, working-directory: nowhere, continue-on-error: true, run: echo no}
      - {name: Wrong, shell: nonsense, continue-on-error: true, run: echo no}
      - {name: Missing, shell: "no-such-shell {0}", run: echo no}
`,
  });
  assert.equal(
    done.lines
      .filter((line) => line.startsWith("a / In"))
      .map((line) => line.replace(/'.*'/, "PATH"))
      .sort(),
    ["a / In | + basename <temp>/jobs/0/work/hello/hello/outer", "a / In | outer"],
  );
  const said = (name: string): readonly string[] => done.lines.filter((line) => line.startsWith(`a / ${name} | `));
  assert.match(said("None").join(), /working directory '<temp>\/jobs\/0\/work\/hello\/hello\/nowhere'\. No such file/);
  assert.match(said("Wrong").join(), "error: Invalid shell option. Shell must be a valid built-in");
  assert.equal(said("Missing"), ["a / Missing | error: no-such-shell: command not found"]);
});

test.run();
