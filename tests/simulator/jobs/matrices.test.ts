import type { GivenOutcomes, JobTrace } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, jobAt, repositoryOf, runOf } from "../../helpers/simulated-files.ts";

const variations = 'docs.github.com, "Running variations of jobs in a workflow"';
const builder = "actions/runner, MatrixBuilder.cs";

interface Case {
  readonly what: string;
  readonly source: string;
  /** Behind `strategy:`. */
  readonly strategy: string;
  /** `name {matrix}` of each leg, or the code of the refusal. */
  readonly legs: readonly string[] | string;
}

const cases: readonly Case[] = [
  {
    what: "one axis",
    source: variations,
    strategy: "{matrix: {version: [10, 12, 14]}}",
    legs: ['build (10) {"version":10}', 'build (12) {"version":12}', 'build (14) {"version":14}'],
  },
  {
    what: "two axes, the first one changing last",
    source: variations,
    strategy: "{matrix: {os: [ubuntu-22.04, ubuntu-20.04], version: [10, 12]}}",
    legs: [
      'build (ubuntu-22.04, 10) {"os":"ubuntu-22.04","version":10}',
      'build (ubuntu-22.04, 12) {"os":"ubuntu-22.04","version":12}',
      'build (ubuntu-20.04, 10) {"os":"ubuntu-20.04","version":10}',
      'build (ubuntu-20.04, 12) {"os":"ubuntu-20.04","version":12}',
    ],
  },
  {
    what: "an axis of objects: each value is in the name",
    source: variations,
    strategy: "{matrix: {node: [{version: 14}, {version: 20, env: NODE_OPTIONS=--openssl-legacy-provider}]}}",
    legs: [
      'build (14) {"node":{"version":14}}',
      'build (20, NODE_OPTIONS=--openssl-legacy-provider) {"node":{"version":20,"env":"NODE_OPTIONS=--openssl-legacy-provider"}}',
    ],
  },
  {
    what: "include: what extends a combination is not in its name, what stands alone is",
    source: `${variations}, "Expanding or adding matrix configurations"; ${builder}, CreateConfiguration`,
    strategy:
      "{matrix: {fruit: [apple, pear], animal: [cat, dog], include: [{color: green}, {color: pink, animal: cat}, {fruit: apple, shape: circle}, {fruit: banana}, {fruit: banana, animal: cat}]}}",
    legs: [
      'build (apple, cat) {"fruit":"apple","animal":"cat","color":"pink","shape":"circle"}',
      'build (apple, dog) {"fruit":"apple","animal":"dog","color":"green","shape":"circle"}',
      'build (pear, cat) {"fruit":"pear","animal":"cat","color":"pink"}',
      'build (pear, dog) {"fruit":"pear","animal":"dog","color":"green"}',
      'build (banana) {"fruit":"banana"}',
      'build (banana, cat) {"fruit":"banana","animal":"cat"}',
    ],
  },
  {
    what: "include: an entry that equals a combination with what it adds",
    source: `${builder}, example 3`,
    strategy: "{matrix: {arch: [x64], include: [{arch: x64, publish: true}]}}",
    legs: ['build (x64) {"arch":"x64","publish":true}'],
  },
  {
    what: "include alone",
    source: variations,
    strategy: "{matrix: {include: [{site: production, datacenter: a}, {site: staging, datacenter: b}]}}",
    legs: [
      'build (production, a) {"site":"production","datacenter":"a"}',
      'build (staging, b) {"site":"staging","datacenter":"b"}',
    ],
  },
  {
    what: "an entry that stands alone: the axes come first in its name",
    source: `${builder}, GetUnmatchedVectors`,
    strategy: "{matrix: {os: [linux], include: [{extra: 1, os: windows}]}}",
    legs: ['build (linux) {"os":"linux"}', 'build (windows, 1) {"extra":1,"os":"windows"}'],
  },
  {
    what: "exclude",
    source: `${variations}, "Excluding matrix configurations"`,
    strategy:
      "{matrix: {os: [macos, windows], version: [12, 14, 16], environment: [staging, production], exclude: [{os: macos, version: 12, environment: production}, {os: windows, version: 16}]}}",
    legs: [
      'build (macos, 12, staging) {"os":"macos","version":12,"environment":"staging"}',
      'build (macos, 14, staging) {"os":"macos","version":14,"environment":"staging"}',
      'build (macos, 14, production) {"os":"macos","version":14,"environment":"production"}',
      'build (macos, 16, staging) {"os":"macos","version":16,"environment":"staging"}',
      'build (macos, 16, production) {"os":"macos","version":16,"environment":"production"}',
      'build (windows, 12, staging) {"os":"windows","version":12,"environment":"staging"}',
      'build (windows, 12, production) {"os":"windows","version":12,"environment":"production"}',
      'build (windows, 14, staging) {"os":"windows","version":14,"environment":"staging"}',
      'build (windows, 14, production) {"os":"windows","version":14,"environment":"production"}',
    ],
  },
  {
    what: "all of it excluded: one job with an empty matrix",
    source: "actions/runner, WorkflowTemplateEvaluator.EvaluateStrategy; pq-code-package/mlkem-native#187",
    strategy: "{matrix: {os: [linux], exclude: [{os: linux}]}}",
    legs: ["build {}"],
  },
  {
    what: "null, false, empty and zero: what is empty is not in the name",
    source: `${builder}, CreateConfiguration`,
    strategy: '{matrix: {v: [null, false, "", 0, 1.50]}}',
    legs: [
      'build {"v":null}',
      'build (false) {"v":false}',
      'build {"v":""}',
      'build (0) {"v":0}',
      'build (1.5) {"v":1.5}',
    ],
  },
  {
    what: "an axis by an expression",
    source: variations,
    strategy: "{matrix: {version: \"${{ fromJSON('[1, 2]') }}\"}}",
    legs: ['build (1) {"version":1}', 'build (2) {"version":2}'],
  },
  {
    what: "the whole matrix by an expression",
    source: 'docs.github.com, "Evaluate expressions", fromJSON',
    strategy:
      '{matrix: "${{ fromJSON(\'{\\"include\\":[{\\"project\\":\\"foo\\",\\"config\\":\\"Debug\\"},{\\"project\\":\\"bar\\",\\"config\\":\\"Release\\"}]}\') }}"}',
    legs: [
      'build (foo, Debug) {"project":"foo","config":"Debug"}',
      'build (bar, Release) {"project":"bar","config":"Release"}',
    ],
  },
  {
    what: "the whole strategy by an expression",
    source: "@actions/workflow-parser, workflow-v1.0: strategy",
    strategy: "\"${{ fromJSON('{}') }}\"",
    legs: ["build {}"],
  },
  {
    what: "values by expressions",
    source: variations,
    strategy: '{matrix: {ref: ["${{ github.ref_name }}", x]}}',
    legs: ['build (main) {"ref":"main"}', 'build (x) {"ref":"x"}'],
  },
  {
    what: "a value that is not known is a leg like others",
    source: "three values",
    strategy: '{matrix: {v: ["${{ vars.V }}", x]}}',
    legs: ['? {"v":{"unknown":["vars.V"]}}', 'build (x) {"v":"x"}'],
  },
  {
    what: "an axis without values",
    source: "aws/amazon-cloudwatch-agent#2165: Matrix vector does not contain any values",
    strategy: "{matrix: {v: []}}",
    legs: "matrix-vector-empty: `v` of `matrix` has no values",
  },
  {
    what: "an axis without values by an expression",
    source: "UMEP-dev/SUEWS#1168",
    strategy: "{matrix: {v: \"${{ fromJSON('[]') }}\"}}",
    legs: "matrix-vector-empty: `v` of `matrix` has no values",
  },
  {
    what: "a matrix without anything",
    source: "newrelic/open-install-library#703: Matrix must define at least one vector",
    strategy: "{matrix: {include: []}}",
    legs: "matrix-empty: `matrix` has no values and no entry of `include`",
  },
  {
    what: "exclude with a key of no axis",
    source: "actions/runner#2111",
    strategy: "{matrix: {include: [{service: a}], exclude: [{build: false}]}}",
    legs: "matrix-exclude-stray: `exclude` names `build`, which the matrix does not have",
  },
  {
    what: "an empty entry",
    source: `${builder}, MatrixInclude`,
    strategy: "{matrix: {v: [1], include: [{}]}}",
    legs: "matrix-filter-empty: an entry of `include` is empty",
  },
  {
    what: "an axis that is no list",
    source: "actions/runner, WorkflowTemplateConverter.ConvertToStrategy",
    strategy: "{matrix: {v: x}}",
    legs: "matrix-invalid: `v` of `matrix` is no list",
  },
  {
    what: "a matrix that is none",
    source: "actions/runner, WorkflowTemplateConverter.ConvertToStrategy",
    strategy: "{matrix: null}",
    legs: "matrix-invalid: `matrix` is no map",
  },
  {
    what: "a matrix on which GitHub fails",
    source: "actions/runner, WorkflowTemplateEvaluator.EvaluateStrategy",
    strategy: '{matrix: "${{ fromJSON(github.ref) }}"}',
    legs: "strategy-fails: GitHub fails on `fromJSON(github.ref)`: Error parsing JSON when evaluating fromJson",
  },
  {
    what: "257 legs",
    source: "docs.github.com, Actions limits",
    strategy: `{matrix: {v: [${Array.from({ length: 257 }, (_, index) => index).join(", ")}]}}`,
    legs: "matrix-too-many: `matrix` makes more than 256 jobs",
  },
  {
    what: "hostile keys",
    source: "names of objects' own members",
    strategy: "{matrix: {__proto__: [1], constructor: [a, b]}}",
    legs: ['build (1, a) {"__proto__":1,"constructor":"a"}', 'build (1, b) {"__proto__":1,"constructor":"b"}'],
  },
];

const workflow = (strategy: string, more = ""): string => `on: push
jobs:
  build:
    strategy: ${strategy}
    ${more}
    runs-on: ubuntu-24.04
    steps: [{run: a}]
`;

const built = (text: string, given: GivenOutcomes = {}): JobTrace =>
  jobAt(runOf(repositoryOf({ "main.yml": text }), "main.yml", eventOf(), given), "build");

const shown = (job: JobTrace): readonly string[] | string =>
  job.verdict === "refused"
    ? `${job.reason.code}: ${job.reason.text}`
    : job.legs.map(({ name, matrix }) => `${typeof name === "string" ? name : "?"} ${JSON.stringify(matrix)}`);

const test = suite("matrices");
for (const { what, source, strategy, legs } of cases) {
  test(`${what} (${source})`, () => {
    const job = built(workflow(strategy));
    assert.equal(shown(job), legs);
    if (job.verdict === "refused") assert.is(job.result, "failure");
  });
}

const fromNeed = (strategy: string): string => `on: push
jobs:
  list:
    outputs: {matrix: "\${{ steps.list.outputs.matrix }}"}
    runs-on: ubuntu-24.04
    steps: [{id: list, run: ./list}]
  build:
    needs: list
    strategy: ${strategy}
    runs-on: ubuntu-24.04
    steps: [{run: a, env: {K: "\${{ secrets.KEY }}"}}]
  after: {needs: build, runs-on: ubuntu-24.04, steps: [{run: a}]}
`;

test("a matrix of an output: known when it is given, else one leg stands for all, with what it depends on", () => {
  const text = fromNeed('{matrix: "${{ fromJSON(needs.list.outputs.matrix) }}"}');
  const open = built(text);
  assert.equal(open.unknownLegs, ["needs.list.outputs.matrix"]);
  assert.equal(
    open.legs.map(({ matrix, secrets }) => [matrix, secrets]),
    [[{}, ["KEY"]]],
  );
  assert.equal(
    [open.name, open.verdict, open.result, open.reason.code, open.reason.text],
    ["build", "unknown", "unknown", "legs-unknown", "its legs depend on `needs.list.outputs.matrix`"],
  );
  const byStep = built(text, { jobs: { list: { steps: { list: { outputs: { matrix: '{"v":[1,2]}' } } } } } });
  assert.equal(shown(byStep), ['build (1) {"v":1}', 'build (2) {"v":2}']);
  assert.is(byStep.unknownLegs, undefined);
  const byJob = built(text, { jobs: { list: { outputs: { matrix: '{"v":[3]}' } } } });
  assert.equal(shown(byJob), ['build (3) {"v":3}']);
  const empty = built(text, { jobs: { list: { outputs: { matrix: "" } } } });
  assert.is(empty.reason.code, "strategy-fails");
});

test("filters that compare what is not known leave the legs unknown; others do not", () => {
  const causes = (matrix: string) => built(fromNeed(`{matrix: ${matrix}}`)).unknownLegs;
  const unknown = '"${{ needs.list.outputs.matrix }}"';
  assert.equal(causes(`{v: [1, ${unknown}], exclude: [{v: 2}]}`), ["needs.list.outputs.matrix"]);
  assert.equal(causes(`{v: [1, 2], exclude: [{v: ${unknown}}]}`), ["needs.list.outputs.matrix"]);
  assert.equal(causes(`{v: [1, 2], include: [{v: ${unknown}}]}`), ["needs.list.outputs.matrix"]);
  assert.equal(causes(`{v: [1, 2], include: ${unknown}}`), ["needs.list.outputs.matrix"]);
  assert.equal(causes(`{v: ${unknown}}`), ["needs.list.outputs.matrix"]);
  assert.is(causes(`{v: [1, 2], include: [{v: 1, more: ${unknown}}]}`), undefined);
  assert.is(causes(`{v: [1, ${unknown}], w: [1, 2], exclude: [{w: 2}]}`), undefined);
});

test("`strategy` in a leg: its position, how many there are, and what is stated", () => {
  const job = built(
    workflow(
      "{matrix: {v: [a, b]}, max-parallel: 3, fail-fast: false}",
      "name: ${{ matrix.v }} ${{ strategy.job-index }}/${{ strategy.job-total }} ${{ strategy.max-parallel }} ${{ strategy.fail-fast }}",
    ),
  );
  assert.equal(
    job.legs.map(({ name }) => name),
    ["a 0/2 3 false", "b 1/2 3 false"],
  );
  const none = built(
    workflow(
      "{fail-fast: true}",
      "name: ${{ strategy.job-index }}/${{ strategy.job-total }} ${{ strategy.max-parallel }} ${{ strategy.fail-fast }} ${{ matrix.v }}.",
    ),
  );
  assert.equal(
    none.legs.map(({ name }) => name),
    ["0/1 1 true ."],
  );
});

/** Results of the legs and of the job. */
const results = (text: string, given: GivenOutcomes): readonly string[] => {
  const { legs, result } = built(text, given);
  return [...legs.map((leg) => `${leg.result}${leg.reason ? ` ${leg.reason.code}` : ""}`), result];
};
const secondFails: GivenOutcomes = { jobs: { build: { legs: { 1: { result: "failure" } } } } };

test("fail-fast: a failing leg cancels others, and which had ended is not known", () => {
  const legs = "{v: [1, 2, 3]}";
  assert.equal(results(workflow(`{matrix: ${legs}}`), secondFails), [
    "unknown fail-fast",
    "failure",
    "unknown fail-fast",
    "failure",
  ]);
  assert.equal(results(workflow(`{matrix: ${legs}, fail-fast: false}`), secondFails), [
    "success",
    "failure",
    "success",
    "failure",
  ]);
  assert.equal(results(workflow(`{matrix: ${legs}, max-parallel: 1}`), secondFails), [
    "success",
    "failure",
    "cancelled fail-fast",
    "failure",
  ]);
  const said: GivenOutcomes = { jobs: { build: { legs: { 1: { result: "failure" }, 2: { result: "success" } } } } };
  assert.equal(results(workflow(`{matrix: ${legs}}`), said), ["unknown fail-fast", "failure", "success", "failure"]);
});

test("a leg that may fail cancels no other, and its job succeeds", () => {
  const text = workflow(
    "{matrix: {v: [1, 2], include: [{v: 2, experimental: true}]}}",
    "continue-on-error: ${{ matrix.experimental == true }}",
  );
  assert.equal(results(text, secondFails), ["success", "failure", "success"]);
  assert.equal(results(text, { jobs: { build: { legs: { 0: { result: "failure" } } } } }), [
    "failure",
    "unknown fail-fast",
    "failure",
  ]);
});

test("outputs of legs: each its own name, the same text, or the last one, which is not known", () => {
  const text = `on: push
jobs:
  build:
    strategy: {matrix: {version: [1, 2]}}
    outputs:
      output_1: \${{ steps.gen.outputs.output_1 }}
      output_2: \${{ steps.gen.outputs.output_2 }}
      same: always
      none: ""
      version: \${{ matrix.version }}
    runs-on: ubuntu-24.04
    steps: [{id: gen, run: ./gen}]
`;
  const job = built(text, {
    jobs: {
      build: {
        legs: {
          0: { steps: { gen: { outputs: { output_1: "1", output_2: "" } } } },
          1: { steps: { gen: { outputs: { output_1: "", output_2: "2" } } } },
        },
      },
    },
  });
  assert.equal(JSON.parse(JSON.stringify(job.outputs)), {
    output_1: "1",
    output_2: "2",
    same: "always",
    none: "",
    version: { unknown: ["needs.build.outputs.version"] },
  });
});

test.run();
