import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findings } from "../findings.ts";

const test = suite("rule dispatch-not-triggered");
const deploy =
  "name: Deploy\non: push\npermissions: {}\njobs: {j: {runs-on: x, timeout-minutes: 5, steps: [{run: y}]}}";

/** What is said of scripts that dispatch. */
function said(script: string, target = deploy): readonly string[] {
  const a = `on: push\npermissions: {}\njobs:\n  j:\n    runs-on: x\n    timeout-minutes: 5\n    steps:\n      - run: ${JSON.stringify(script)}`;
  const found = findings({ a, deploy: target });
  return found.flatMap((line) => (line.includes("dispatch-not-triggered") ? [line] : []));
}

const sentence = (workflow: string) =>
  `a jobs.j.steps.0.run warning dispatch-not-triggered: The step dispatches "${workflow}", and .github/workflows/deploy.yml is not triggered by \`workflow_dispatch\`: GitHub answers 422, and nothing starts.`;

test("by file, by path and by name, and by REST", () => {
  assert.equal(said("gh workflow run deploy.yml"), [sentence("deploy.yml")]);
  assert.equal(said("gh workflow run Deploy"), [sentence("Deploy")]);
  assert.equal(said("gh api repos/$GITHUB_REPOSITORY/actions/workflows/deploy.yml/dispatches -f ref=main"), [
    sentence("deploy.yml"),
  ]);
});

test("nothing of one that is triggered, is not here, is elsewhere or is known to the run alone", () => {
  assert.equal(said("gh workflow run deploy.yml", deploy.replace("on: push", "on: [push, workflow_dispatch]")), []);
  assert.equal(said("gh workflow run gone.yml"), []);
  assert.equal(said("gh workflow run deploy.yml -R o/n"), []);
  assert.equal(said('gh workflow run "$NAME"'), []);
  assert.equal(said("# gh workflow run deploy.yml"), []);
});

test.run();
