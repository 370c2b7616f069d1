import { suite } from "uvu";
import * as assert from "uvu/assert";
import { allFindings as everything, findings, type Texts } from "./findings.ts";

const test = suite("rules of structure: concurrency");
const allFindings = (texts: Texts) => everything(texts).filter((line) => !line.includes(" permissions-unstated:"));

test("pull requests that share a group", () => {
  assert.equal(
    findings({
      ci: `
on: pull_request
concurrency: { group: "ci-\${{ github.workflow }}-\${{ vars.X }}", cancel-in-progress: true }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      'ci concurrency.group warning concurrency-cancels-others: On `pull_request`, the group "ci-${{ github.workflow }}-${{ vars.X }}" is one for all pull requests: each new run cancels that of another.',
    ],
  );
});
test("a group with what tells them apart", () => {
  assert.equal(
    findings({
      ci: `
on: [pull_request, push]
concurrency: { group: "\${{ github.workflow }}-\${{ github.head_ref || github.ref }}", cancel-in-progress: true }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [],
  );
});
test("`github.head_ref` is empty in a push", () => {
  assert.equal(
    findings({
      ci: `
on: [pull_request, push]
concurrency: { group: "\${{ github.workflow }}-\${{ github.head_ref }}", cancel-in-progress: true }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      'ci concurrency.group warning concurrency-cancels-others: On `push`, the group "${{ github.workflow }}-${{ github.head_ref }}" is one for all branches and tags: each new run cancels that of another.',
    ],
  );
});
test("a push to one branch cancels what is out of date", () => {
  assert.equal(
    findings({
      ci: `
on: { push: { branches: [main] } }
concurrency: { group: deploy, cancel-in-progress: true }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [],
  );
});
test("a push to several branches, or to tags", () => {
  assert.equal(
    findings({
      ci: `
on: { push: { branches: [main, "release/**"] } }
concurrency: { group: deploy, cancel-in-progress: true }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      'ci concurrency.group warning concurrency-cancels-others: On `push`, the group "deploy" is one for all branches and tags: each new run cancels that of another.',
    ],
  );
});
test("a push of tags", () => {
  assert.equal(
    findings({
      ci: `
on: { push: { tags: [v*] } }
concurrency: { group: release, cancel-in-progress: true }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      'ci concurrency.group warning concurrency-cancels-others: On `push`, the group "release" is one for all branches and tags: each new run cancels that of another.',
    ],
  );
});
test("the ref of an issue's comment is the default branch, and the number tells them apart", () => {
  assert.equal(
    findings({
      ci: `
on: issue_comment
jobs:
  a: { concurrency: { group: "a-\${{ github.ref }}", cancel-in-progress: true }, runs-on: x, steps: [{ run: y }] }
  b: { concurrency: { group: "b-\${{ github.event.issue.number }}", cancel-in-progress: true }, runs-on: x, steps: [{ run: y }] }
`,
    }),
    [
      'ci jobs.a.concurrency.group warning concurrency-cancels-others: On `issue_comment`, the group "a-${{ github.ref }}" is one for all issues: each new run cancels that of another.',
    ],
  );
});
test("the ref of `pull_request_target` is the base branch", () => {
  assert.equal(
    findings({
      ci: `
on: { pull_request_target: , release: }
concurrency: { group: "\${{ github.ref }}", cancel-in-progress: true }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      "ci on.pull_request_target warning pull-request-target-blocked: From 2 December 2026, public repositories block `pull_request_target` by default: the runs fail at their start.",
      'ci concurrency.group warning concurrency-cancels-others: On `pull_request_target`, the group "${{ github.ref }}" is one for all pull requests: each new run cancels that of another.',
    ],
  );
});
test("what is not cancelled, computed, or of one job is left alone", () => {
  assert.equal(
    findings({
      ci: `
on: pull_request
concurrency: { group: one, cancel-in-progress: "\${{ x }}" }
jobs:
  a: { concurrency: { group: two }, runs-on: x, steps: [{ run: y }] }
  b: { concurrency: { group: "\${{ matrix.x }}", cancel-in-progress: true }, runs-on: x, steps: [{ run: y }] }
  c: { concurrency: three, runs-on: x, steps: [{ run: y }] }
  d: { concurrency: { group: "\${{ github['ref'] }}", cancel-in-progress: true }, runs-on: x, steps: [{ run: y }] }
`,
    }),
    ["ci jobs.b.concurrency.group warning matrix-absent: `matrix.x` is always empty: the job has no matrix."],
  );
});
test("nothing limits the runs of a pull request", () => {
  assert.equal(
    allFindings({
      ci: `
on: [pull_request]
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      "ci jobs warning concurrency-missing: Nothing limits how many runs of one pull request go on at once: a new push leaves the run of the one before it going.",
    ],
  );
});
test.run();
