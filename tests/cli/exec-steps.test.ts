import { suite } from "uvu";
import * as assert from "uvu/assert";
import { executeFiles, jobOf, outcomesOf } from "../helpers/execute-files.ts";

const test = suite("executed steps");

test("what a step writes is there for those behind it", async () => {
  const done = await executeFiles(
    jobOf(`- id: first
  name: Write
  run: |
    echo "plain=a b" >> "$GITHUB_OUTPUT"
    printf 'lines<<END\\none\\ntwo\\nEND\\n' >> "$GITHUB_OUTPUT"
    echo "MADE=from env" >> "$GITHUB_ENV"
    mkdir bin; printf '#!/bin/sh\\necho found\\n' > bin/tool; chmod +x bin/tool
    echo "$PWD/bin" >> "$GITHUB_PATH"
    echo "# Summary" >> "$GITHUB_STEP_SUMMARY"
- name: Read
  env:
    PLAIN: \${{ steps.first.outputs.plain }}
    LINES: \${{ steps.first.outputs.lines }}
  run: |
    echo "$PLAIN, $LINES, $MADE, \${{ env.MADE }}, $(tool), \${{ steps.first.outcome }}"`),
  );
  assert.equal(done.lines, ["a / Read | a b, one", "a / Read | two, from env, from env, found, success"]);
  assert.equal(outcomesOf(done), { a: "success", "a / Write": "success", "a / Read": "success" });
  assert.equal(done.run.jobs[0]?.summaries, ["# Summary\n"]);
});

test("a failure skips what follows, but for what is there for it", async () => {
  const done = await executeFiles(
    jobOf(`- name: Tolerated
  id: tolerated
  continue-on-error: true
  run: exit 3
- name: After
  run: echo "\${{ steps.tolerated.outcome }} \${{ steps.tolerated.conclusion }}"
- name: Fails
  run: |
    false
    echo not reached
- name: Skipped
  run: echo no
- name: On failure
  if: failure()
  run: echo "\${{ job.status }}"
- name: Always
  if: always()
  run: echo last`),
  );
  assert.equal(done.lines, [
    "a / Tolerated | error: Process completed with exit code 3.",
    "a / After | failure success",
    "a / Fails | error: Process completed with exit code 1.",
    "a / On failure | failure",
    "a / Always | last",
  ]);
  assert.equal(outcomesOf(done), {
    a: "failure",
    "a / Tolerated": "failure, then success",
    "a / After": "success",
    "a / Fails": "failure",
    "a / Skipped": "skipped",
    "a / On failure": "success",
    "a / Always": "success",
  });
});

test.run();
