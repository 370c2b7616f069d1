import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findings, steps } from "./findings.ts";

const test = suite("rules of schedules and concurrency");

function cron(text: string): string {
  const [finding = "", ...others] = findings({
    w: `on: { schedule: [{ cron: "${text}" }] }\njobs: { a: { ${steps} } }`,
  });
  assert.equal(others, []);
  return finding;
}

test("days that no month has never come", () => {
  assert.is(
    cron("0 0 31 2 *"),
    'w on.schedule.0.cron error cron-never: The schedule "0 0 31 2 *" names a day that none of its months has: it never comes.',
  );
  for (const never of ["0 0 30 2 *", "0 0 30,31 FEB *", "0 0 31 2,4,6,9,11 *", "0 0 30/1 2 *"])
    assert.match(cron(never), "error cron-never", never);
  for (const comes of ["0 0 29 2 *", "0 0 31 2,3 *", "0 0 28-31 2 *", "0 0 30 4 *", "0 0 31 2 MON", "0 0 31 * *"])
    assert.is(cron(comes), "", comes);
});
test("runs oftener than every 5 minutes", () => {
  assert.is(
    cron("* * * * *"),
    'w on.schedule.0.cron warning cron-too-often: The schedule "* * * * *" comes after 1 minute; GitHub runs one at most every 5 minutes.',
  );
  assert.match(cron("*/3 * * * *"), "comes after 3 minutes;");
  assert.match(cron("0,58 * * * *"), "comes after 2 minutes;");
  assert.match(cron("58,2 23,0 * * *"), "comes after 4 minutes;");
  for (const rare of ["*/5 * * * *", "20/15 * * * *", "0,58 1 * * *", "0 * * * *", "2,57 * * * *", "58,2 23,0 1 * *"])
    assert.is(cron(rare), "", rare);
});
test("`queue: max` with `cancel-in-progress: true`, of a workflow and of a job", () => {
  const both = "concurrency: { group: a, queue: max, cancel-in-progress: true }";
  const reason =
    "error concurrency-queue: `queue: max` keeps what waits and `cancel-in-progress: true` cancels what runs: GitHub refuses the two together.";
  assert.equal(
    findings({
      w: `on: workflow_dispatch\n${both}\njobs: { a: { ${both.replace("group: a", "group: b")}, ${steps} } }`,
    }),
    [`w concurrency.cancel-in-progress ${reason}`, `w jobs.a.concurrency.cancel-in-progress ${reason}`],
  );
  for (const fine of [
    "queue: single, cancel-in-progress: true",
    "queue: max, cancel-in-progress: false",
    'queue: max, cancel-in-progress: "${{ fromJSON(vars.x) }}"',
  ])
    assert.equal(
      findings({ w: `on: workflow_dispatch\nconcurrency: { group: a, ${fine} }\njobs: { a: { ${steps} } }` }),
      [],
    );
});
test.run();
