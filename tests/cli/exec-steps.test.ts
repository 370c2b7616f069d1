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

test("a file or a command that the runner cannot take fails the step, with its words", async () => {
  const done = await executeFiles(
    jobOf(`- {name: File, continue-on-error: true, run: 'printf "good=1\\nbad line\\n" >> "$GITHUB_OUTPUT"', id: file}
- {name: Command, continue-on-error: true, run: 'echo "::save-state::x"'}
- {name: Unsafe, env: {ACTIONS_ALLOW_UNSECURE_COMMANDS: true}, run: 'echo "::set-env name=SET::by command"'}
- {name: Read, run: 'echo "\${{ steps.file.outputs.good }} \${{ steps.file.outcome }} $SET"'}
- {name: Fails, continue-on-error: true, run: 'echo "\${{ fromJSON(steps.file.outcome) }}"'}`),
  );
  const errors = done.lines.filter((line) => !line.includes("warning: "));
  assert.equal(errors.slice(0, 5), [
    "a / File | error: Unable to process file command 'output' successfully.",
    "a / File | error: Invalid format 'bad line'",
    "a / Command | error: Unable to process command '::save-state::x' successfully.",
    "a / Command | error: Required field 'name' is missing in ##[save-state] command.".replace("##[", "## ["),
    "a / Read | 1 failure by command",
  ]);
  assert.match(errors[5] ?? "", /^a \/ Fails \| error: .*fromJSON/s);
  assert.equal(Object.values(outcomesOf(done)), [
    "failure",
    "failure, then success",
    "failure, then success",
    "success",
    "success",
    "failure",
  ]);
});

test.run();
