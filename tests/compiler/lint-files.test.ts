import { lintFiles } from "@yardmaster/compiler/lint";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("lint of YAML files");

async function lint(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const findings = await lintFiles({ texts: new Map(Object.entries(files)) });
  return findings.map(({ place, severity, code, message }) => {
    const at = place && "line" in place ? `${place.file}:${place.line}:${place.column}` : place?.file;
    return `${at} ${severity} ${code}: ${message}`;
  });
}

const ci = ".github/workflows/ci.yml";

test("GitHub's verdict and the rules' stand at the smallest piece of the text, in the order of the file", async () => {
  const text = `on:
  push:
    branches: [main]
    branches-ignore: [old]
  schedule:
    - cron: "*/2 * * * *"
permissions: {}
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - run: echo
        shel: bash
`;
  assert.equal(await lint({ [ci]: text }), [
    `${ci}:4:22 error filters-exclusive: GitHub refuses the event \`push\`: you may only define one of \`branches\` and \`branches-ignore\` for a single event.`,
    `${ci}:6:13 warning cron-too-often: The schedule "*/2 * * * *" comes after 2 minutes; GitHub runs one at most every 5 minutes.`,
    `${ci}:13:9 error key-unknown: A step has no key "shel", and GitHub refuses the workflow.`,
  ]);
});
test("a text that is no YAML, and one of another kind, are said to be so", async () => {
  assert.equal(await lint({ [ci]: "on: push\njobs: {a: [}", "x/notes.yml": "a: 1\n" }), [
    `${ci}:2:12 error yaml-syntax: This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].`,
    `${ci}:2:12 error yaml-syntax: This is not valid YAML: Flow map in block collection must be sufficiently indented and end with a }.`,
    'x/notes.yml:1:1 error not-linted: "x/notes.yml" is neither a workflow nor the metadata of an action.',
  ]);
});
test("of a text that is no YAML, the first line that is wrong is told, and not what follows from it", async () => {
  const text = `on: push\njobs:\n  a:\n    steps: [{ run: echo \${{ x }} }]\n  b: { c: [ }\n  d: ]\n`;
  const lines = new Set((await lint({ [ci]: text })).map((finding) => finding.split(":")[1]));
  assert.equal([...lines].length, 1);
});
test.run();
