import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository, workflowSource } from "./repository.ts";

const test = suite<TestRepository>("findings as SARIF 2.1.0");

const schema = JSON.parse(readFileSync("tests/fixtures/sarif/sarif-2.1.0.json", "utf8"));
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(
  schema,
);

const file = ".github/workflows/ci é.yml";
const text = `on:
  push:
    branches: [main]
    branches-ignore: [old]
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - run: "true"
`;

interface Sarif {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly Record<string, unknown>[];
    },
  ];
}

function parse(stdout: string): Sarif {
  const log = JSON.parse(stdout);
  validate(log);
  assert.equal(validate.errors, null);
  return log;
}

test.before.each((repository) => void Object.assign(repository, makeRepository({ [file]: text })));
test.after.each((repository) => repository.dispose());

test("are valid, with the rule, the place, what it has to do with, and a print", async ({ run, write }) => {
  const { stdout, code } = await run(["lint", "--format", "sarif"]);
  assert.is(code, 1);
  const [{ tool, results }] = parse(stdout).runs;
  assert.equal(
    tool.driver.rules.map(({ id }) => id),
    ["filters-exclusive"],
  );
  const [{ partialFingerprints, message, ...result } = {}] = results;
  const uri = ".github/workflows/ci%20%C3%A9.yml";
  assert.equal(result, {
    ruleIndex: 0,
    ruleId: "filters-exclusive",
    level: "error",
    rank: 90,
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri },
          region: { startLine: 4, startColumn: 22, endLine: 4, endColumn: 27 },
        },
      },
    ],
    relatedLocations: [
      {
        id: 1,
        message: { text: "`branches` is given here." },
        physicalLocation: {
          artifactLocation: { uri },
          region: { startLine: 3, startColumn: 15, endLine: 3, endColumn: 21 },
        },
      },
    ],
    properties: { confidence: "high" },
  });
  assert.match((message as { text: string }).text, /single event\. Keep `branches`/);
  write(file, `# moved\n${text}`);
  const [moved] = parse((await run(["lint", "--format", "sarif"])).stdout).runs[0].results ?? [];
  assert.equal(moved?.partialFingerprints, partialFingerprints);
  assert.not.equal(moved?.locations, result.locations);
});
test("are valid where there are none, and of a whole file", async ({ run, write }) => {
  write(file, text.replace("    branches-ignore: [old]\n", ""));
  assert.equal(parse((await run(["lint", "--format", "sarif"])).stdout).runs[0].results, []);
  const [missing] = parse((await run(["lint", "none", "--format", "sarif"])).stdout).runs[0].results ?? [];
  assert.equal(missing?.locations, [{ physicalLocation: { artifactLocation: { uri: "none" } } }]);
});
test("two of one sentence in one node have prints of their own", async ({ run, write }) => {
  const step = "      - uses: actions/checkout@v5\n        wiht: {}\n";
  write(file, text.replace('      - run: "true"\n', step + step));
  const results = parse((await run(["lint", "--format", "sarif"])).stdout).runs[0].results ?? [];
  const prints = results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
  assert.ok(results.length >= 3);
  assert.is(new Set(prints).size, results.length);
});
test("of sources stand at the TypeScript, drift included", async ({ run, write }) => {
  write("workflows-src/ci.workflow.ts", workflowSource("ci"));
  const { stdout, code } = await run(["check", "--no-types", "--format", "sarif"]);
  assert.is(code, 1);
  const ids = parse(stdout).runs[0].results.map(({ ruleId }) => ruleId);
  assert.equal(ids, ["file-missing"]);
});
test.run();
