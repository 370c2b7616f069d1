// Compiled by `npm run typecheck`, never run: whole maps and lists as expressions, and forms that GitHub takes.

import { firstOf, flag, format, fromJSON, job, number, queueAll, run, sh, text, triggers, workflow } from "yardmaster";

const { on, vars, github } = triggers({ push: null }, { vars: ["RUNNER", "MAP"] });
const steps = [run(sh`true`)];

export const made = job("made", {
  "runs-on": fromJSON(vars.RUNNER, "string[]"),
  env: fromJSON(vars.MAP),
  container: fromJSON(vars.MAP),
  services: fromJSON(vars.MAP),
  environment: fromJSON(vars.MAP),
  concurrency: fromJSON(vars.MAP),
  defaults: { run: fromJSON(vars.MAP) },
  outputs: { plain: "text", count: 3 },
  steps: [run({ env: fromJSON(vars.MAP) }, sh`true`), run({ env: { EMPTY: null } }, sh`true`)],
});
export const parts = job("parts", {
  "runs-on": { labels: fromJSON(vars.RUNNER, "string[]") },
  env: { EMPTY: null },
  container: { image: "i", env: fromJSON(vars.MAP), ports: fromJSON(vars.MAP), credentials: fromJSON(vars.MAP) },
  services: { one: fromJSON(vars.MAP) },
  steps,
});
// @ts-expect-error a text is no map of variables
job("a", { "runs-on": "x", env: github.ref, steps });
// @ts-expect-error a condition is no map of services
job("a", { "runs-on": "x", services: firstOf(github.ref_protected, false), steps });
// @ts-expect-error a number names no runner
job("a", { "runs-on": fromJSON(vars.RUNNER, "number"), steps });
// @ts-expect-error `defaults.run` of a workflow takes no expression
workflow("w", { on, defaults: { run: fromJSON(vars.MAP) }, jobs: [] });

job("a", { "runs-on": "x", concurrency: queueAll("g"), steps });
job("a", { "runs-on": "x", concurrency: { group: "g", queue: "max", "cancel-in-progress": false }, steps });
// @ts-expect-error GitHub refuses `queue: max` with `cancel-in-progress: true`
job("a", { "runs-on": "x", concurrency: { group: "g", queue: "max", "cancel-in-progress": true }, steps });

const called = triggers({ workflow_call: { inputs: { tag: text() } } }, { vars: ["V"] });
workflow("called", {
  description: "What it is for",
  on: called.on,
  outputs: {
    job: made.outputs.plain,
    vars: called.vars.V,
    both: { value: format`${called.inputs.tag}-${called.github.sha}` },
    plain: "text",
  },
  jobs: [made],
});
// @ts-expect-error an output of a called workflow reads no steps
workflow("called", { on: called.on, outputs: { a: called.env }, jobs: [made] });

triggers({
  workflow_dispatch: { inputs: { a: text({ default: true }), b: text({ default: 3 }), c: number({ default: "3" }), UP: flag() } },
  merge_group: { paths: ["a"] },
  create: { tags: ["v*"] },
});
// @ts-expect-error a default that is no number
number({ default: "three" });
// @ts-expect-error `issues` has no paths
triggers({ issues: { paths: ["a"] } });
