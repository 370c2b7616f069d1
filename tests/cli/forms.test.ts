import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkWorkflow } from "../helpers/judge-text.ts";
import { makeRepository } from "./repository.ts";

const test = suite("yardmaster: forms that GitHub takes come out as they are");

/** The body of the one file that a source makes; what was said, when it was not written. */
async function gen(source: string): Promise<string> {
  const text = `import { background, format, fromJSON, job, number, run, sh, text, triggers, waitAll, workflow } from "yardmaster";\n${source}`;
  const repository = makeRepository({ "workflows-src/w.workflow.ts": text });
  try {
    const { code, stderr } = await repository.run(["gen"], { checkText: checkWorkflow });
    if (code !== 0) return stderr;
    return repository.read(".github/workflows/w.yml").split("\n\n").slice(1).join("\n\n");
  } finally {
    repository.dispose();
  }
}

test("whole maps and lists that are expressions, nulls, plain outputs, a description", async () => {
  assert.is(
    await gen(`const { on, vars } = triggers({ push: null }, { vars: ["RUNNER", "MAP"] });
export const w = workflow("w", {
  description: "What it is for",
  on,
  env: fromJSON(vars.MAP),
  permissions: {},
  jobs: [
    job("whole", {
      "runs-on": fromJSON(vars.RUNNER, "string[]"),
      env: fromJSON(vars.MAP),
      container: fromJSON(vars.MAP),
      services: fromJSON(vars.MAP),
      outputs: { plain: "text" },
      steps: [run({ env: fromJSON(vars.MAP), shell: "bash" }, sh\`make\`)],
    }),
    job("parts", {
      "runs-on": "ubuntu-24.04",
      env: { EMPTY: null },
      container: { image: "i", env: fromJSON(vars.MAP), ports: fromJSON(vars.MAP) },
      services: { one: fromJSON(vars.MAP) },
      steps: [background(run({ shell: "bash" }, sh\`make\`)), waitAll()],
    }),
  ],
});
`),
    `name: w
description: What it is for

on:
  push:

permissions: {}
env: \${{ fromJSON(vars.MAP) }}

jobs:
  whole:
    runs-on: \${{ fromJSON(vars.RUNNER) }}
    outputs:
      plain: text
    env: \${{ fromJSON(vars.MAP) }}
    container: \${{ fromJSON(vars.MAP) }}
    services: \${{ fromJSON(vars.MAP) }}
    steps:
      - run: make
        env: \${{ fromJSON(vars.MAP) }}
        shell: bash

  parts:
    runs-on: ubuntu-24.04
    env:
      EMPTY:
    container:
      image: i
      env: \${{ fromJSON(vars.MAP) }}
      ports: \${{ fromJSON(vars.MAP) }}
    services:
      one: \${{ fromJSON(vars.MAP) }}
    steps:
      - run: make
        shell: bash
        background: true

      - wait-all: true
`,
  );
});
test("events, inputs and outputs of called workflows", async () => {
  assert.is(
    await gen(`const { on, vars, inputs, github } = triggers({
  repository_dispatch: null,
  schedule: [{ cron: "20/15 * * * *" }],
  workflow_dispatch: { inputs: { UP: text({ default: true }), count: number({ default: "3" }) } },
  workflow_call: { inputs: { tag: text({ default: 3 }) } },
}, { vars: ["V"] });
const one = job("one", { "runs-on": "ubuntu-24.04", outputs: { o: "x" }, steps: [run(sh\`make\`)] });
export const w = workflow("w", {
  name: null,
  on,
  permissions: {},
  outputs: { job: one.outputs.o, vars: vars.V, both: { value: format\`\${inputs.tag}-\${github.sha}\` }, plain: "text", said: { description: "d", value: "text" } },
  jobs: [one],
});
`),
    `on:
  repository_dispatch:
  schedule:
    - cron: 20/15 * * * *
  workflow_dispatch:
    inputs:
      UP:
        default: true
        type: string
      count:
        default: "3"
        type: number
  workflow_call:
    inputs:
      tag:
        default: 3
        type: string
    outputs:
      job:
        value: \${{ jobs.one.outputs.o }}
      vars:
        value: \${{ vars.V }}
      both:
        value: \${{ inputs.tag }}-\${{ github.sha }}
      plain:
        value: text
      said:
        description: d
        value: text

permissions: {}

jobs:
  one:
    runs-on: ubuntu-24.04
    outputs:
      o: x
    steps:
      - run: make
`,
  );
});
test.run();
