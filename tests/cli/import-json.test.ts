import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository, type TestRepository } from "./repository.ts";

// The contract of `import --prove --format json`, as docs/import.md has it.

const test = suite<TestRepository>("yardmaster import --format json");
const [, schema = ""] = /^```json schema\n([\s\S]*?)^```$/m.exec(readFileSync("docs/import.md", "utf8")) ?? [];
const validate = new Ajv({ strict: true }).compile(JSON.parse(schema));
const problems = (value: unknown): string => (validate(value) ? "" : JSON.stringify(validate.errors));

test.before.each((repository) => {
  Object.assign(
    repository,
    makeRepository({
      ".github/workflows/ci.yml":
        "# A comment.\non: push\njobs:\n  a:\n    if: github.ref == 'refs/heads/main'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm test\n",
      ".github/workflows/torn.yml": "on: push\njobs: [\n",
    }),
  );
});
test.after.each((repository) => repository.dispose());

test("counts files, what is proved, expressions and comments, and lists what is refused", async ({ run }) => {
  const { code, stdout, stderr } = await run(["import", "--prove", "--format", "json"]);
  assert.equal([code, stderr], [2, ""]);
  const said = JSON.parse(stdout);
  assert.is(problems(said), "");
  const [{ reason, ...refused }, ...more] = said.refused;
  assert.equal(
    { ...said, refused: [refused, ...more] },
    {
      files: 2,
      proved: 1,
      refused: [{ file: ".github/workflows/torn.yml", path: "" }],
      expressions: { typed: 1, text: 0 },
      comments: { kept: 1, lost: 0 },
    },
  );
  assert.type(reason, "string");
});
test("is the same where there is nothing to do", async ({ run, remove }) => {
  remove(".github/workflows/torn.yml");
  await run(["import"]);
  const said = JSON.parse((await run(["import", "--format", "json"])).stdout);
  assert.is(problems(said), "");
  assert.equal(said, {
    files: 0,
    proved: 0,
    refused: [],
    expressions: { typed: 0, text: 0 },
    comments: { kept: 0, lost: 0 },
  });
});
test("the schema takes nothing else", () => {
  const valid = {
    files: 1,
    proved: 1,
    refused: [],
    expressions: { typed: 1, text: 0 },
    comments: { kept: 0, lost: 0 },
  };
  assert.is(problems(valid), "");
  assert.is.not(problems({ ...valid, more: 1 }), "");
  assert.is.not(problems({ ...valid, refused: [{ file: "a", path: "b" }] }), "");
  assert.is.not(problems({ ...valid, expressions: { typed: 1 } }), "");
});
test.run();
