import { knownMistakes } from "@yardmaster/analyzer";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkWorkflow, readWorkflow } from "../helpers/judge-text.ts";

const file = ".github/workflows/t.yml";
const none = () => undefined;
const steps = "runs-on: x, steps: [{ run: y }]";

const rows = suite("the table of the parser's known mistakes");
for (const { id, example } of knownMistakes) {
  const read = async (mistakes: typeof knownMistakes) =>
    (await readWorkflow({ file, text: example }, none, { mistakes, without: [] })).map(({ reason }) => reason);
  rows(`${id}: the package refuses it, and without the row it would be refused here`, async () => {
    assert.ok((await read([])).length > 0, "the package takes it now: delete the row");
    assert.ok((await read(knownMistakes.filter((row) => row.id !== id))).length > 0, "another row covers it");
    assert.equal(await read(knownMistakes), []);
  });
}
rows("says of each where GitHub's own behaviour is seen, and when", () => {
  assert.equal(new Set(knownMistakes.map(({ id }) => id)).size, knownMistakes.length);
  for (const { id, evidence } of knownMistakes) assert.match(evidence, /read \d{4}-\d\d/, id);
});
rows.run();

async function check(text: string): Promise<readonly string[]> {
  const found = await checkWorkflow({ file, text }, none);
  return found.map(({ severity, message, place }) => {
    const location = place && "location" in place ? place.location : undefined;
    return `${location?.line}:${location?.column} ${severity} ${message.replace("GitHub's parser refuses this: ", "")}`;
  });
}

const rest = suite("what is overruled hides nothing else");
rest("an expression as a whole map is still read: its contexts and its syntax", async () => {
  const job = (keys: string) => `on: push\njobs:\n  a:\n    ${keys}\n    runs-on: x\n    steps: [{ run: y }]\n`;
  assert.equal(await check(job('env: "${{ fromJSON(steps.s.outputs.e) }}"')), [
    "4:11 error Unrecognized named-value: 'steps'.",
    "4:10 error Unexpected value '${{ fromJSON(steps.s.outputs.e) }}'.",
    "4:10 error Unexpected type 'StringToken' encountered while reading 'job env'. The type 'MappingToken' was expected.",
  ]);
  assert.match((await check(job('services: "${{ fromJSON(vars.S }}"'))).join(), "4:15 error ");
  assert.match((await check(job("env: [a]"))).join(), "4:10 error A sequence was not expected");
  assert.match((await check(job("services: postgres"))).join(), "4:15 error ");
});
rest("mistakes behind it in the same job, and between jobs, are found", async () => {
  const text = `on: push
jobs:
  a:
    services: \${{ fromJSON(vars.S) }}
    env: \${{ fromJSON(vars.E) }}
    runs-on: x
    steps:
      - run: y
        env: \${{ fromJSON(vars.E) }}
        id: one
      - run: z
        id: one
  b:
    needs: c
    runs-on: x
    steps: [{ run: y }]
`;
  assert.equal(await check(text), [
    "12:13 error The identifier 'one' may not be used more than once within the same scope.",
    "14:12 error Job 'b' depends on unknown job 'c'.",
  ]);
});
rest("the nearest wrong shapes stay refused", async () => {
  const on = (events: string) => check(`on: ${events}\njobs: { a: { ${steps} } }`);
  const first = async (events: string) => (await on(events))[0] ?? "";
  assert.equal(await on("{ workflow_dispatch: { inputs: { a: { typ: string } } } }"), [
    "1:43 error Unexpected value 'typ'.",
  ]);
  assert.is(await first("{ workflow_dispatch: { inputs: [a] } }"), "1:36 error A sequence was not expected.");
  assert.equal(await on("{ workflow_call: { inputs: { a: { type: int } } } }"), ["1:45 error Unexpected value 'int'."]);
  // The runner's parser takes null for the inputs of workflow_dispatch alone.
  assert.is(await first("{ workflow_call: { inputs: } }"), "1:32 error Unexpected value ''.");
  assert.match(
    await first('{ workflow_dispatch: { inputs: { a: { type: boolean, default: "x" } } } }'),
    "1:67 error Unexpected type 'StringToken' encountered while reading 'input default'.",
  );
  assert.equal(await on("{ merge_group: { pathz: [a] } }"), ["1:22 error Unexpected value 'pathz'."]);
  assert.is(await first("{ merge_group: { paths: { a: b } } }"), "1:29 error A mapping was not expected.");
  assert.equal(await on("{ create: { tag: [a] } }"), ["1:17 error Unexpected value 'tag'."]);
  assert.equal(await on("[push, repository_dispach]"), ["1:12 error Unexpected value 'repository_dispach'."]);
  assert.is(await first("{ pull_request: { types: [1, [a]] } }"), "1:34 error A sequence was not expected.");
  assert.equal(await check(`on: push\njobs: { a: { needs: B, ${steps} }, b: { needs: [A], ${steps} } }`), [
    "2:7 error The workflow must contain at least one job with no dependencies.",
  ]);
  assert.equal(await check(`on: push\njobs: { a: { ${steps} }, b: { needs: [A, C], ${steps} } }`), [
    "2:65 error Job 'b' depends on unknown job 'C'.",
  ]);
});
rest("forms that GitHub takes and the package takes as well", async () => {
  for (const text of [
    `on: push\ndescription: What it is for\njobs: { a: { ${steps} } }`,
    `on: push\nenv: { A: }\njobs: { a: { env: { B: }, outputs: { o: plain, n: 3 }, runs-on: x, steps: [{ run: y, env: { C: } }] } }`,
    'on: push\njobs: { a: { runs-on: "${{ fromJSON(vars.R) }}", container: "${{ fromJSON(vars.C) }}", steps: [{ run: y }, { wait-all: }] } }',
    `on: { workflow_call: { outputs: { a: { value: "\${{ vars.a }}" }, b: { value: "\${{ inputs.b }}-\${{ github.sha }}" }, c: { value: text } } } }\njobs: { a: { ${steps} } }`,
    `on: { workflow_dispatch: { inputs: { n: { type: number, default: "3" } } } }\njobs: { a: { ${steps} } }`,
    `on: { schedule: [{ cron: "20/15 * * * *" }] }\njobs: { a: { ${steps} } }`,
  ])
    assert.equal(await check(text), [], text);
});
rest.run();
