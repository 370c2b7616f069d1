import { closestMiss, simulate } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, repositoryOf } from "../../helpers/simulated-files.ts";

const jobs = 'jobs: {a: {runs-on: ubuntu-24.04, steps: [{run: "true"}]}}';
const missOf = (files: Readonly<Record<string, string>>, event = eventOf()) => {
  const texts = Object.fromEntries(Object.entries(files).map(([name, on]) => [name, `on: ${on}\n${jobs}\n`]));
  const miss = closestMiss(simulate(repositoryOf(texts), event));
  return miss && `${miss.workflow.file.replace(".github/workflows/", "")}: ${miss.text}`;
};

const test = suite("the closest miss");
test("is what has the fewest rules against it", () => {
  assert.is(
    missOf({
      "a.yml": "issues",
      "b.yml": "{push: {branches: [x], paths: [src/*]}}",
      "c.yml": "{push: {branches: [main], paths: [src/*]}}",
    }),
    "c.yml: no pattern of `paths` matches `README.md`",
  );
});
test("says how many more rules there are", () => {
  assert.is(
    missOf({ "a.yml": "issues", "b.yml": "{push: {branches: [x], paths: [src/*]}}" }),
    "b.yml: no pattern of `branches` matches `main`, and 1 other rule against it",
  );
});
test("names the first file where all listen to other events", () => {
  assert.is(missOf({ "b.yml": "issues", "a.yml": "fork" }), "a.yml: `on` does not list `push`");
});
test("is not there where a workflow starts, may start, or none is", () => {
  assert.is(missOf({ "a.yml": "push", "b.yml": "issues" }), undefined);
  assert.is(missOf({ "a.yml": "{push: {paths: [a]}}" }, eventOf({ changedFiles: undefined })), undefined);
  assert.is(missOf({}), undefined);
});
test("all that forbids a start is in the trace, what decides first", () => {
  const text = `on: {push: {branches: [x], paths: [src/*]}}\n${jobs}\n`;
  const [workflow] = simulate(repositoryOf({ "a.yml": text }), eventOf({ commitMessage: "[skip ci]" })).workflows;
  assert.equal(
    workflow?.obstacles?.map(({ code }) => code),
    ["branches-none-match", "paths-none-match", "commit-skips"],
  );
});
test.run();
