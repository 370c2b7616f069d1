import { suite } from "uvu";
import * as assert from "uvu/assert";
import { call, eq, fromSelf, job, localWorkflow, run, sh, triggers, when, workflow } from "yardmaster";

const test = suite("targets");
const { on, github } = triggers({ schedule: [{ cron: "30 18 * * 1", timezone: "America/Phoenix" }] });
const steps = [run({ if: eq(when(eq(github.ref, "a"), "x").otherwise("y"), "x") }, sh`true`)];
const jobs = [job("a", { "runs-on": "ubuntu-24.04", steps }), call("b", fromSelf(localWorkflow("b.yml")))];

test("github.com takes everything as it is written", () => {
  const { model, diagnostics } = workflow("w", { on, jobs });
  assert.equal(diagnostics, []);
  assert.equal(model.on, { schedule: [{ cron: "30 18 * * 1", timezone: "America/Phoenix" }] });
  assert.is(model.jobs.b?.uses, "$/.github/workflows/b.yml");
});
test("a server gets the same meaning in what it knows: Phoenix Monday 18:30 is Tuesday 01:30 UTC", () => {
  const { model, comments, diagnostics } = workflow("w", { on, jobs, target: "ghes-3.20" });
  assert.equal(diagnostics, []);
  assert.equal(model.on, { schedule: [{ cron: "30 1 * * 2" }] });
  assert.equal(comments, [{ path: ["on", "schedule", 0], position: "above", text: "30 18 * * 1 America/Phoenix" }]);
  assert.is(model.jobs.b?.uses, "./.github/workflows/b.yml");
  assert.is(JSON.stringify(model).includes("case("), false);
});
test("what cannot be written another way is refused with the reason", () => {
  const document = workflow("w", {
    on: triggers({ push: null }).on,
    concurrency: { group: "g", queue: "max" },
    jobs: [],
    target: "ghes-3.20",
  });
  assert.equal(
    document.diagnostics.map(({ code, place }) => [code, place]),
    [["target-lacks", { path: ["concurrency", "queue"] }]],
  );
});
test("a wrong cron is an error for every target", () => {
  const wrong = workflow("w", { on: triggers({ schedule: [{ cron: "61 * * * *" }] }).on, jobs: [] });
  assert.equal(
    wrong.diagnostics.map(({ code }) => code),
    ["cron-invalid"],
  );
});
test.run();
