import { suite } from "uvu";
import * as assert from "uvu/assert";
import { expressionNames, fillExpressions, findLeaks } from "./helpers/find-leaks.ts";
import { type GeneratedStep, generatedSteps } from "./helpers/generated-steps.ts";
import { hostileValues } from "./helpers/hostile-values.ts";
import { runStep, workingFiles } from "./helpers/run-step.ts";

const allRunSteps = generatedSteps().flatMap((step) => (step.run === undefined ? [] : [{ ...step, run: step.run }]));
const isInsisting = ({ label }: GeneratedStep): boolean => label.includes(" / Insist on ");
/** They hand values on to a program; those that insist on something look at them, and call nothing. */
const runSteps = allRunSteps.filter((step) => !isInsisting(step));
const insisting = allRunSteps.filter(isInsisting);

function stepNamed(label: string): GeneratedStep & { readonly run: string } {
  const step = runSteps.find((each) => each.label === label);
  if (!step) throw new Error(`There is no run step "${label}".`);
  return step;
}

const decide = stepNamed("permission-gate / gate / Decide");
const stamp = stepNamed("permission-gate / gate / PHOENIX_RUN_ID");
const dispatch = stepNamed("reusable-orchestrator / dispatch / Dispatch");
const refuse = stepNamed("reusable-orchestrator / refuse / Say why not");
const append = stepNamed("orchestrator-log-branch / log / Append");
const notes = stepNamed("release-notes / notes / Write the notes");

const found = suite("the run steps of the generated workflows");
found("are found in every workflow that has steps of its own", () => {
  assert.equal(
    [...new Set(runSteps.map((step) => `${step.workflow} / ${step.job}`))],
    [
      "adopt / collect",
      "adopt / push",
      "ci / drift",
      "ci / gates",
      "ci / packages",
      "ci / behaviour",
      "orchestrator-log-branch / log",
      "orchestrator-log-issue / log",
      "permission-gate / gate",
      "release-notes / notes",
      "release / build",
      "release / stage",
      "reusable-orchestrator / dispatch",
      "reusable-orchestrator / refuse",
    ],
  );
});
found("run in bash, as it is run here", () => {
  assert.equal([...new Set(allRunSteps.map((step) => step.shell))], ["bash"]);
});
found("hold no expression: what they read comes by the environment", () => {
  assert.equal(
    allRunSteps.filter((step) => step.run.includes("${{")).map((step) => step.label),
    [],
  );
});
found("read only variables that are set", () => {
  for (const { label, run, env } of runSteps) {
    const { exitCode, stderr } = runStep(
      `set -u\n${run}`,
      fillExpressions(env, () => "x"),
    );
    assert.equal({ label, exitCode, stderr }, { label, exitCode: 0, stderr: "" });
  }
});
found.run();

const hostile = suite("hostile values");
for (const { label, run, env } of runSteps) {
  hostile(`leak and run nothing in ${label}`, () => assert.equal([...findLeaks(run, env)], []));
}
hostile.run();

const insists = suite("steps that insist on something");
const ownCommit = insisting.filter(({ label }) => label.endsWith("the orchestrator's commit"));
const plainPath = insisting.filter(({ label }) => label.endsWith("a plain path of the tasks"));
const noCommit =
  "GitHub does not say which repository and commit this job is defined by (job.workflow_repository, job.workflow_sha): nothing is run.\n";
const noPath =
  "The input tasks is no plain path from the root of your repository, such as .github/orchestrator-tasks.json: it begins or ends with a slash or a blank, or holds ./, ../, //, a backslash, or one of * ? [ ].\n";
const ended = (step: { readonly run: string }, env: Readonly<Record<string, string>>) => {
  const { exitCode, stdout, stderr, calls, files, commandFiles } = runStep(step.run, env);
  assert.equal([stdout, calls, files, Object.values(commandFiles).join("")], ["", [], workingFiles, ""]);
  return [exitCode, stderr];
};
insists("stand in each job that runs the programs, before anything is checked out", () => {
  const programs = generatedSteps().filter((step) => JSON.stringify(step.with ?? {}).includes("job.workflow_"));
  assert.equal(
    ownCommit.map(({ workflow, job }) => `${workflow} ${job}`),
    programs.map(({ workflow, job }) => `${workflow} ${job}`),
  );
  for (const { workflow, job } of programs) {
    const [first, second] = generatedSteps().filter((step) => step.workflow === workflow && step.job === job);
    assert.match(first?.label ?? "", "Insist on the orchestrator's commit");
    assert.equal(first?.env, {
      TZ: "America/Phoenix",
      JOB_WORKFLOW_REPOSITORY: "${{ job.workflow_repository }}",
      JOB_WORKFLOW_SHA: "${{ job.workflow_sha }}",
    });
    assert.equal(second?.with?.repository, "${{ job.workflow_repository }}");
  }
  assert.equal(new Set(ownCommit.map(({ run }) => run)).size, 1);
  assert.equal(new Set(plainPath.map(({ run }) => run)).size, 1);
  assert.equal([ownCommit.length, plainPath.length], [5, 3]);
});
const sha = "0123456789abcdef0123456789abcdef01234567";
insists("a repository and a full commit, both", () => {
  const [step] = ownCommit;
  const ending = (JOB_WORKFLOW_REPOSITORY: string, JOB_WORKFLOW_SHA: string) =>
    step && ended(step, { JOB_WORKFLOW_REPOSITORY, JOB_WORKFLOW_SHA });
  for (const name of ["acme/yardmaster", "a_b-c/d.e_f-g"]) assert.equal(ending(name, sha), [0, ""], name);
  for (const [name, commit] of [
    ["", ""],
    ["", sha],
    ["acme/yardmaster", ""],
    ["acme", sha],
    ["acme/", sha],
    ["/yardmaster", sha],
    ["acme/a/b", sha],
    ["acme/yardmaster", "main"],
    ["acme/yardmaster", sha.slice(1)],
    ["acme/yardmaster", `${sha}0`],
    ["acme/yardmaster", sha.toUpperCase()],
    ["acme/yardmaster\n", sha],
    [" acme/yardmaster", sha],
    ["acme/yardmaster", ` ${sha}`],
  ] as const) {
    assert.equal(ending(name, commit), [1, noCommit], JSON.stringify([name, commit]));
  }
});
insists("a path as git has it, whole and plain", () => {
  const [step] = plainPath;
  const ending = (tasks: string) => step && ended(step, { INPUT_TASKS: tasks });
  for (const path of [
    ".github/orchestrator-tasks.json",
    "tasks.json",
    "a/b/..c/d..e/.f/g.json",
    "...",
    "two words/t a.json",
    "Zürich/東京.json",
  ]) {
    assert.equal(ending(path), [0, ""], path);
  }
  for (const path of [
    "./.github/tasks.json",
    "/.github/tasks.json",
    "../tasks.json",
    "a/../tasks.json",
    "a/./tasks.json",
    "a//tasks.json",
    "a/tasks/",
    "a/..",
    "a/.",
    ".",
    "..",
    "/",
    "a\\b.json",
    "*.json",
    "a?.json",
    "[ab].json",
    " a.json",
    "a.json ",
    "a /b.json",
    "a/ b.json",
    "a.json\n!b.json",
    "a\r.json",
    "a\u0007.json",
  ]) {
    assert.equal(ending(path), [1, noPath], JSON.stringify(path));
  }
});
for (const [intent, value] of Object.entries(hostileValues)) {
  insists(`look at ${intent}, and nothing else`, () => {
    for (const [step, sentence] of [
      [ownCommit[0], noCommit],
      [plainPath[0], noPath],
    ] as const) {
      const [code, said] =
        (step &&
          ended(
            step,
            fillExpressions(step.env, () => value),
          )) ??
        [];
      assert.ok((code === 0 && said === "") || (code === 1 && said === sentence), `${code} ${said}`);
    }
  });
}
insists.run();

const mutated = suite("the same checks");
const leaks = (script: string, env: GeneratedStep["env"]) => findLeaks(script, env).next().done === false;
for (const { label, run, env } of runSteps) {
  const given = [...expressionNames(env), "GITHUB_EVENT_PATH", "GITHUB_STEP_SUMMARY"];
  for (const name of given.filter((name) => new RegExp(`"\\$\\{?${name}\\b`).test(run))) {
    mutated(`catch ${label} without the quotes around ${name}`, () => {
      const bare = run.replace(new RegExp(`"(\\$\\{?${name}\\b\\}?)"`), "$1");
      assert.is.not(bare, run);
      assert.ok(leaks(bare, env));
    });
  }
}
mutated("know which scripts they have to catch", () => {
  const quoted = runSteps.flatMap(({ run }) => [...run.matchAll(/"\$\{?([A-Z_]+)/g)].map(([, name]) => name));
  assert.equal([...new Set(quoted)].sort(), [
    "GH_REF_NAME",
    "GH_REPOSITORY",
    "GITHUB_EVENT_PATH",
    "GITHUB_STEP_SUMMARY",
    "INPUT_COMMAND",
    "INPUT_DRY_RUN",
    "INPUT_SINCE",
    "INPUT_UNTIL",
    "LOG_PLACE",
    "MATRIX_PACKAGE",
    "NEEDS_BUILD_DIST_TAG",
    "PHOENIX_RUN_ID",
    "TASKS_FILE",
  ]);
});
for (const [what, script] of [
  ["a value evaluated a second time", 'eval "npx rc ${VALUE}"'],
  ["a value printed", 'npx rc; echo "${VALUE}"'],
  ["a value printed to stderr", 'npx rc; echo "${VALUE}" >&2'],
  ["a value used as a pattern's output", 'npx rc --command="$(echo ${VALUE})"'],
  ["a value written for the runner", 'npx rc; echo "allowed=${VALUE}" >> "$GITHUB_OUTPUT"'],
  ["a value kept from the program", "unset VALUE; npx rc"],
  ["a file left behind", 'npx rc; cat a.txt > "c.txt"'],
] as const) {
  mutated(`catch ${what}`, () => assert.ok(leaks(script, { VALUE: "${{ inputs.value }}" })));
}
mutated("catch a value that GitHub would paste into the script", () => {
  const pasted = (value: string) => `npx rc --command="${value}"`;
  const { files } = runStep(pasted(hostileValues["command substitution"] ?? ""), {});
  assert.equal(Object.keys(files), [...Object.keys(workingFiles), "canary"].sort());
});
mutated.run();

const calls = suite("what the steps call");
const words = (step: GeneratedStep) => fillExpressions(step.env, (name) => `a ${name}`);
const callsOf = (step: { readonly run: string }, env: Readonly<Record<string, string>>) => {
  const { calls, eventPath } = runStep(step.run, env);
  return calls.map(({ program, arguments: given }) => [
    program,
    ...given.map((argument) => argument.replace(eventPath, "<event>")),
  ]);
};
calls("Decide asks the gate's script, with the command as one argument", () => {
  assert.equal(callsOf(decide, words(decide)), [
    [
      "npx",
      "--no-install",
      "tsx",
      "scripts/github/check_comment_permissions.ts",
      "--event-path",
      "<event>",
      "--run-id",
      "a PHOENIX_RUN_ID",
      "--tasks",
      "a TASKS_FILE",
      "--command=a INPUT_COMMAND",
    ],
  ]);
});
calls("Dispatch sends the command on; a dry run adds one --dry-run, and nothing else does", () => {
  const sent = [
    "npx",
    "--no-install",
    "rc",
    "orchestrator",
    "dispatch",
    "--event-path",
    "<event>",
    "--run-id",
    "a PHOENIX_RUN_ID",
    "--tasks",
    "a TASKS_FILE",
    "--command=a INPUT_COMMAND",
  ];
  assert.equal(callsOf(dispatch, { ...words(dispatch), INPUT_DRY_RUN: "true" }), [[...sent, "--dry-run"]]);
  for (const value of ["false", "", "TRUE", "true ", "truetrue", "0", "1", "true\n"]) {
    assert.equal(callsOf(dispatch, { ...words(dispatch), INPUT_DRY_RUN: value }), [sent], JSON.stringify(value));
  }
});
calls("Say why not gives neither command nor mode: the comment has the command, and nothing is sent", () => {
  assert.equal(callsOf(refuse, words(refuse)), [
    [
      "npx",
      "--no-install",
      "rc",
      "orchestrator",
      "refuse",
      "--event-path",
      "<event>",
      "--run-id",
      "a PHOENIX_RUN_ID",
      "--tasks",
      "a TASKS_FILE",
    ],
  ]);
});
calls("Append names the folder of the records and the place of the log", () => {
  const issue = stepNamed("orchestrator-log-issue / log / Append");
  for (const [step, place] of [
    [append, "branch:a LOG_PLACE"],
    [issue, "issue:a LOG_PLACE"],
  ] as const) {
    assert.equal(callsOf(step, words(step)), [
      ["npx", "--no-install", "rc", "orchestrator", "log", "--artifacts", "artifacts/log", "--to", place],
    ]);
  }
});
calls("PHOENIX_RUN_ID, Write the notes and the steps without values", () => {
  assert.equal(callsOf(stamp, stamp.env), [["npx", "--no-install", "rc", "run-id"]]);
  assert.equal(callsOf(notes, words(notes)), [
    [
      "node",
      "scripts/github/write_release_notes.ts",
      "--since=a INPUT_SINCE",
      "--until=a INPUT_UNTIL",
      "--output",
      "artifacts/release-notes/release-notes.md",
    ],
  ]);
  const install = [
    ["npm", "ci", "--ignore-scripts"],
    ["npm", "run", "build"],
  ];
  for (const [label, expected] of [
    ["permission-gate / gate / Install", install],
    ["reusable-orchestrator / dispatch / Install", install],
    ["reusable-orchestrator / refuse / Install", install],
    ["orchestrator-log-branch / log / Install", install],
    ["orchestrator-log-issue / log / Install", install],
    ["ci / drift / Install", [["npm", "ci", "--ignore-scripts"]]],
    ["ci / drift / Compare with the sources", [["npm", "run", "check:workflows"]]],
    ["ci / gates / Run every gate", [["bash", ".ci/run"]]],
    ["ci / behaviour / Install", install],
    [
      "ci / behaviour / Say what changes",
      [["npx", "--no-install", "yardmaster", "diff", "HEAD^1", "--format", "markdown"]],
    ],
  ] as const) {
    assert.equal(callsOf(stepNamed(label), stepNamed(label).env), expected, label);
  }
});
calls("tokens, keys and verdicts reach the program by the environment and are in no argument", () => {
  const verdict = ["GATE_ALLOWED", "GATE_ATTEMPT", "GATE_VERDICTS", "GITHUB_TOKEN"];
  for (const [step, expected] of [
    [decide, ["GITHUB_TOKEN", "ORCHESTRATOR_TEAM_TOKEN"]],
    [dispatch, [...verdict, "ORCHESTRATOR_APP_PRIVATE_KEY", "ORCHESTRATOR_BOT_TOKEN"]],
    [refuse, verdict],
    [append, ["GITHUB_TOKEN"]],
  ] as const) {
    const names = Object.keys(step.env).filter((name) => /TOKEN$|KEY$|^GATE_/.test(name));
    assert.equal(names.sort(), expected);
    const { calls } = runStep(step.run, words(step));
    for (const name of names) {
      assert.equal(
        calls.map((call) => call.env[name]),
        [words(step)[name]],
      );
      assert.not(calls.some((call) => call.arguments.some((argument) => argument.includes(name))));
    }
  }
});
calls.run();

const outcome = suite("how the steps end");
for (const [code, expected] of [
  [0, 0],
  [1, 0],
  [2, 2],
  [3, 3],
  [127, 127],
  [137, 137],
] as const) {
  outcome(`a gate that exits ${code} ends Decide with ${expected}`, () => {
    const { exitCode, stdout, stderr } = runStep(decide.run, words(decide), { stubs: { npx: `exit ${code}` } });
    assert.equal({ exitCode, stdout, stderr }, { exitCode: expected, stdout: "", stderr: "" });
  });
}
for (const step of runSteps.filter((step) => step !== decide)) {
  outcome(`${step.label} fails with the program that it calls first, and calls no more`, () => {
    const program = runStep(step.run, words(step)).calls[0]?.program ?? "";
    const { exitCode, calls, commandFiles } = runStep(step.run, words(step), { stubs: { [program]: "exit 3" } });
    assert.equal([exitCode, calls.length, commandFiles.GITHUB_STEP_SUMMARY], [3, 1, ""]);
  });
}
outcome("what a program writes for the runner stays as it wrote it", () => {
  const stubs = { npx: `printf 'run_id=x\\n' >> "$GITHUB_OUTPUT"` };
  const { commandFiles } = runStep(stamp.run, stamp.env, { stubs });
  assert.equal(commandFiles, { GITHUB_ENV: "", GITHUB_OUTPUT: "run_id=x\n", GITHUB_PATH: "", GITHUB_STEP_SUMMARY: "" });
});
outcome("the notes go to the summary as they are, and to no log", () => {
  const { commandFiles, stdout } = runStep(notes.run, words(notes));
  assert.is(commandFiles.GITHUB_STEP_SUMMARY, workingFiles["artifacts/release-notes/release-notes.md"]);
  assert.is(stdout, "");
});
outcome.run();
