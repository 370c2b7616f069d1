import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findings } from "./findings.ts";

const said = (jobs: string, code: string, target?: "ghes-3.20") =>
  findings({ ci: `on: push\njobs: {${jobs}}` }, target ? { target } : {})
    .filter((line) => line.includes(` ${code}: `))
    .map((line) => line.replace(/^ci /, ""));
const upload = (inputs = "name: x", more = "", uses = "actions/upload-artifact@v4") =>
  `{uses: ${uses}, ${more} with: {${inputs}, path: p}}`;
const job = (id: string, step: string, more = "") => `${id}: {runs-on: ubuntu-24.04, ${more} steps: [${step}]}`;
const matrix = (text: string) => `strategy: {matrix: ${text}},`;

const legs = suite("artifact-name-of-legs");
legs("says how many legs meet, at the name or where it is missing", () => {
  assert.equal(said(job("a", upload(), matrix("{v: [1, 2, 3]}")), "artifact-name-of-legs"), [
    'jobs.a.steps.0.with.name warning artifact-name-of-legs: 3 legs of the job "a" upload an artifact "x": an artifact cannot be changed once it is there, so GitHub refuses all but the first, and their steps fail.',
  ]);
  assert.equal(said(job("a", upload("retention-days: 1"), matrix("{v: [1, 2]}")), "artifact-name-of-legs"), [
    'jobs.a.steps.0.uses warning artifact-name-of-legs: 2 legs of the job "a" upload an artifact "artifact": an artifact cannot be changed once it is there, so GitHub refuses all but the first, and their steps fail.',
  ]);
});
const both = "{os: [l, w], v: [1, 2]}";
for (const [name, axes, count] of [
  ["x-${{ github.sha }}", both, "4"],
  ["x-${{ matrix.os }}", both, "2"],
  ["x-${{ MATRIX.OS }}", both, "2"],
  ["x-${{ format('{0}', matrix.os) }}", both, "2"],
  ["x-${{ matrix.c.os }}", "{c: [{os: l, v: 1}, {os: l, v: 2}, {os: w}]}", "2"],
  ["x-${{ matrix.none }}", both, "4"],
  ["x-${{ matrix.os }}-${{ matrix.v }}", both, undefined],
  ["x-${{ matrix.c.v }}", "{c: [{v: 1}, {v: 2}]}", undefined],
  ["x-${{ strategy.job-index }}", both, undefined],
  ["x-${{ env.V }}", both, undefined],
  ["x-${{ steps.s.outputs.v }}", both, undefined],
  ["x-${{ hashFiles('a') }}", both, undefined],
  ["x-${{ broken", both, undefined],
  ["x", '"${{ fromJSON(inputs.m) }}"', undefined],
  ["x", "{v: [1]}", undefined],
  ["x", "5", undefined],
] as const) {
  legs(`${name} of ${axes}`, () => {
    const [line] = said(job("a", upload(`name: "${name}"`), matrix(axes)), "artifact-name-of-legs");
    assert.is(line && /: (\d+) legs/.exec(line)?.[1], count);
  });
}
legs("says nothing where the second upload is meant, or may not happen", () => {
  for (const step of [
    upload("name: x, overwrite: true"),
    upload('name: x, overwrite: "${{ inputs.o }}"'),
    upload("name: x, archive: false"),
    upload("name: 5"),
    upload("name: x", 'if: "matrix.v == 1",'),
    upload("name: x", "if: steps.a.outputs.b,"),
    upload("name: x", "if: false,"),
    upload("name: x", "continue-on-error: true,"),
    upload("name: x", "", "actions/upload-artifact@v3"),
    upload("name: x", "", "actions/upload-artifact@v3.1.2"),
    upload("name: x", "", "actions/upload-artifact/merge@v4"),
    upload("name: x", "", "other/upload-artifact@v4"),
  ]) {
    assert.equal(said(job("a", step, matrix("{v: [1, 2]}")), "artifact-name-of-legs"), [], step);
  }
  assert.equal(said(job("a", upload(), matrix("{v: [1, 2]}")), "artifact-name-of-legs", "ghes-3.20"), []);
});
legs("says it under a condition that all legs share", () => {
  for (const condition of ["always()", "github.event_name == 'push'", "${{ !cancelled() }}", "true"]) {
    const found = said(
      job("a", upload("name: x", `if: "${condition}",`), matrix("{v: [1, 2]}")),
      "artifact-name-of-legs",
    );
    assert.is(found.length, 1, condition);
  }
});
legs.run();

const taken = suite("artifact-name-taken");
taken("names the job of the other, whatever the case", () => {
  assert.equal(said(`${job("a", upload("name: Data"))}, ${job("b", upload("name: data"))}`, "artifact-name-taken"), [
    'jobs.b.steps.0.with.name warning artifact-name-taken: The job "a" uploads an artifact "data" as well: an artifact cannot be changed once it is there, so GitHub refuses the second, and its step fails.',
  ]);
  assert.equal(said(job("a", `${upload()}, ${upload()}`), "artifact-name-taken"), [
    'jobs.a.steps.1.with.name warning artifact-name-taken: An earlier step of this job uploads an artifact "x" as well: an artifact cannot be changed once it is there, so GitHub refuses the second, and its step fails.',
  ]);
});
taken("says nothing where one may be there in place of the other", () => {
  for (const jobs of [
    `${job("a", upload(), "if: github.ref == 'x',")}, ${job("b", upload())}`,
    `${job("a", upload())}, ${job("b", upload("name: x", "if: failure(),"))}`,
    `${job("a", upload('name: "x-${{ matrix.v }}"'))}, ${job("b", upload('name: "x-${{ matrix.v }}"'))}`,
    `${job("a", upload())}, ${job("b", upload("name: x, overwrite: true"))}`,
    `${job("a", upload())}, ${job("b", upload("name: y"))}`,
  ]) {
    assert.equal(said(jobs, "artifact-name-taken"), [], jobs);
  }
});
taken.run();

const early = suite("artifact-downloaded-early");
const download = (inputs = "name: x") => `{uses: actions/download-artifact@v4, with: {${inputs}}}`;
early("names the job that has to end first", () => {
  assert.equal(said(`${job("a", upload())}, ${job("b", download())}`, "artifact-downloaded-early"), [
    'jobs.b.steps.0.with.name warning artifact-downloaded-early: The job "b" downloads the artifact "x", which the job "a" uploads, and does not need it: it may start before the artifact is there, and then the step fails.',
  ]);
  assert.is(
    said(`${job("a", upload("name: x, overwrite: true"))}, ${job("b", download())}`, "artifact-downloaded-early")
      .length,
    1,
  );
});
early("says nothing where it is there, or may be", () => {
  for (const jobs of [
    `${job("a", upload())}, ${job("b", download(), "needs: [A],")}`,
    `${job("a", upload())}, ${job("m", "{run: x}", "needs: a,")}, ${job("b", download(), "needs: m,")}`,
    job("b", `${upload()}, ${download()}`),
    job("b", download()),
    `${job("a", upload())}, c: {uses: ./.github/workflows/c.yml}, ${job("b", download(), "needs: c,")}`,
    ...["name: x, run-id: 5", "name: x, repository: o/r", "name: 5", "pattern: x", 'name: "${{ matrix.x }}"'].map(
      (inputs) => `${job("a", upload())}, ${job("b", download(inputs))}`,
    ),
    `${job("a", upload())}, ${job("b", download(), "needs: b,")}`.replace("needs: b", "needs: [a, 5]"),
  ]) {
    assert.equal(said(jobs, "artifact-downloaded-early"), [], jobs);
  }
});
early.run();
