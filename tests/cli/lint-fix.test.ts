import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

const test = suite("yardmaster lint --fix");

const file = ".github/workflows/a.yml";
const workflow = (run: string) => `name: a
on: issues
permissions: {}
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - name: Say it # why
        run: |
${run}`;
const wrong = workflow(
  '          echo "${{ github.event.issue.title }}"\n          echo "${{ github.event.issue.body }}"\n',
);

test("makes the safe fixes, shows the difference first, and says what is left", async () => {
  const { run, read, dispose } = makeRepository({ [file]: wrong });
  try {
    const { code, stdout, stderr } = await run(["lint", "--fix"]);
    assert.is(code, 0);
    assert.is(stdout, "");
    assert.is(
      read(file),
      `${workflow('          echo "${ISSUE_TITLE}"\n          echo "${ISSUE_BODY}"\n')}        env:
          ISSUE_TITLE: \${{ github.event.issue.title }}
          ISSUE_BODY: \${{ github.event.issue.body }}
`,
    );
    assert.match(stderr, `--- ${file} (on disk)\n`);
    assert.match(stderr, '-          echo "${{ github.event.issue.title }}"\n');
    assert.match(stderr, '+          echo "${ISSUE_TITLE}"\n');
    assert.match(stderr, "1 fix made\n");
    assert.match(stderr, "1 file: nothing found");
  } finally {
    dispose();
  }
});
test("with --dry-run, shows the difference and writes nothing", async () => {
  const { run, read, dispose } = makeRepository({ [file]: wrong });
  try {
    const { code, stderr } = await run(["lint", "--fix", "--dry-run"]);
    assert.is(code, 1);
    assert.is(read(file), wrong);
    assert.match(stderr, "1 fix can be made\n");
  } finally {
    dispose();
  }
});
test("leaves unsafe ones to people", async () => {
  const text = wrong.replace("issues", "{ issues: { types: [opend] } }").replaceAll("${{", "$ {{");
  const { run, read, dispose } = makeRepository({ [file]: text });
  try {
    const { stdout, stderr } = await run(["lint", "--fix"]);
    assert.match(stdout, "fix: ");
    assert.not.match(stderr, "made");
    assert.is(read(file), text);
  } finally {
    dispose();
  }
});
test.run();
