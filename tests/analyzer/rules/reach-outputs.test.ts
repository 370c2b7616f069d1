import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findings } from "./findings.ts";

const only =
  (...codes: readonly string[]) =>
  (lines: readonly string[]) =>
    lines.filter((line) => codes.some((code) => line.includes(` ${code}: `))).map((line) => line.replace(/^ci /, ""));

const written = suite("output-never-written");
const ofOutputs = only("output-never-written");

/** What is said where a step "s" is read; the sentence begins where it is the same for all. */
function read(step: string, job = "", text = "${{ steps.s.outputs.tag }}"): readonly string[] {
  const ci = `on: push\njobs: {a: {runs-on: ubuntu-24.04, ${job} steps: [{id: s, ${step}}, {run: x, env: {T: "${text}"}}]}}`;
  return ofOutputs(findings({ ci })).map((line) =>
    line.replace(/The script of the step "s" never writes an output /, ""),
  );
}
const at = "jobs.a.steps.1.env.T warning output-never-written:";
const nothing = [`${at} "tag": what reads it gets an empty text.`];

for (const [step, expected] of [
  ["run: 'echo \"tag=1\"'", nothing],
  ["run: 'echo \"tag=1\" >> $GITHUB_ENV'", nothing],
  ["run: 'echo \"tags=1\" >> $GITHUB_OUTPUT'", [`${at} "tag", only "tags": what reads it gets an empty text.`]],
  ["run: 'echo \"TAG=1\" >> $GITHUB_OUTPUT'", []],
  ["run: ./decide", []],
  ["run: 'echo \"tag=1\"', shell: pwsh", nothing],
  ["run: 'print(1)', shell: python", nothing],
  ["run: 'echo 1', shell: perl", []],
  ["run: 'echo 1', shell: '${{ matrix.shell }}'", []],
  [
    "uses: actions/github-script@v8, with: {script: 'core.setOutput(\"tags\", 1)'}",
    [`${at} "tag", only "result", "tags": what reads it gets an empty text.`],
  ],
  ["uses: actions/github-script@v8, with: {script: 5}", []],
  ["uses: actions/github-script@v8", []],
  ["uses: actions/checkout@v4", []],
  ["run: 5", []],
] as const) {
  written(step, () => assert.equal(read(step), expected));
}
written("in the shell that the job, the workflow or the runner gives", () => {
  const run = "run: 'echo \"tag=1\" >> $GITHUB_OUTPUT'";
  assert.equal(read(run, "defaults: {run: {shell: pwsh}},"), []);
  assert.equal(read(run, "container: x,"), []);
  const ci = `on: push\njobs: {a: {runs-on: "\${{ matrix.os }}", steps: [{id: s, run: echo 1}, {run: "\${{ steps.s.outputs.x }}"}]}}`;
  assert.equal(ofOutputs(findings({ ci })), []);
});
written("of what it cannot know: another job's step, an id that is there twice or not, and all outputs at once", () => {
  for (const text of [
    "${{ steps.t.outputs.tag }}",
    "${{ toJSON(steps.s.outputs) }}",
    "${{ steps.s.outputs[github.x] }}",
  ]) {
    assert.equal(read("run: echo 1", "", text), []);
  }
  assert.equal(read("run: echo 1}, {id: S, run: ./x", ""), []);
});
written("in outputs of a job, in a condition, and however it is spelled", () => {
  const ci = [
    "on: push",
    "jobs:",
    "  a:",
    "    runs-on: ubuntu-24.04",
    "    outputs: {o: \"${{ Steps.S['outputs'].tag }}\"}",
    "    steps:",
    '      - {id: s, run: \'echo "tags=1" >> "$GITHUB_OUTPUT"\'}',
    "      - {run: x, if: steps.s.outputs.tag == 'a' && steps.s.outputs.tags}",
  ].join("\n");
  assert.equal(
    ofOutputs(findings({ ci })).map((line) => line.slice(0, line.indexOf(" warning"))),
    ["jobs.a.outputs.o", "jobs.a.steps.1.if"],
  );
});
written.run();

const legs = suite("legs-overwrite-output");
const ofLegs = only("legs-overwrite-output");
function overwritten(job: string, read = "${{ needs.a.outputs.o }}"): readonly string[] {
  const ci = `on: push\njobs:\n  a: {runs-on: ubuntu-24.04, outputs: {o: "\${{ steps.s.outputs.x }}"}, ${job}}\n  b: {needs: a, runs-on: x, steps: [{run: "${read}"}]}`;
  return ofLegs(findings({ ci }));
}
const run = `steps: [{id: s, run: 'echo "x=$V" >> $GITHUB_OUTPUT', env: {V: "\${{ matrix.v }}"}}]`;
const two = "strategy: {matrix: {v: [1, 2]}}";
legs("says it of a value that each leg has of its own, and that something reads", () => {
  assert.equal(overwritten(`${two}, ${run}`), [
    'jobs.a.outputs.o warning legs-overwrite-output: The 2 legs of the job "a" set one output "o" each from its own values: they overwrite each other, and what reads it gets that of the leg that ended last.',
  ]);
  assert.is(overwritten(`${two}, steps: [{id: s, uses: x/y@v1, with: {v: "\${{ matrix.v }}"}}]`).length, 1);
});
legs("says nothing where legs do not differ, are not known, or nobody reads", () => {
  for (const job of [
    run,
    `strategy: {matrix: {v: [1]}}, ${run}`,
    `strategy: {matrix: {v: "\${{ fromJSON(inputs.v) }}"}}, ${run}`,
    `strategy: {matrix: [1, 2]}, ${run}`,
    `${two}, steps: [{id: s, run: 'echo "x=1" >> $GITHUB_OUTPUT'}]`,
    `${two}, steps: [{id: s, if: "matrix.v == 1", run: 'echo "x=$V" >> $GITHUB_OUTPUT', env: {V: "\${{ matrix.v }}"}}]`,
    `${two}, steps: [{id: s, run: '[ $V = 1 ] && echo "x=$V" >> $GITHUB_OUTPUT', env: {V: "\${{ matrix.v }}"}}]`,
    `${two}, steps: [{id: s, run: 'echo "$V=1" >> $GITHUB_OUTPUT', env: {V: "\${{ matrix.v }}"}}]`,
    `${two}, steps: 5`,
  ]) {
    assert.equal(overwritten(job), [], job);
  }
  assert.equal(overwritten(`${two}, ${run}`, "${{ needs.a.result }}"), []);
});
legs.run();
