import { suite } from "uvu";
import * as assert from "uvu/assert";
import { executeFiles, jobOf, outcomesOf } from "../helpers/execute-files.ts";

const test = suite("executed steps in the background");

/** Waits for a file that another step makes, and fails when it never comes. */
const await_ = (file: string): string => `for i in $(seq 200); do [ -e ${file} ] && exit 0; sleep 0.05; done; exit 9`;

test("steps run at once, and what they gave is there after the wait", async () => {
  const done = await executeFiles(
    jobOf(`- name: Back
  id: back
  background: true
  run: |
    echo "v=1" >> "$GITHUB_OUTPUT"; echo "FROM_BACK=env" >> "$GITHUB_ENV"; touch started
    ${await_("foreground")}
- name: Front
  run: |
    for i in $(seq 200); do [ -e started ] && break; sleep 0.05; done
    touch foreground; echo "[\${{ steps.back.outputs.v }}] [$FROM_BACK]"
- wait: back
- name: After
  run: echo "\${{ steps.back.outputs.v }} $FROM_BACK \${{ steps.back.outcome }}"`),
  );
  assert.equal(done.lines, [
    "a / Front | [] []",
    "a | Waiting for background step(s) to complete: back",
    "a / After | 1 env success",
  ]);
  assert.is(outcomesOf(done).a, "success");
});

test("a failure counts at the wait, which runs after failures as well", async () => {
  const done = await executeFiles(
    jobOf(`- name: Back
  id: back
  background: true
  run: exit 4
- name: Front
  run: sleep 0.3; echo front
- wait-all:
- name: Not reached
  run: echo no
- name: Told
  if: failure()
  run: echo "\${{ steps.back.outcome }}"`),
  );
  assert.equal(done.lines, [
    "a / Back | error: Process completed with exit code 4.",
    "a / Front | front",
    "a | Waiting for background step(s) to complete: back",
    "a / Told | failure",
  ]);
  assert.equal(outcomesOf(done), {
    a: "failure",
    "a / Back": "failure",
    "a / Front": "success",
    "a / Not reached": "skipped",
    "a / Told": "success",
  });
});

test("cancel ends a step and all that it started, and does not fail the job", async () => {
  const done = await executeFiles(
    jobOf(`- name: Server
  id: server
  background: true
  run: |
    trap 'echo stopped > stopped; exit 0' TERM INT
    touch up; sleep 300 & echo $! > child; while true; do sleep 0.05; done
- name: Use it
  run: ${await_("up")}
- cancel: server
- name: After
  run: |
    cat stopped; case "$(ps -o stat= -p "$(cat child)")" in ""|Z*) echo "no child";; esac; echo "\${{ steps.server.outcome }}"`),
  );
  assert.equal(done.lines, [
    "a | Cancelling background step(s): server",
    "a / After | stopped",
    "a / After | no child",
    "a / After | cancelled",
  ]);
  assert.is(outcomesOf(done).a, "success");
});

test("steps in parallel run at once and are waited for; one that fails fails the job", async () => {
  const meet = (own: string, other: string): string => `touch ${own}; ${await_(other)}`;
  const done = await executeFiles(
    jobOf(`- parallel:
    - name: One
      id: one
      run: ${meet("one", "two")}
    - name: Two
      run: ${meet("two", "one")}
- name: After
  run: echo "\${{ steps.one.outcome }}"
- parallel:
    - name: Good
      run: "true"
    - name: Bad
      run: "false"
- name: Not reached
  run: echo no`),
  );
  assert.equal(done.lines, ["a / After | success", "a / Bad | error: Process completed with exit code 1."]);
  assert.is(outcomesOf(done).a, "failure");
  assert.is(outcomesOf(done)["a / Not reached"], "skipped");
});

test("at most ten run at once, and the job waits for those that nobody waits for", async () => {
  const count = "n=$(ls running | wc -l); echo $n >> counts; sleep 0.2; rm running/$I";
  const steps = Array.from(
    { length: 13 },
    (_, index) => `- background: true\n  env: {I: "${index}"}\n  run: mkdir -p running; touch running/$I; ${count}`,
  );
  const shown = "- wait-all:\n- name: Most\n  run: sort -n counts | tail -n 1; wc -l < counts";
  const last = "- background: true\n  name: Last\n  run: sleep 0.3; echo late";
  const done = await executeFiles(jobOf([...steps, shown, last].join("\n")));
  const [most, all, late] = done.lines.slice(1).map((line) => line.replace(/^a \/ \w+ \| +/, ""));
  assert.ok(Number(most) <= 10 && Number(most) > 1, most);
  assert.equal([all, late], ["13", "late"]);
  assert.is(done.run.jobs[0]?.steps.filter(({ outcome }) => outcome === "success").length, 15);
});

test.run();
