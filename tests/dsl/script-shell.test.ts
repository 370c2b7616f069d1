import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  call,
  compositeAction,
  flag,
  format,
  type Job,
  job,
  matrix,
  noted,
  parallel,
  pwsh,
  py,
  raw,
  run,
  setOutput,
  sh,
  stepUnit,
  text,
  triggers,
  verbatim,
  when,
  workflow,
} from "yardmaster";
import { refusal } from "./helpers/emitted-step.ts";

const { on, github, inputs, vars } = triggers(
  { workflow_dispatch: { inputs: { runner: text(), deep: flag() } } },
  { vars: ["SHELL"] },
);
type Keys = Omit<Parameters<typeof job>[1], "steps">;
type WorkflowKeys = Partial<Parameters<typeof workflow>[1]>;

interface Emitted {
  readonly shell?: string;
  readonly run?: string;
  readonly parallel?: readonly Emitted[];
}

function stepsOf(made: Job<never>, keys: WorkflowKeys = {}): readonly Emitted[] {
  const { model, diagnostics } = workflow("t", { on, ...keys, jobs: [made] });
  assert.equal(diagnostics, []);
  return (model.jobs[made.id] as unknown as { steps: readonly Emitted[] }).steps;
}

/** What one script of `sh` is stated to be run by. */
function shellIn(keys: Keys, workflowKeys: WorkflowKeys = {}): string {
  const [step] = stepsOf(job("a", { ...keys, steps: [run(sh`echo ${github.ref}`)] }), workflowKeys);
  return step?.shell ?? "none";
}

const runners = suite("sh states bash where the runner is not known to run it");
for (const [what, runsOn, expected] of [
  ["Linux", "ubuntu-24.04", "none"],
  ["Linux, in another case", "Ubuntu-Latest", "none"],
  ["macOS", "macos-15", "none"],
  ["a larger macOS", "macos-15-xlarge", "none"],
  ["a list of one known label", ["ubuntu-24.04"], "none"],
  ["labels without a group", { labels: "ubuntu-24.04" }, "none"],
  ["a comment around the label", noted("ubuntu-24.04", "Pinned."), "none"],
  ["Windows", "windows-2025", "bash"],
  ["Windows on ARM", "windows-11-arm", "bash"],
  ["a label of one's own", "big-linux", "bash"],
  ["a label that looks like a hosted one", "ubuntu-24.04-8core", "bash"],
  ["self-hosted", "self-hosted", "bash"],
  ["self-hosted with the system", ["self-hosted", "linux"], "bash"],
  ["a known label among others", ["ubuntu-24.04", "gpu"], "bash"],
  ["a group", { group: "large" }, "bash"],
  ["a group with a known label", { group: "large", labels: ["ubuntu-24.04"] }, "bash"],
  ["an expression", inputs.runner, "bash"],
  ["a choice at run time", when(inputs.deep, "ubuntu-24.04").otherwise("windows-2025"), "bash"],
  ["a raw label", raw("ubuntu-24.04", "why"), "none"],
  ["a raw expression", raw("${{ inputs.runner }}", "why"), "bash"],
  ["an empty list", [], "bash"],
] as readonly (readonly [string, Keys["runs-on"], string])[]) {
  runners(what, () => assert.is(shellIn({ "runs-on": runsOn }), expected));
}
runners("keys that stand under `raw` count", () => {
  assert.is(shellIn({ "runs-on": "ubuntu-24.04", raw: raw({ "runs-on": "windows-2025" }, "why") }), "bash");
  assert.is(shellIn({ "runs-on": "ubuntu-24.04", raw: raw({ container: "alpine" }, "why") }), "bash");
});
runners("a container, whose default is sh", () => {
  assert.is(shellIn({ "runs-on": "ubuntu-24.04", container: "node:24" }), "bash");
  assert.is(shellIn({ "runs-on": "ubuntu-24.04", container: { image: "alpine:3.22" } }), "bash");
  assert.is(
    shellIn({ "runs-on": "ubuntu-24.04", container: "alpine:3.22", defaults: { run: { shell: "sh" } } }),
    "none",
  );
});
runners.run();

const legs = suite("a matrix counts as its worst leg");
const shellInLegs = <const M extends Parameters<typeof matrix>[0]>(
  definition: M,
  read: (legs: Record<string, never>) => unknown = ({ os }) => os,
): string => {
  const declared = matrix(definition) as never;
  return shellIn({ "runs-on": read(declared) as string, strategy: { matrix: declared } });
};
for (const [what, definition, expected] of [
  ["all fit", { os: ["ubuntu-24.04", "macos-15"] }, "none"],
  ["one does not", { os: ["ubuntu-24.04", "windows-2025"] }, "bash"],
  [
    "the one that does not is excluded",
    { os: ["ubuntu-24.04", "windows-2025"], exclude: [{ os: "windows-2025" }] },
    "none",
  ],
  [
    "it is excluded from some legs only",
    { os: ["ubuntu-24.04", "windows-2025"], n: [1, 2], exclude: [{ os: "windows-2025", n: 1 }] },
    "bash",
  ],
  ["one is included", { os: ["ubuntu-24.04"], include: [{ os: "windows-2025" }] }, "bash"],
  ["one that fits is included", { os: ["ubuntu-24.04"], include: [{ os: "macos-15" }] }, "none"],
  ["included legs alone", { include: [{ os: "ubuntu-24.04" }, { os: "ubuntu-22.04" }] }, "none"],
  ["an included leg lacks the axis", { include: [{ os: "ubuntu-24.04" }, { n: 1 }] }, "bash"],
  ["labels as a list", { os: [["self-hosted", "linux"], "ubuntu-24.04"] }, "bash"],
  ["a value computed at run time", { os: ["ubuntu-24.04", inputs.runner] }, "bash"],
  ["an axis computed at run time", { os: raw("${{ fromJSON(inputs.runner) }}", "why") }, "bash"],
] as const) {
  legs(what, () => assert.is(shellInLegs(definition as never), expected));
}
legs("an expression over the leg", () => {
  const versions = { system: ["ubuntu"], version: ["24.04", "22.04"] };
  const join = (leg: Record<string, never>) => format`${leg.system as never}-${leg.version as never}`;
  assert.is(shellInLegs(versions as never, join), "none");
  assert.is(shellInLegs({ ...versions, system: ["ubuntu", "windows"] } as never, join), "bash");
});
legs("a member of an object", () => {
  const read = (leg: Record<string, never>) => (leg as unknown as { on: { label: unknown } }).on.label;
  assert.is(shellInLegs({ on: [{ label: "ubuntu-24.04" }] } as never, read), "none");
  assert.is(shellInLegs({ on: [{ label: "ubuntu-24.04" }, { label: "windows-2025" }] } as never, read), "bash");
});
legs("the matrix of a job whose runner does not depend on it", () => {
  assert.is(shellIn({ "runs-on": "ubuntu-24.04", strategy: { matrix: { os: ["windows-2025"] } } }), "none");
});
legs.run();

const defaults = suite("defaults of a job or its workflow");
const linux = "ubuntu-24.04";
const shellBy = (shell: unknown) => ({ run: { shell: shell as string } });
for (const [shell, expected] of [
  ["bash", "none"],
  ["sh", "none"],
  ["bash -el {0}", "none"],
  ["/usr/local/bin/bash -e {0}", "none"],
  ["nix develop -c bash -e {0}", "none"],
  ["msys2 {0}", "none"],
  ["pwsh", "bash"],
  ["powershell", "bash"],
  ["cmd", "bash"],
  ["python", "bash"],
  ["pwsh -NoProfile -File {0}", "bash"],
  ["C:\\Python\\python.exe {0}", "bash"],
  ["perl {0}", "bash"],
  [vars.SHELL, "bash"],
  ["", "none"],
] as const) {
  defaults(`of the job: ${typeof shell === "string" ? shell : "an expression"}`, () => {
    assert.is(shellIn({ "runs-on": linux, defaults: shellBy(shell) }), expected);
  });
  defaults(`of the workflow: ${typeof shell === "string" ? shell : "an expression"}`, () => {
    assert.is(shellIn({ "runs-on": linux }, { defaults: shellBy(shell) }), expected);
  });
}
defaults("one that fits serves on every runner", () => {
  assert.is(shellIn({ "runs-on": "windows-2025", defaults: shellBy("bash") }), "none");
  assert.is(shellIn({ "runs-on": inputs.runner }, { defaults: shellBy("bash") }), "none");
});
defaults("a job's `run` replaces the workflow's as a whole", () => {
  const folder = { run: { "working-directory": "app" } };
  assert.is(shellIn({ "runs-on": linux, defaults: folder }, { defaults: shellBy("pwsh") }), "none");
  assert.is(shellIn({ "runs-on": "windows-2025", defaults: folder }, { defaults: shellBy("bash") }), "bash");
  assert.is(shellIn({ "runs-on": linux, defaults: shellBy("bash") }, { defaults: shellBy("pwsh") }), "none");
});
defaults("by leg", () => {
  const by = (shells: readonly string[]) => {
    const declared = matrix({ shell: shells });
    return shellIn({ "runs-on": linux, strategy: { matrix: declared }, defaults: shellBy(declared.shell) } as Keys);
  };
  assert.is(by(["bash", "msys2 {0}"]), "none");
  assert.is(by(["bash", "pwsh"]), "bash");
});
defaults.run();

const steps = suite("every step says for itself");
steps("the author's own shell stays", () => {
  const made = job("a", { "runs-on": "windows-2025", steps: [run({ shell: "bash -e {0}" }, sh`true`)] });
  assert.equal(stepsOf(made), [{ shell: "bash -e {0}", run: "true" }]);
});
steps("templates that state theirs on every runner, and scripts of no known language", () => {
  const scripts = () => [run(pwsh`exit 0`), run(py`pass`), run(verbatim`dir`)];
  for (const runsOn of [linux, "windows-2025", "self-hosted"]) {
    assert.equal(stepsOf(job("a", { "runs-on": runsOn, steps: scripts() })), [
      { shell: "pwsh", run: "exit 0" },
      { shell: "python", run: "pass" },
      { run: "dir" },
    ]);
  }
});
steps("also one that sets outputs, and one beside others", () => {
  const version = run({ name: "Version" }, sh`${setOutput("version")} "$(git describe)"`);
  const made = job("a", { "runs-on": "windows-2025", steps: [version, parallel(run(sh`a`), run(pwsh`b`))] });
  const [first, second] = stepsOf(made);
  assert.is(first?.shell, "bash");
  assert.equal(
    second?.parallel?.map(({ shell }) => shell),
    ["bash", "pwsh"],
  );
});
steps("a unit, inlined or an action", () => {
  const unit = (emit: "inline" | "composite") =>
    stepUnit("actions/u", { emit, name: "U", description: "U." }, () => ({ steps: [run(sh`true`), run(pwsh`1`)] }));
  const shells = (runsOn: string) =>
    stepsOf(job("a", { "runs-on": runsOn, steps: unit("inline")().steps })).map(({ shell }) => shell);
  assert.equal(shells(linux), [undefined, "pwsh"]);
  assert.equal(shells("windows-2025"), ["bash", "pwsh"]);
  const action = unit("composite").action?.model.runs as unknown as { steps: readonly Emitted[] };
  assert.equal(
    action.steps.map(({ shell }) => shell),
    ["bash", "pwsh"],
  );
});
steps("a composite action states one everywhere, and asks for what is not known", () => {
  const made = compositeAction("a", { name: "A", description: "A." }, () => ({
    steps: [parallel(run(sh`a`), run(verbatim`b`)), run(verbatim`c`), run({ shell: "cmd" }, verbatim`d`)],
  }));
  assert.equal(
    made.diagnostics.map(({ code, place, message }) => [code, place, message]),
    [[0, "parallel", 1], [1]].map((path) => [
      "shell-missing",
      { path: ["runs", "steps", ...path] },
      'A step of the composite action "a" runs a script of no known language and states no `shell`, which GitHub asks of every such step.',
    ]),
  );
  const { steps: emitted } = made.model.runs as unknown as { steps: readonly Emitted[] };
  assert.is(emitted[0]?.parallel?.[0]?.shell, "bash");
});
steps("a job that calls a workflow has none", () => {
  const { on: callable } = triggers({ workflow_call: {} });
  const called = workflow("called", { on: callable, jobs: [job("a", { "runs-on": linux, steps: [] })] });
  assert.equal(workflow("t", { on, jobs: [call("b", called)] }).diagnostics, []);
});
steps.run();

const contradicting = suite("a shell that contradicts the template is refused");
for (const [shell, make] of [
  ["pwsh", () => run({ shell: "pwsh" }, sh`true`)],
  ["python {0}", () => run({ shell: "python {0}" }, sh`true`)],
  ["cmd /D /C {0}", () => run({ shell: "cmd /D /C {0}" }, sh`true`)],
  ["bash", () => run({ shell: "bash" }, pwsh`exit 0`)],
  ["bash -e {0}", () => run({ shell: "bash -e {0}" }, py`pass`)],
] as const) {
  contradicting(shell, () =>
    assert.match(
      refusal(make),
      new RegExp(`^script-shell: A \\w+ script would be run by "${shell.replace("{0}", "\\{0\\}")}"\\.$`),
    ),
  );
}
contradicting("one that runs it in another program does not", () => {
  assert.is(
    refusal(() => run({ shell: "nix develop -c bash -e {0}" }, sh`true`)),
    "accepted",
  );
  assert.is(
    refusal(() => run({ shell: "docker exec x pwsh -File {0}" }, pwsh`exit 0`)),
    "accepted",
  );
});
contradicting.run();

const encoding = suite("Windows PowerShell 5.1 reads a script in the system's code page");
encoding("a character beyond ASCII is warned of there, and nowhere else", () => {
  const said = (shell: string, script: Parameters<typeof run>[1]) => {
    const made = job("a", { "runs-on": "windows-2025", steps: [run({ shell }, script)] });
    const { diagnostics } = workflow("t", { on, jobs: [made] });
    return diagnostics.map(({ code, severity, message }) => `${severity} ${code}: ${message}`);
  };
  const warning =
    'warning script-encoding: The script holds "é" and is run by "powershell": Windows PowerShell 5.1 reads a script in the system\'s code page, and the runner writes it as UTF-8.';
  assert.equal(said("powershell", pwsh`Write-Output "café 💥"`), [warning]);
  assert.equal(said("powershell", verbatim`Write-Output "café"`), [warning]);
  assert.equal(said("powershell", pwsh`Write-Output "cafe"`), []);
  assert.equal(said("pwsh", pwsh`Write-Output "café"`), []);
});
encoding.run();
