import { symlinkSync } from "node:fs";
import { runYardmaster } from "@yardmaster/cli";
import { nodeFiles } from "@yardmaster/compiler";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

const test = suite("yardmaster: raw overrules what is known here");

/** What `gen` says of a workflow's keys, and whether it wrote the file. */
async function gen(keys: string, events = "{ push: null }"): Promise<readonly string[]> {
  const text = `import { job, raw, run, sh, triggers, workflow } from "yardmaster";
const on = triggers(${events} as never).on;
const steps = [run(sh\`true\`)];
export const w = workflow("w", { on, permissions: {}, ${keys.includes("jobs:") ? "" : 'jobs: [job("a", { "runs-on": "ubuntu-24.04", steps })],'} ${keys} } as never);
`;
  const repository = makeRepository({ "workflows-src/w.workflow.ts": text });
  repository.remove("node_modules");
  symlinkSync(`${process.cwd()}/node_modules`, `${repository.root}/node_modules`);
  const said: string[] = [];
  const stdout = { write: () => undefined, isTerminal: false };
  const stderr = { write: (line: string) => void said.push(line), isTerminal: false };
  const host = { cwd: repository.root, env: {}, files: nodeFiles, now: () => new Date(0), stdout, stderr };
  try {
    const code = await runYardmaster(["gen"], host);
    const findings = said
      .join("")
      .split("\n")
      .filter((line) => / (?:error|warning) [a-z-]+: /.test(line))
      .map((line) => line.replace("GitHub's parser refuses this: ", ""));
    return [
      ...findings,
      code === 0 ? repository.read(".github/workflows/w.yml").split("\n\n").slice(1).join("\n\n") : `exit ${code}`,
    ];
  } finally {
    repository.dispose();
  }
}

/** The findings alone, and `written` or the exit code. */
async function verdict(keys: string, events?: string): Promise<readonly string[]> {
  const lines = await gen(keys, events);
  return [...lines.slice(0, -1), lines.at(-1)?.startsWith("exit") ? (lines.at(-1) ?? "") : "written"];
}

const at = "workflows-src/w.workflow.ts:4:18";
const refused = "refused-by-github: Unexpected value";
const unknown = (holder: string, key: string) =>
  `key-unknown: ${holder} has no key "${key}", and GitHub refuses the workflow.`;
const why = (reason: string) => `It is let through as \`raw\`: ${reason}.`;

test("a key that the parser does not know is written, with the author's reason", async () => {
  assert.equal(await gen('raw: raw({ retention: { days: 3 } }, "new in December.")'), [
    `${at} warning ${unknown("A workflow", "retention")} ${why("new in December")}`,
    `name: w

on:
  push:

permissions: {}

jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: "true"

retention:
  days: 3
`,
  ]);
});
test("a mistake beside it still stops the run", async () => {
  const raw = 'raw: raw({ retention: 1 }, "new")';
  assert.equal(await verdict(`${raw}, env: { A: [] as never }`), [
    `${at} warning ${unknown("A workflow", "retention")} ${why("new")}`,
    `${at} error refused-by-github: A sequence was not expected.`,
    "exit 1",
  ]);
  assert.equal(await verdict(`${raw}, ...{ wrong: 1 }`), [
    `${at} error ${unknown("A workflow", "wrong")}`,
    `${at} warning ${unknown("A workflow", "retention")} ${why("new")}`,
    "exit 1",
  ]);
});
test("values and keys of jobs and steps, each with its own reason", async () => {
  const jobs = `jobs: [job("a", {
    "runs-on": "ubuntu-24.04", if: raw("github.ref ==", "newer"), outputs: raw("none", "newest"), services: raw("none", "new"),
    steps: [run({ name: "n", raw: raw({ then: 1 }, "later") }, sh\`true\`)],
  })]`;
  const job = "workflows-src/w.workflow.ts:4:63 warning";
  assert.equal(await verdict(jobs), [
    `${job} ${refused} 'none'. ${why("newest")}`,
    `${job} ${refused} 'none'. ${why("new")}`,
    `${job} refused-by-github: Unexpected end of expression: '=='. ${why("newer")}`,
    `${job} refused-by-github: Unexpected type 'StringToken' encountered while reading 'job outputs'. The type 'MappingToken' was expected. ${why("newest")}`,
    `${job} refused-by-github: Unexpected type 'StringToken' encountered while reading 'services'. The type 'MappingToken' was expected. ${why("new")}`,
    `workflows-src/w.workflow.ts:6:13 warning ${unknown("A step", "then")} ${why("later")}`,
    "written",
  ]);
});
test("what the rules of this program refuse", async () => {
  assert.equal(await verdict("", '{ schedule: [{ cron: raw("@daily", "since 2027") }] }'), [
    `workflows-src/w.workflow.ts:2:12 warning cron-invalid: The schedule "@daily" is no cron: it has 1 fields, not 5. ${why("since 2027")}`,
    `workflows-src/w.workflow.ts:2:12 warning refused-by-github: Invalid cron expression. Expected format: '* * * * *' (minute hour day month weekday). ${why("since 2027")}`,
    "written",
  ]);
  assert.equal(await verdict("", '{ pull_request: { types: [raw("reopend", "really")] } }'), [
    `workflows-src/w.workflow.ts:2:12 warning activity-type-misspelled: The event \`pull_request\` has no activity "reopend". ${why("really")}`,
    "written",
  ]);
  assert.equal(await verdict("", '{ push: raw({ paths: ["a"], "paths-ignore": ["b"] }, "both since 2027") }'), [
    `workflows-src/w.workflow.ts:2:12 warning filters-exclusive: GitHub refuses the event \`push\`: you may only define one of \`paths\` and \`paths-ignore\` for a single event. ${why("both since 2027")}`,
    "written",
  ]);
});
test.run();
