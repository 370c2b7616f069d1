// Compiled by `npm run typecheck`, never run. Actions and workflows by their texts: what is declared of them is held to.
import { call, choice, context, eq, type Expr, flag, job, js, lines, noted, run, sh, text, triggers, unsafeScript, use, verbatim, workflow, workflowAt } from "yardmaster";

const { github, secrets } = triggers({ push: null }, { secrets: ["TOKEN"] });

// --- actions
const node = use("actions/setup-node@v6", { "node-version": 24, cache: "npm", "always-auth": true, registry: null }, { outputs: ["version"] });
run(sh`echo ${node.outputs.version}`);
use(noted("actions/checkout@0123456789abcdef0123456789abcdef01234567", { end: "v7.0.1" }));
use("actions/github-script@v8", { script: js`core.info(${github.ref})`, "github-token": secrets.TOKEN }, { name: "Say" });
use("a/b@v1", { x: context("steps").y.outputs.z, y: context("needs").w.result });
// @ts-expect-error an output that is not declared
run(sh`echo ${node.outputs.vers}`);
// @ts-expect-error an input is no list
use("a/b@v1", { x: ["a"] });
// @ts-expect-error an input reads no job's outputs as a workflow does
use("a/b@v1", { x: context("jobs") });
// @ts-expect-error a note stands at no such place
noted("a/b@v1", { behind: "v1" });

// --- reusable workflows
const open = workflowAt("o/r/.github/workflows/a.yml@v1");
call("a", open);
call("b", open, { with: { anything: 1, other: true, third: github.ref }, secrets: { S: secrets.TOKEN } });
call("c", open, { secrets: "inherit" });
const told = workflowAt("o/r/.github/workflows/a.yml@v1", {
  inputs: { site: text({ required: true }), dry: flag() },
  secrets: { KEY: { required: true } },
  outputs: ["url"],
});
const d = call("d", told, { with: { site: "a" }, secrets: { KEY: secrets.TOKEN } });
job("e", { "runs-on": "x", name: d.outputs.url, steps: [] });
// @ts-expect-error an input that is required
call("f", told, { with: { dry: true }, secrets: "inherit" });
// @ts-expect-error an input that is not declared
call("g", told, { with: { site: "a", other: 1 }, secrets: "inherit" });
// @ts-expect-error an input of another type
call("h", told, { with: { site: "a", dry: 1 }, secrets: "inherit" });
// @ts-expect-error a secret is an expression
call("i", open, { secrets: { S: "text" } });
// @ts-expect-error a name for an output that the workflow does not have
job("j", { "runs-on": "x", name: d.outputs.uri, steps: [] });

// --- texts and scripts with expressions in them
const many: string = lines`
  a
  b
`;
const some: Expr<string, "github"> = lines`a ${github.ref}`;
use("a/b@v1", { path: many, other: some, script: unsafeScript`a ${github.event} ${secrets.TOKEN} ${context("steps").x}` });
run({ outputs: ["a"] }, unsafeScript`echo "a=${github.ref}" >> "$GITHUB_OUTPUT" ${1} ${"two"}`).outputs.a;
run(verbatim("a\r\nb"));
// @ts-expect-error what a script cannot read
unsafeScript`${context("jobs")}`;
// @ts-expect-error an object has no text
lines`${github.event}`;
// @ts-expect-error a text is no template
unsafeScript("a");
// @ts-expect-error a name of a job reads no secrets, also not within lines
job("k", { "runs-on": "x", name: lines`a ${secrets.TOKEN}`, steps: [] });

// --- notes and files
const { on } = triggers({ push: { note: { above: ["a", "b"], at: { branches: { last: "c" } } } } });
workflow("w", { on, extension: "yaml", header: ["a"], footer: ["b"], note: "c", jobs: [job("l", { "runs-on": "x", note: { at: { "steps[0]": "d" } }, steps: [] })] });
// @ts-expect-error a note within a note has no further places
workflow("x", { on, note: { at: { jobs: { at: { a: "b" } } } }, jobs: [] });
// @ts-expect-error an extension that GitHub does not read
workflow("y", { on, extension: "json", jobs: [] });
// @ts-expect-error a line alone has one text
run({ note: { end: ["a", "b"] } }, sh`true`);

// --- what was given for the inputs of a dispatch is a text in the event, whatever its type
const dispatched = triggers({
  workflow_dispatch: { inputs: { mode: choice(["live", "dry"]), deep: flag(), gone: text({ deprecationMessage: "Use mode." }) } },
  push: null,
}).github.event;
eq(dispatched.inputs.mode, "live");
eq(dispatched.inputs.deep, "true");
// @ts-expect-error an input that is not declared
dispatched.inputs.other;
// @ts-expect-error a boolean is a text there
eq(dispatched.inputs.deep, true);
