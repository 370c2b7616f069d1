/** Stands before each mistake, so that its first line is line 21 of its module. */
export const prelude = `import {
  always, and, at, background, call, choice, compositeAction, contains, each, endsWith, eq, firstOf, flag, format,
  fromJSON, hashFiles, job, join, latestOnly, le, localWorkflow, lt, matrix, ne, not, noted, number, oneOf, or, parallel,
  pwsh, py, raw, remoteWorkflow, requiredCheck, run, setOutput, sh, startsWith, stepUnit, success, text, toJSON, triggers,
  useAction, useDocker, useFolder, useLocal, verbatim, wait, when, workflow, js, failure, serial,
} from "yardmaster";
import { cache, checkout } from "../generated/actions.ts";

const { on, github, inputs, secrets, vars, env, runner } = triggers(
  { push: { branches: ["main"] }, workflow_dispatch: { inputs: {
    mode: choice(["live", "dry-run"]), deep: flag(), count: number(), reason: text() } } },
  { secrets: ["TOKEN"], vars: ["REGION"], env: ["TZ"] },
);
const ubuntu = "ubuntu-24.04";
const decide = run({ id: "decide", outputs: ["allowed"] }, sh\`echo "allowed=true" >> "$GITHUB_OUTPUT"\`);
const gate = job("gate", { "runs-on": ubuntu, outputs: { allowed: decide.outputs.allowed }, steps: [decide] });
const greet = localWorkflow("greet.yml", { inputs: { who: text({ required: true }) }, secrets: { KEY: { required: true } } });
type Settings = { name?: string };
const settings: Settings = {};
`;

/** Mistakes of authors, by what went wrong; most jobs are called `act`. */
export const mistakes: Readonly<Record<string, string>> = {
  "an output of a job, misspelled, in a condition":
    'const act = job("act", { "runs-on": ubuntu, if: eq(gate.outputs.alowed, "true"), steps: [run(sh`./act`)] });',
  "an output of a job, misspelled, not equal to a text":
    'const act = job("act", { "runs-on": ubuntu, if: ne(gate.outputs.denyed, "true"), steps: [run(sh`./act`)] });',
  "an output of a job, misspelled, in the second half of `and`":
    'const act = job("act", { "runs-on": ubuntu, if: and(eq(github.ref_name, "main"), eq(gate.outputs.denyed, "true")), steps: [run(sh`./act`)] });',
  "an output of a job, misspelled, as a step's condition":
    'const act = job("act", { "runs-on": ubuntu, steps: [run({ if: gate.outputs.alowed as never }, sh`./act`)] });',
  "an output of a job, misspelled, in a script":
    'const act = job("act", { "runs-on": ubuntu, steps: [run(sh`./act ${gate.outputs.denyed}`)] });',
  "an output of a job, misspelled, in a script of PowerShell":
    'const act = job("act", { "runs-on": "windows-2025", steps: [run(pwsh`./act ${gate.outputs.denyed}`)] });',
  "an output of a job, misspelled, in a script of Python":
    'const act = job("act", { "runs-on": ubuntu, steps: [run(py`print(${gate.outputs.denyed})`)] });',
  "an output of a job, misspelled, in `env`":
    'const act = job("act", { "runs-on": ubuntu, steps: [run({ env: { ALLOWED: gate.outputs.alowed } }, sh`./act`)] });',
  "an output of a job, misspelled, as an input of an action":
    'const act = job("act", { "runs-on": ubuntu, steps: [checkout({ ref: gate.outputs.alowed })] });',
  "an output of a job, misspelled, in `format`":
    'const act = job("act", { "runs-on": ubuntu, name: format`act on ${gate.outputs.alowed}`, steps: [run(sh`./act`)] });',
  "an output of a job, misspelled, as an output":
    'const act = job("act", { "runs-on": ubuntu, outputs: { it: gate.outputs.alowed }, steps: [run(sh`./act`)] });',
  "an output of a step, misspelled":
    'const act = job("act", { "runs-on": ubuntu, steps: [decide, run({ if: eq(decide.outputs.alowed, "true") }, sh`./act`)] });',
  "`output` of a step":
    'const act = job("act", { "runs-on": ubuntu, steps: [decide, run({ if: eq((decide as any).output.allowed, "true") }, sh`./act`)] });',
  "`conclusions` of a step":
    'const act = job("act", { "runs-on": ubuntu, steps: [decide, run({ if: eq(decide.conclusions, "success") }, sh`./act`)] });',
  "an output of a bound action that it does not have":
    'const restore = cache({ key: "k", path: "p" });\nconst act = job("act", { "runs-on": ubuntu, steps: [restore, run({ if: eq(restore.outputs.hit, "true") }, sh`./act`)] });',
  "an input of the workflow, misspelled":
    'const act = job("act", { "runs-on": ubuntu, if: eq(inputs.mod, "live"), steps: [run(sh`./act`)] });',
  "an input of the workflow, misspelled, in `not`":
    'const act = job("act", { "runs-on": ubuntu, if: not(inputs.dep), steps: [run(sh`./act`)] });',
  "a secret that is not declared":
    'const act = job("act", { "runs-on": ubuntu, steps: [run({ env: { KEY: secrets.TOKN } }, sh`./act`)] });',
  "a variable of the settings that is not declared":
    'const act = job("act", { "runs-on": ubuntu, steps: [run(sh`./act ${vars.REGIN}`)] });',
  "a variable of the environment that is not declared":
    'const act = job("act", { "runs-on": ubuntu, steps: [run({ if: eq(env.T, "UTC") }, sh`./act`)] });',
  "a property of `github`, misspelled":
    'const act = job("act", { "runs-on": ubuntu, if: eq(github.reff, "refs/heads/main"), steps: [run(sh`./act`)] });',
  "a property of `runner`, misspelled":
    'const act = job("act", { "runs-on": ubuntu, steps: [run(sh`./act ${runner.architecture}`)] });',
  "a field of the payload, misspelled":
    'const act = job("act", { "runs-on": ubuntu, if: eq(github.event.head_comit.message, "x"), steps: [run(sh`./act`)] });',
  "a method of JavaScript on an expression":
    'const act = job("act", { "runs-on": ubuntu, if: github.ref.startsWith("refs/tags/"), steps: [run(sh`./act`)] });',
  "an expression in a text of JavaScript":
    'const act = job("act", { "runs-on": ubuntu, name: `act on ${gate.outputs.alowed}`, steps: [run(sh`./act`)] });',
  "an axis of the matrix, misspelled":
    'const act = job("act", { "runs-on": ubuntu, strategy: { matrix: { node: [20, 22] } }, steps: ({ matrix }) => [run(sh`./act ${matrix.nod}`)] });',
  "an axis of a matrix that was declared, misspelled":
    'const legs = matrix({ os: ["ubuntu-24.04", "macos-15"] });\nconst act = job("act", { "runs-on": legs.oss, strategy: { matrix: legs }, steps: [run(sh`./act`)] });',
  "a matrix read in a job that has none":
    'const legs = matrix({ os: ["ubuntu-24.04", "macos-15"] });\nconst act = job("act", { "runs-on": legs.os, steps: [run(sh`./act`)] });',
  "a matrix read in a job that has another":
    'const legs = matrix({ os: ["ubuntu-24.04", "macos-15"] });\nconst act = job("act", { "runs-on": ubuntu, strategy: { matrix: { node: [20] } }, steps: [run(sh`./act ${legs.os}`)] });',
  "the matrix of the scope in a job that has none":
    'const act = job("act", { "runs-on": ubuntu, steps: ({ matrix }) => [run(sh`./act ${(matrix as any).os}`)] });',
  "an output compared with a boolean":
    'const act = job("act", { "runs-on": ubuntu, if: eq(gate.outputs.allowed, true), steps: [run(sh`./act`)] });',
  "an output as a condition":
    'const act = job("act", { "runs-on": ubuntu, if: gate.outputs.allowed, steps: [run(sh`./act`)] });',
  "an output as an operand of `and`":
    'const act = job("act", { "runs-on": ubuntu, if: and(gate.outputs.allowed, inputs.deep), steps: [run(sh`./act`)] });',
  "an output negated":
    'const act = job("act", { "runs-on": ubuntu, if: not(gate.outputs.allowed), steps: [run(sh`./act`)] });',
  "`a && '' || b`":
    'const act = job("act", { "runs-on": ubuntu, name: or(and(inputs.deep, ""), "shallow"), steps: [run(sh`./act`)] });',
  "a flag compared with a text":
    'const act = job("act", { "runs-on": ubuntu, if: eq(inputs.deep, "true"), steps: [run(sh`./act`)] });',
  "a text compared by size":
    'const act = job("act", { "runs-on": ubuntu, if: lt(github.run_attempt, 2), steps: [run(sh`./act`)] });',
  "a choice compared with what is no option":
    'const act = job("act", { "runs-on": ubuntu, if: eq(inputs.mode, "lve"), steps: [run(sh`./act`)] });',
  "a result compared with what is none":
    'const act = job("act", { "runs-on": ubuntu, if: and(always(), eq(gate.result, "failed")), steps: [run(sh`./act`)] });',
  "an operating system that does not exist":
    'const act = job("act", { "runs-on": ubuntu, steps: [run({ if: eq(runner.os, "Ubuntu") }, sh`./act`)] });',
  "`contains` of a text that is a list to its author":
    'const act = job("act", { "runs-on": ubuntu, if: contains("main,dev", github.ref_name), steps: [run(sh`./act`)] });',
  "`contains` of a formatted text":
    'const act = job("act", { "runs-on": ubuntu, if: contains(format`main,dev`, github.ref_name), steps: [run(sh`./act`)] });',
  "a secret in a job's condition":
    'const act = job("act", { "runs-on": ubuntu, if: eq(secrets.TOKEN, "x"), steps: [run(sh`./act`)] });',
  "a secret in a step's condition":
    'const act = job("act", { "runs-on": ubuntu, steps: [run({ if: eq(secrets.TOKEN, "x") }, sh`./act`)] });',
  "the environment in a job's name":
    'const act = job("act", { "runs-on": ubuntu, name: env.TZ, steps: [run(sh`./act`)] });',
  "an output of a step in a job's condition":
    'const act = job("act", { "runs-on": ubuntu, if: eq(decide.outputs.allowed, "true"), steps: [decide] });',
  "a condition that is undefined":
    'const act = job("act", { "runs-on": ubuntu, if: (settings as any).guard, steps: [run(sh`./act`)] });',
  "a step's condition that is undefined":
    'const act = job("act", { "runs-on": ubuntu, steps: [run({ if: undefined }, sh`./act`)] });',
  "a name that may be undefined":
    'const act = job("act", { "runs-on": ubuntu, name: settings.name, steps: [run(sh`./act`)] });',
  "an entry of `env` that is undefined":
    'const act = job("act", { "runs-on": ubuntu, env: { A: settings.name }, steps: [run(sh`./act`)] });',
  "a value in a script that is undefined":
    'const act = job("act", { "runs-on": ubuntu, steps: [run(sh`./act ${settings.name}`)] });',
  "an operand that is undefined":
    'const act = job("act", { "runs-on": ubuntu, if: eq(github.ref_name, settings.name), steps: [run(sh`./act`)] });',
  "a branch to filter by that is undefined":
    'const { on: filtered } = triggers({ push: { branches: [settings.name] } });\nconst act = job("act", { "runs-on": ubuntu, steps: [run(sh`./act`)] });\nexport const made = workflow("made", { on: filtered, permissions: {}, jobs: [act] });',
  "a job as a condition": 'const act = job("act", { "runs-on": ubuntu, if: gate as never, steps: [run(sh`./act`)] });',
  "a step as a value of `env`":
    'const act = job("act", { "runs-on": ubuntu, steps: [decide, run({ env: { A: decide as never } }, sh`./act`)] });',
  "a name in `needs`": 'const act = job("act", { "runs-on": ubuntu, needs: ["gate"], steps: [run(sh`./act`)] });',
  "a job that is missing from the workflow":
    'const act = job("act", { "runs-on": ubuntu, needs: [gate], steps: [run(sh`./act`)] });\nexport const made = workflow("made", { on, permissions: {}, jobs: [act] });',
  "jobs that need each other":
    'const act = job("act", { "runs-on": ubuntu, if: eq(late.outputs.x, "1"), steps: [run(sh`./act`)] });\nconst late = job("late", { "runs-on": ubuntu, needs: [act], outputs: { x: decide.outputs.allowed }, steps: [decide] });',
  "jobs that list each other":
    'const act = job("act", { "runs-on": ubuntu, needs: [late], steps: [run(sh`./act`)] });\nconst late = job("late", { "runs-on": ubuntu, needs: [act], steps: [run(sh`./late`)] });',
  "an input of an action, misspelled":
    'const act = job("act", { "runs-on": ubuntu, steps: [checkout({ "fetch-dept": 0 })] });',
  "an input that an action needs, left out":
    'const act = job("act", { "runs-on": ubuntu, steps: [cache({ path: "p" })] });',
  "an input of a called workflow, misspelled":
    'const act = call("act", greet, { with: { hwo: "x", who: "y" }, secrets: { KEY: secrets.TOKEN } });',
  "an input that a called workflow needs, left out":
    'const act = call("act", greet, { with: {}, secrets: { KEY: secrets.TOKEN } });',
  "a secret that a called workflow needs, left out": 'const act = call("act", greet, { with: { who: "y" } });',
  "an input of a called workflow of another type":
    'const act = call("act", greet, { with: { who: inputs.deep }, secrets: { KEY: secrets.TOKEN } });',
  "a key of a job, misspelled":
    'const act = job("act", { "runs-on": ubuntu, "timeout-minute": 5, steps: [run(sh`./act`)] });',
  "an option of a step, misspelled":
    'const act = job("act", { "runs-on": ubuntu, steps: [run({ output: ["a"] }, sh`./act`)] });',
  "a key of an event, misspelled":
    'const { on: filtered } = triggers({ push: { branch: ["main"] } });\nconst act = job("act", { "runs-on": ubuntu, steps: [run(sh`./act`)] });\nexport const made = workflow("made", { on: filtered, permissions: {}, jobs: [act] });',
  "a permission that does not exist":
    'const act = job("act", { "runs-on": ubuntu, permissions: { content: "read" }, steps: [run(sh`./act`)] });',
  "a level of a permission that does not exist":
    'const act = job("act", { "runs-on": ubuntu, permissions: { contents: "reed" }, steps: [run(sh`./act`)] });',
  "minutes as an input's text":
    'const act = job("act", { "runs-on": ubuntu, "timeout-minutes": inputs.reason, steps: [run(sh`./act`)] });',
  "an unfinished `when`":
    'const act = job("act", { "runs-on": ubuntu, name: when(inputs.deep, "deep"), steps: [run(sh`./act`)] });',
  "a script in place of a step": 'const act = job("act", { "runs-on": ubuntu, steps: [sh`./act`] });',
  "a text in place of a script": 'const act = job("act", { "runs-on": ubuntu, steps: [run("./act")] });',
  "a step of YAML in place of a step": 'const act = job("act", { "runs-on": ubuntu, steps: [{ run: "./act" }] });',
  "an output that the script sets and the step does not declare":
    'const act = job("act", { "runs-on": ubuntu, steps: [run({ outputs: ["a"] }, sh`${setOutput("b")} 1`)] });',
  "a function of GitHub where the key has none":
    'const act = job("act", { "runs-on": ubuntu, env: { A: hashFiles("x") }, steps: [run(sh`./act`)] });',
  "a number that is none":
    'const act = job("act", { "runs-on": ubuntu, "timeout-minutes": Number("ten"), steps: [run(sh`./act`)] });',
  "a date": 'const act = job("act", { "runs-on": ubuntu, env: { A: new Date(0) }, steps: [run(sh`./act`)] });',
};

const postlude = 'export const made = workflow("made", { on, permissions: {}, jobs: [gate, act] });';

/** The module of a mistake, with the workflow around it. */
export function moduleOf(mistake: string): string {
  return `${prelude}${mistake}\n${mistake.includes("export ") ? "" : `${postlude}\n`}`;
}
