import { checkActionModel } from "@yardmaster/analyzer";
import { nothingKnown, type ValueMap } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { allFindings as everything, findings, type Texts } from "./findings.ts";

const test = suite("rules of structure: variables, shells, timeouts, runners and commands");
const allFindings = (texts: Texts) => everything(texts).filter((line) => !line.includes(" permissions-unstated:"));

test("names of variables, wherever variables are", () => {
  assert.equal(
    findings({
      ci: `
on: push
env: { "A=B": c, "\${{ x }} y": d, FINE: e }
jobs:
  a:
    runs-on: x
    env: { "A B": c }
    container: { image: i, env: { "A&B": c } }
    services: { db: { image: i, env: { "A\\tB": c } }, text: x }
    steps: [{ run: y, env: { "=": c } }, { run: y, env: "\${{ x }}" }]
`,
    }),
    [
      'ci env.A=B warning env-name-invalid: The variable "A=B" has `=` in its name: no shell can read it by that.',
      'ci jobs.a.env.A B warning env-name-invalid: The variable "A B" has a blank in its name: no shell can read it by that.',
      'ci jobs.a.container.env.A&B warning env-name-invalid: The variable "A&B" has `&` in its name: no shell can read it by that.',
      'ci jobs.a.services.db.env.A\tB warning env-name-invalid: The variable "A\\tB" has a blank in its name: no shell can read it by that.',
      'ci jobs.a.steps.0.env.= warning env-name-invalid: The variable "=" has `=` in its name: no shell can read it by that.',
    ],
  );
});
test("shells: names ignore case, and options need the script's place", () => {
  assert.equal(
    findings({
      ci: `
on: push
defaults: { run: { shell: fish } }
jobs:
  a:
    runs-on: ubuntu-24.04
    defaults: { run: { shell: zsh -e } }
    steps:
      - { run: y, shell: Bash }
      - { run: y, shell: bahs }
      - { run: y, shell: "perl {0}" }
      - { run: y, shell: "\${{ x }}" }
      - { run: y, shell: 3 }
      - { run: y, shell: CMD }
      - { run: y, shell: "powershell -File {0}" }
      - { uses: a/b@v1, shell: fish }
`,
    }),
    [
      'ci defaults.run.shell error shell-unknown: "fish" is none of the runner\'s shells, and no command line with `{0}` for the script: the step fails.',
      'ci jobs.a.defaults.run.shell error shell-unknown: "zsh -e" is none of the runner\'s shells, and no command line with `{0}` for the script: the step fails.',
      'ci jobs.a.steps.1.shell error shell-unknown: "bahs" is none of the runner\'s shells, and no command line with `{0}` for the script: the step fails.',
      "ci jobs.a.steps.5.shell error shell-not-on-runner: The runner `ubuntu-24.04` has no `cmd`, which is of Windows alone: the step fails.",
      "ci jobs.a.steps.6.shell error shell-not-on-runner: The runner `ubuntu-24.04` has no `powershell`, which is of Windows alone: the step fails.",
    ],
  );
});
test("shells of Windows where they are, where that is not known, and in containers", () => {
  assert.equal(
    allFindings({
      ci: `
on: push
jobs:
  a: { runs-on: windows-2025, steps: [{ run: y, shell: powershell }, { run: y, shell: cmd }, { run: y, shell: sh }] }
  b: { runs-on: [self-hosted, linux], steps: [{ run: y, shell: powershell }] }
  c: { runs-on: "\${{ matrix.os }}", steps: [{ run: y, shell: powershell }] }
  d: { runs-on: ubuntu-24.04, container: x, steps: [{ run: y, shell: powershell }] }
  e: { runs-on: { group: g, labels: ubuntu-24.04 }, steps: [{ run: y, shell: powershell }] }
  f: { runs-on: macos-26, steps: [{ run: y, shell: powershell }] }
`,
    }),
    [
      "ci jobs.a.steps.1.shell warning shell-cmd: A script of `cmd` goes on after a command that fails, and has no sound way to quote a value.",
      "ci jobs.f.steps.0.shell error shell-not-on-runner: The runner `macos-26` has no `powershell`, which is of Windows alone: the step fails.",
      "ci jobs.c.runs-on warning matrix-absent: `matrix.os` is always empty: the job has no matrix.",
    ],
  );
});
test("shells of a composite action", () => {
  assert.equal(
    ofAction(`
name: a
description: b
runs: { using: composite, steps: [{ run: y, shell: csh }, { run: y, shell: powershell }] }
`),
    [
      'runs.steps.0.shell error shell-unknown: "csh" is none of the runner\'s shells, and no command line with `{0}` for the script: the step fails.',
    ],
  );
});
test("timeouts", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a: { runs-on: ubuntu-24.04, timeout-minutes: 361, steps: [{ run: y, timeout-minutes: 400 }] }
  b: { runs-on: big, timeout-minutes: 600, steps: [{ run: y, timeout-minutes: 600 }] }
  c: { runs-on: ubuntu-24.04, timeout-minutes: 360, steps: [{ run: y, timeout-minutes: 0.5 }] }
  d: { runs-on: ubuntu-24.04, timeout-minutes: -1, steps: [{ run: y, timeout-minutes: 5 }] }
  e: { runs-on: ubuntu-24.04, timeout-minutes: "\${{ x }}", steps: [{ run: y, timeout-minutes: 500 }] }
  f: { runs-on: [], timeout-minutes: 700, steps: [{ run: y, timeout-minutes: "5" }] }
`,
    }),
    [
      "ci jobs.a.timeout-minutes warning timeout-over-limit: The job may run 361 minutes, and GitHub ends every job of its own runners after 360.",
      "ci jobs.a.steps.0.timeout-minutes warning timeout-over-job: The step may run 400 minutes, and its job ends after 361: the step's timeout never comes.",
      "ci jobs.c.steps.0.timeout-minutes warning timeout-not-positive: `timeout-minutes: 0.5` is cut to 0: GitHub counts whole minutes.",
      "ci jobs.d.timeout-minutes warning timeout-not-positive: `timeout-minutes: -1` is no time after which anything ends.",
    ],
  );
});
test("labels of runners", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a: { runs-on: ubuntu-18.04, steps: [{ run: y }] }
  b: { runs-on: [macOS-13-xlarge], steps: [{ run: y }] }
  c: { runs-on: [self-hosted, ubuntu-20.04], steps: [{ run: y }] }
  d: { runs-on: { group: g, labels: ubuntu-20.04 }, steps: [{ run: y }] }
  e: { runs-on: ubuntu_latest, steps: [{ run: y }] }
  f: { runs-on: ubuntu-23.10, steps: [{ run: y }] }
  g: { runs-on: ubuntu-latest-m, steps: [{ run: y }] }
  h: { runs-on: runs-on, steps: [{ run: y }] }
  i: { runs-on: [ubuntu-24.04, Ubuntu-24.04, windows-2025], steps: [{ run: y }] }
  j: { runs-on: [ubuntu-latest, "\${{ x }}"], steps: [{ run: y }] }
  k: { runs-on: 3, steps: [{ run: y }] }
  l: { runs-on: blacksmith-4vcpu-ubuntu-2404, steps: [{ run: y }] }
`,
    }),
    [
      "ci jobs.a.runs-on warning runner-label-retired: GitHub has had no runner `ubuntu-18.04` since 2023-04-03: the job waits for one of your own, or fails.",
      "ci jobs.b.runs-on.0 warning runner-label-retired: GitHub has had no runner `macOS-13-xlarge` since 2025-12-08: the job waits for one of your own, or fails.",
      "ci jobs.e.runs-on warning runner-label-unknown: GitHub has no runner `ubuntu_latest`, and its name looks like one of GitHub's.",
      "ci jobs.f.runs-on warning runner-label-unknown: GitHub has no runner `ubuntu-23.10`, and its name looks like one of GitHub's.",
      "ci jobs.i.runs-on.2 warning runner-labels-exclusive: No runner has both labels, `ubuntu-24.04` and `windows-2025`: a job runs where all of them are, and waits in vain.",
    ],
  );
});
test("a label beside one that the matrix gives", () => {
  const said = (runsOn: string) =>
    findings({
      ci: `on: push\njobs: { a: { strategy: { matrix: { os: [ubuntu-24.04, windows-2025] } }, runs-on: ${runsOn}, steps: [{ run: y }] } }`,
    });
  assert.equal(said("[ubuntu-24.04, '${{ matrix.os }}']"), [
    "ci jobs.a.strategy.matrix.os.1 warning runner-labels-exclusive: No runner has both labels, `ubuntu-24.04` and `windows-2025`: a job runs where all of them are, and waits in vain.",
  ]);
  assert.equal(said("[x64, '${{ matrix.os }}']"), []);
});
test("labels of runners through the matrix", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a: { strategy: { matrix: { OS: [windows-2019, ubuntu-24.04, "\${{ x }}"], include: [{ os: macos-12 }, { node: 20 }] } }, runs-on: "\${{ matrix.os }}", steps: [{ run: y }] }
  b: { strategy: { matrix: { on: [{ runner: windows-2019 }, { runner: [ubuntu-latets] }] } }, runs-on: "\${{matrix.on.runner}}", steps: [{ run: y }] }
  c: { strategy: { matrix: "\${{ fromJSON(x) }}" }, runs-on: "\${{ matrix.os }}", steps: [{ run: y }] }
  d: { runs-on: "\${{ matrix.os || 'macos-12' }}", steps: [{ run: y }] }
`,
    }),
    [
      "ci jobs.a.strategy.matrix.OS.0 warning runner-label-retired: GitHub has had no runner `windows-2019` since 2025-06-30: the job waits for one of your own, or fails.",
      "ci jobs.a.strategy.matrix.include.0.os warning runner-label-retired: GitHub has had no runner `macos-12` since 2024-12-03: the job waits for one of your own, or fails.",
      "ci jobs.b.strategy.matrix.on.0.runner warning runner-label-retired: GitHub has had no runner `windows-2019` since 2025-06-30: the job waits for one of your own, or fails.",
      "ci jobs.b.strategy.matrix.on.1.runner.0 warning runner-label-unknown: GitHub has no runner `ubuntu-latets`, and its name looks like one of GitHub's.",
      "ci jobs.d.runs-on warning matrix-absent: `matrix.os` is always empty: the job has no matrix.",
    ],
  );
});
test("steps in the background", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a:
    runs-on: x
    steps:
      - { wait: s }
      - { id: S, run: y, background: true }
      - { id: t, run: y }
      - { id: u, run: y, background: "\${{ x }}" }
      - { wait: [s, t, u, x] }
      - { cancel: ss }
      - { parallel: [{ id: p, run: y }, { run: z }] }
      - { wait: p }
      - { wait: "\${{ x }}" }
      - { wait-all: }
`,
    }),
    [
      'ci jobs.a.steps.0.wait error wait-unknown: `wait` names "s", and no earlier step of the job has that id.',
      'ci jobs.a.steps.4.wait.1 warning wait-not-background: `wait` names "t", which does not run in the background: it has ended when this step starts.',
      'ci jobs.a.steps.4.wait.3 error wait-unknown: `wait` names "x", and no earlier step of the job has that id.',
      'ci jobs.a.steps.5.cancel error wait-unknown: `cancel` names "ss", and no earlier step of the job has that id.',
      'ci jobs.a.steps.7.wait error wait-unknown: `wait` names "p", and no earlier step of the job has that id.',
    ],
  );
});
test("steps in the background, by their number at once", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a:
    runs-on: x
    steps:
      - { id: a, run: y, background: true }
      - { run: y, background: true }
      - { run: y, background: true }
      - { run: y, background: true }
      - { run: y, background: true }
      - { run: y, background: true }
      - { run: y, background: true }
      - { run: y, background: true }
      - { run: y, background: true }
      - { run: y, background: true }
      - { wait: a }
      - { run: y, background: true }
      - { run: y, background: true }
      - { run: y, background: true }
`,
    }),
    [
      "ci jobs.a.steps.12.background warning background-steps-too-many: With this step, 11 of the job run in the background, and GitHub runs at most 10 at once.",
    ],
  );
});
test("commands in scripts of every kind", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: |
          # echo "::set-output name=a::b"
          grep '::set-output' log.txt
          echo "::SET-OUTPUT name=a::$B"
          echo '::save-state name=a::b'
          echo "::add-path::/x"
      - { run: "Write-Host '::set-env name=A::b'", shell: pwsh }
      - { run: "print('::set-output name=a::b')", shell: python }
      - { uses: actions/github-script@v7, with: { script: "console.log('::set-output name=a::b')" } }
      - { uses: actions/checkout@v7, with: { script: "console.log('::set-output name=a::b')" } }
      - { run: "echo '::set-env name=A::b' > file.txt" }
      - { run: "echo '##[set-output name=a;]b'" }
`,
    }),
    [
      "ci jobs.a.steps.0.run warning command-deprecated: The script prints `::set-output`, which GitHub has deprecated: any text of a log could give such a command.",
      "ci jobs.a.steps.0.run warning command-deprecated: The script prints `::save-state`, which GitHub has deprecated: any text of a log could give such a command.",
      "ci jobs.a.steps.0.run error command-disabled: The script prints `::add-path`, which runners have refused since 2020: the step fails.",
      "ci jobs.a.steps.1.run error command-disabled: The script prints `::set-env`, which runners have refused since 2020: the step fails.",
      "ci jobs.a.steps.2.run warning command-deprecated: The script prints `::set-output`, which GitHub has deprecated: any text of a log could give such a command.",
      "ci jobs.a.steps.3.with.script warning command-deprecated: The script prints `::set-output`, which GitHub has deprecated: any text of a log could give such a command.",
      "ci jobs.a.steps.6.run warning command-deprecated: The script prints `::set-output`, which GitHub has deprecated: any text of a log could give such a command.",
    ],
  );
});
test("commands that runners refuse unless they are allowed", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a:
    runs-on: ubuntu-24.04
    env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: "true" }
    steps: [{ run: "echo '::set-env name=A::b'" }]
  b:
    runs-on: ubuntu-24.04
    steps: [{ run: "echo '::set-env name=A::b'", env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: "\${{ x }}" } }]
  c:
    runs-on: ubuntu-24.04
    steps: [{ run: "echo ACTIONS_ALLOW_UNSECURE_COMMANDS=true >> $GITHUB_ENV" }, { run: "echo '::set-env name=A::b'" }]
  d:
    runs-on: ubuntu-24.04
    steps: [{ run: "echo '::add-path::b'", env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: false } }]
`,
    }),
    [
      "ci jobs.a.env.ACTIONS_ALLOW_UNSECURE_COMMANDS warning unsecure-commands-allowed: `ACTIONS_ALLOW_UNSECURE_COMMANDS` lets any text of a log set variables and the search path, which an outsider's text can then take over.",
      "ci jobs.d.steps.0.run error command-disabled: The script prints `::add-path`, which runners have refused since 2020: the step fails.",
    ],
  );
});
test("commands of a composite action", () => {
  assert.equal(
    ofAction(`
name: a
description: b
runs: { using: composite, steps: [{ run: "echo '::set-output name=a::b'", shell: bash }, { run: "echo '::set-env name=a::b'", shell: bash }] }
`),
    [
      "runs.steps.0.run warning command-deprecated: The script prints `::set-output`, which GitHub has deprecated: any text of a log could give such a command.",
    ],
  );
});
test("what setup-python installs", () => {
  assert.equal(
    allFindings({
      ci: `
on: push
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - { uses: Actions/setup-python@v6, with: { pip-install: x } }
      - { uses: actions/setup-python@v6, with: text }
      - { uses: actions/setup-node@v6, with: { pip-install: x } }
`,
    }),
    [
      "ci jobs.a.steps.0.with.pip-install warning setup-python-installs: `pip-install` of actions/setup-python installs packages into the interpreter that every step shares, in no environment of their own.",
    ],
  );
});
test.run();

function ofAction(text: string): readonly string[] {
  const { model } = readYaml(text);
  const found = checkActionModel(
    { file: "action.yml", model: model as ValueMap },
    { ...nothingKnown, workflows: new Map() },
  );
  return found.map(({ code, severity, message, place }) => {
    const path = place && "path" in place ? place.path.join(".") : "";
    return `${path} ${severity} ${code}: ${message}`;
  });
}
