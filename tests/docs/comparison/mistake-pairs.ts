/** One mistake, as it is made in both languages. */
export interface MistakePair {
  readonly ours: string;
  readonly theirs: string;
}

/** Stands before each mistake in the language. */
export const ourPrelude = `import { choice, eq, hashFiles, job, matrix, run, sh, triggers, workflow } from "yardmaster";
import { checkout } from "../../generated/actions.ts";

const { on, github, inputs, secrets } = triggers(
  { push: { branches: ["main"] }, workflow_dispatch: { inputs: { mode: choice(["live", "dry-run"]) } } },
  { secrets: ["TOKEN"] },
);
const ubuntu = "ubuntu-24.04";
const decide = run({ id: "decide", outputs: ["allowed"] }, sh\`echo "allowed=true" >> "$GITHUB_OUTPUT"\`);
const gate = job("gate", { "runs-on": ubuntu, outputs: { allowed: decide.outputs.allowed }, steps: [decide] });
const legs = matrix({ os: ["ubuntu-24.04", "windows-2025"] });
export const prelude = [on, github, inputs, secrets, gate, legs, checkout, choice, eq, hashFiles, workflow];
`;

/** The same for \`@github-actions-workflow-ts/lib\`. */
export const theirPrelude = `import { expressions as ex, NormalJob, Step, Workflow } from "@github-actions-workflow-ts/lib";

const ubuntu = "ubuntu-24.04";
const decide = new Step({ id: "decide", run: 'echo "allowed=true" >> "$GITHUB_OUTPUT"' });
const gate = new NormalJob("gate", { "runs-on": ubuntu, outputs: { allowed: ex.expn("steps.decide.outputs.allowed") } }).addStep(decide);
export const prelude = [ex, gate, Workflow];
`;

const ourStep = "steps: [run(sh`make`)]";

/** By what went wrong, as the page says it. */
export const mistakePairs: Readonly<Record<string, MistakePair>> = {
  "an output of a job, misspelled, in a condition": {
    ours: `export const a = job("a", { "runs-on": ubuntu, if: eq(gate.outputs.alowed, "true"), ${ourStep} });`,
    theirs: `export const a = new NormalJob("a", { "runs-on": ubuntu, if: "needs.gate.outputs.alowed == 'true'" }).needs([gate]);`,
  },
  "an output of a step, misspelled": {
    ours: 'export const s = run({ if: eq(decide.outputs.alowed, "true") }, sh`make`);',
    theirs: `export const s = new Step({ if: "steps.decide.outputs.alowed == 'true'", run: "make" });`,
  },
  "an input of the workflow, misspelled": {
    ours: `export const a = job("a", { "runs-on": ubuntu, if: eq(inputs.mdoe, "live"), ${ourStep} });`,
    theirs: `export const a = new NormalJob("a", { "runs-on": ubuntu, if: "inputs.mdoe == 'live'" });`,
  },
  "a value that the input never has": {
    ours: `export const a = job("a", { "runs-on": ubuntu, if: eq(inputs.mode, "lvie"), ${ourStep} });`,
    theirs: `export const a = new NormalJob("a", { "runs-on": ubuntu, if: "inputs.mode == 'lvie'" });`,
  },
  "a secret that is declared nowhere": {
    ours: "export const s = run({ env: { TOKEN: secrets.TOKN } }, sh`make`);",
    theirs: `export const s = new Step({ run: "make", env: { TOKEN: ex.secret("TOKN") } });`,
  },
  "a secret in the `if` of a job, where GitHub has none": {
    ours: `export const a = job("a", { "runs-on": ubuntu, if: eq(secrets.TOKEN, ""), ${ourStep} });`,
    theirs: `export const a = new NormalJob("a", { "runs-on": ubuntu, if: "secrets.TOKEN == ''" });`,
  },
  "a field of the payload, misspelled": {
    ours: "export const s = run(sh`echo ${github.event.head_comit.id}`);",
    theirs: `export const s = new Step({ run: "echo", env: { ID: ex.expn("github.event.head_comit.id") } });`,
  },
  "a property of `github`, misspelled": {
    ours: "export const s = run(sh`echo ${github.ref_nmae}`);",
    theirs: `export const s = new Step({ run: "echo", env: { REF: ex.expn("github.ref_nmae") } });`,
  },
  "an axis of the matrix, misspelled": {
    ours: `export const a = job("a", { "runs-on": legs.so, strategy: { matrix: legs }, ${ourStep} });`,
    theirs: `export const a = new NormalJob("a", { "runs-on": ex.expn("matrix.so"), strategy: { matrix: { os: ["ubuntu-24.04"] } } });`,
  },
  "an input of an action, misspelled": {
    ours: 'export const s = checkout({ "fetch-dept": 0 });',
    theirs: `export const s = new Step({ uses: "actions/checkout@v5", with: { "fetch-dept": 0 } });`,
  },
  "a key of a job, misspelled": {
    ours: `export const a = job("a", { "runs-on": ubuntu, "timeout-minuts": 5, ${ourStep} });`,
    theirs: `export const a = new NormalJob("a", { "runs-on": ubuntu, "timeout-minuts": 5 });`,
  },
  "a key of a step, misspelled": {
    ours: 'export const s = run({ "working-dir": "x" }, sh`make`);',
    theirs: `export const s = new Step({ run: "make", "working-dir": "x" });`,
  },
  "a job without `runs-on`": {
    ours: `export const a = job("a", { ${ourStep} });`,
    theirs: `export const a = new NormalJob("a", { "timeout-minutes": 5 });`,
  },
  "an event that GitHub does not have": {
    ours: "export const t = triggers({ pull_requst: null });",
    theirs: `export const w = new Workflow("w", { on: { pull_requst: {} } });`,
  },
  "a permission with a level that it does not have": {
    ours: `export const a = job("a", { "runs-on": ubuntu, permissions: { contents: "wirte" }, ${ourStep} });`,
    theirs: `export const a = new NormalJob("a", { "runs-on": ubuntu, permissions: { contents: "wirte" } });`,
  },
  "a job that waits for one that is none": {
    ours: `export const a = job("a", { "runs-on": ubuntu, needs: ["gaet"], ${ourStep} });`,
    theirs: `export const a = new NormalJob("a", { "runs-on": ubuntu }).needs(["gaet"]);`,
  },
};
