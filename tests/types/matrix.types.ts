// Compiled by `npm run typecheck`, never run: every `@ts-expect-error` is a mistake that must not compile, and what
// stands without one must. An error that stops being one fails the compilation, too.
import { call, environment, eq, flag, format, job, localWorkflow, matrix, noted, run, sh, text, triggers, verbatim, workflow } from "yardmaster";

const { github, inputs, strategy } = triggers({
  release: { types: "published" },
  workflow_dispatch: { inputs: { target: environment(), strict: flag({ required: true }) } },
  workflow_call: { inputs: { target: environment(), ref: text({ default: format`v-${github_ref()}` }) } },
});
function github_ref() {
  return triggers({ push: null }).github.ref_name;
}

// --- what must compile
const commented = matrix({
  os: noted(["linux", noted("mac", { end: "slow" })], "All that we have."),
  include: [noted({ os: "linux", libc: noted("musl", { end: "smaller" }) }, "For Alpine.")],
});
eq(commented.os, "mac");
eq(commented.libc, "musl");
const legs = matrix({
  os: ["ubuntu-24.04", "windows-2025"],
  node: [20, 22],
  ref: [github.ref_name],
  include: [{ os: "macos-15", node: 24, experimental: true }],
});
export const build = job("build", {
  name: format`Build on ${legs.os} (${strategy["job-index"]})`,
  "runs-on": legs.os,
  "continue-on-error": eq(legs.experimental, true),
  environment: inputs.target,
  strategy: { matrix: legs },
  steps: ({ matrix: inner }) => [run({ if: eq(inner.node, 22) }, sh`echo ${inner.ref}`), run({ shell: "cmd" }, verbatim`dir`)],
});
const target = localWorkflow("deploy.yml", { inputs: { os: text({ required: true }) } });
export const deploy = call("deploy", target, { strategy: { matrix: legs }, with: { os: legs.os } });
const login = run({ outputs: ["user", "password"] }, sh`./login`);
const registry = job("registry", {
  "runs-on": "x",
  outputs: { user: login.outputs.user, password: login.outputs.password },
  steps: [login],
});
const credentials = { username: registry.outputs.user, password: registry.outputs.password };
export const inside = job("inside", {
  "runs-on": "x",
  strategy: { matrix: legs },
  container: { image: "app", credentials },
  services: { db: { image: "db", credentials: { username: format`${legs.os}-${strategy["job-index"]}`, password: legs.ref } } },
  steps: [],
});
const digest = run({ outputs: ["value"] }, sh`./digest`);
const perLeg = job("per-leg", {
  "runs-on": "x",
  strategy: { matrix: { os: ["a", "b"], node: [22, 24], include: [{ os: "c", node: 24 }], exclude: [{ os: "b", node: 22 }, { node: github.run_id }] } },
  outputsByLeg: { digest: { axis: ["os", "node"], value: digest.outputs.value } },
  steps: [digest],
});
export const joined = job("joined", { "runs-on": "x", steps: [run(sh`./join ${perLeg.byLeg.digest.c[24]} ${perLeg.byLeg.digest.a[22]}`)] });
matrix({ os: [{ name: "a", deep: { x: 1 } }], exclude: [{ os: { deep: { x: 1 } } }] });
// GitHub compares by the `==` of expressions, and ignores the case of keys (actions/runner, MatrixBuilder.cs).
matrix({ OS: ["Linux", "mac"], node: [22, "24"], exclude: [{ os: "linux", Node: "22" }, { node: 24 }] });
matrix({ os: [{ Name: "A", size: 1 }], exclude: [{ OS: { name: "a" } }, { os: { Size: "1" } }] });
export const unnamed = workflow("unnamed", { name: null, on: triggers({ push: null }).on, jobs: [build] });
github.event.release?.tag_name;

// --- matrices
// @ts-expect-error an axis misspelled
legs.oss;
// @ts-expect-error a value that no leg has
eq(legs.node, 18);
// @ts-expect-error a number is no text
job("a", { "runs-on": legs.node, strategy: { matrix: legs }, steps: [] });
// @ts-expect-error a job's condition is judged before its matrix is known
job("b", { "runs-on": legs.os, if: eq(legs.node, 20), strategy: { matrix: legs }, steps: [] });
// @ts-expect-error a matrix of secrets
matrix({ a: [triggers({ push: null }, { secrets: ["TOKEN"] }).secrets.TOKEN] });
// @ts-expect-error `exclude` names an axis that is none
matrix({ os: ["a", "b"], exclude: [{ platform: "a" }] });
// @ts-expect-error `exclude` names a value that no leg has
matrix({ os: ["linux", "mac"], exclude: [{ os: "linx" }] });
// @ts-expect-error `exclude` names a number, as a text, that no leg has
job("c", { "runs-on": "x", strategy: { matrix: { node: [22, 24], exclude: [{ node: "23" }] } }, steps: [] });
// @ts-expect-error `exclude` names a key that the objects do not have
matrix({ os: [{ name: "a" }], exclude: [{ os: { nmae: "a" } }] });
// @ts-expect-error `exclude` names a value that the objects do not have
matrix({ os: [{ name: "a" }], exclude: [{ OS: { Name: "b" } }] });
// @ts-expect-error `exclude` takes nothing out that only `include` adds
matrix({ os: ["a"], include: [{ os: "b" }], exclude: [{ os: "b" }] });
// @ts-expect-error a value that no leg has, with comments or without
eq(commented.os, "linx");
// @ts-expect-error a value that no leg has, added by an entry with a comment
eq(commented.libc, "glib");
// @ts-expect-error `exclude` names a value that no leg has, below a comment
matrix({ os: ["linux", "mac"], exclude: [noted({ os: "linx" }, "Slow.")] });
// @ts-expect-error a value that no leg has
perLeg.byLeg.digest.a[23];
// @ts-expect-error an axis is missing
eq(perLeg.byLeg.digest.a, "x");

// --- declarations
// @ts-expect-error an activity type that the event does not have
triggers({ release: { types: "publish" } });
// @ts-expect-error a default of another type
flag({ default: "yes" });
// @ts-expect-error a default that reads what is not known yet
text({ default: legs.os });
// @ts-expect-error such a script takes no expressions
verbatim`echo ${github.sha}`;
