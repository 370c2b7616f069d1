import { checkActionModel } from "@yardmaster/analyzer";
import { nothingKnown, type ValueMap } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findings } from "./findings.ts";

const test = suite("rules of structure: events, keys, needs, ids and permissions");

test("events are known in each form of `on`", () => {
  assert.equal(
    findings({
      ci: `
on: pull_requests
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    ['ci on error event-unknown: GitHub has no event "pull_requests", and refuses the workflow.'],
  );
});
test("an event in a list, and one that is near to none", () => {
  assert.equal(
    findings({
      ci: `
on: [push, Push, on_everything]
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      'ci on.1 error event-unknown: GitHub has no event "Push", and refuses the workflow.',
      'ci on.2 error event-unknown: GitHub has no event "on_everything", and refuses the workflow.',
    ],
  );
});
test("a key of `on` is wrong at the key", () => {
  assert.equal(
    findings({
      ci: `
on: { push: , pull_reqest: { branches: [main] }, 1: }
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    [
      'ci on.1 error event-unknown: GitHub has no event "1", and refuses the workflow.',
      'ci on.pull_reqest error event-unknown: GitHub has no event "pull_reqest", and refuses the workflow.',
    ],
  );
});
test("`on` without an event", () => {
  assert.equal(
    findings({
      ci: `
on: {}
jobs: { a: { runs-on: x, steps: [{ run: y }] } }
`,
    }),
    ["ci on error events-missing: `on` names no event: GitHub refuses a workflow that nothing can start."],
  );
});
test("keys of every part are known, and a beginning counts as near", () => {
  assert.equal(
    findings({
      ci: `
on: { push: { branch: [main] }, workflow_call: { paths: [a] }, schedule: [{ cron: 0 0 * * * }] }
nam: x
permissions: {}
defaults: { runs: {}, run: { shel: bash } }
concurrency: { name: a }
jobs:
  a:
    runs_on: x
    timeout: 5
    strategy: { failfast: true, matrix: { any: [1] } }
    container: { img: a, credentials: { user: b } }
    services: { db: { ports: [1], volume: [] }, text: x }
    environment: { named: a }
    defaults: { run: { directory: x } }
    steps: [{ runs: y }, { parallel: [{ if_: z, run: y }] }]
`,
    }),
    [
      'ci nam error key-unknown: A workflow has no key "nam", and GitHub refuses the workflow.',
      'ci on.push.branch error key-unknown: The event `push` has no key "branch", and GitHub refuses the workflow.',
      'ci on.workflow_call.paths error key-unknown: The event `workflow_call` has no key "paths", and GitHub refuses the workflow.',
      'ci concurrency.name error key-unknown: `concurrency` has no key "name", and GitHub refuses the workflow.',
      'ci defaults.runs error key-unknown: `defaults` has no key "runs", and GitHub refuses the workflow.',
      'ci defaults.run.shel error key-unknown: `defaults.run` has no key "shel", and GitHub refuses the workflow.',
      'ci jobs.a.runs_on error key-unknown: A job has no key "runs_on", and GitHub refuses the workflow.',
      'ci jobs.a.timeout error key-unknown: A job has no key "timeout", and GitHub refuses the workflow.',
      'ci jobs.a.container.img error key-unknown: `container` has no key "img", and GitHub refuses the workflow.',
      'ci jobs.a.container.credentials.user error key-unknown: `container.credentials` has no key "user", and GitHub refuses the workflow.',
      'ci jobs.a.defaults.run.directory error key-unknown: `defaults.run` has no key "directory", and GitHub refuses the workflow.',
      'ci jobs.a.environment.named error key-unknown: `environment` has no key "named", and GitHub refuses the workflow.',
      'ci jobs.a.strategy.failfast error key-unknown: `strategy` has no key "failfast", and GitHub refuses the workflow.',
      'ci jobs.a.services.db.volume error key-unknown: A service has no key "volume", and GitHub refuses the workflow.',
      'ci jobs.a.steps.0.runs error key-unknown: A step has no key "runs", and GitHub refuses the workflow.',
      'ci jobs.a.steps.1.parallel.0.if_ error key-unknown: A step has no key "if_", and GitHub refuses the workflow.',
    ],
  );
});
test("keys that are expressions and values of other kinds are left alone", () => {
  assert.equal(
    findings({
      ci: `
on: [push]
jobs:
  a: { runs-on: [x], container: image, concurrency: a, defaults: "\${{ x }}", "\${{ insert }}": {}, steps: [{ run: y }] }
  b: text
`,
    }),
    [],
  );
});
test("a merge key is told of wherever it stands", () => {
  assert.equal(
    findings({
      ci: `
on: push
env: { <<: { A: b } }
jobs:
  a:
    <<: { runs-on: x }
    env: { <<: { A: b } }
    strategy: { matrix: { <<: { a: [1] }, b: [2] } }
    steps: [{ <<: { run: y }, env: { <<: { A: b } } }]
`,
    }),
    [
      "ci jobs.a.<< error merge-key: GitHub knows anchors and aliases of YAML, and not the merge key `<<`: it refuses the workflow.",
      "ci jobs.a.steps.0.<< error merge-key: GitHub knows anchors and aliases of YAML, and not the merge key `<<`: it refuses the workflow.",
      "ci env.<< error merge-key: GitHub knows anchors and aliases of YAML, and not the merge key `<<`: it refuses the workflow.",
      "ci jobs.a.env.<< error merge-key: GitHub knows anchors and aliases of YAML, and not the merge key `<<`: it refuses the workflow.",
      "ci jobs.a.strategy.matrix.<< error merge-key: GitHub knows anchors and aliases of YAML, and not the merge key `<<`: it refuses the workflow.",
      "ci jobs.a.steps.0.env.<< error merge-key: GitHub knows anchors and aliases of YAML, and not the merge key `<<`: it refuses the workflow.",
    ],
  );
});
test("needs ignore case, may be a text, and expressions in them are left alone", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  build: { runs-on: x, steps: [{ run: y }] }
  test: { needs: BUILD, runs-on: x, steps: [{ run: y }] }
  pack: { needs: [build, "\${{ x }}", 3, biuld, Build, gone], runs-on: x, steps: [{ run: y }] }
`,
    }),
    [
      'ci jobs.pack.needs.3 error needs-unknown: The job "pack" needs "biuld", and the workflow has no such job.',
      'ci jobs.pack.needs.4 warning needs-repeated: The job "pack" needs "Build" twice; once is enough.',
      'ci jobs.pack.needs.5 error needs-unknown: The job "pack" needs "gone", and the workflow has no such job.',
    ],
  );
});
test("the only job needs another", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs: { a: { needs: b, runs-on: x, steps: [{ run: y }] } }
`,
    }),
    ['ci jobs.a.needs error needs-unknown: The job "a" needs "b", and the workflow has no such job.'],
  );
});
test("each ring is told of once, and what leads to it is not", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  free: { runs-on: x, steps: [{ run: y }] }
  into: { needs: [a, free], runs-on: x, steps: [{ run: y }] }
  a: { needs: c, runs-on: x, steps: [{ run: y }] }
  b: { needs: [free, a], runs-on: x, steps: [{ run: y }] }
  c: { needs: b, runs-on: x, steps: [{ run: y }] }
  self: { needs: [self], runs-on: x, steps: [{ run: y }] }
`,
    }),
    [
      "ci jobs.b.needs.1 error needs-cycle: Jobs wait for each other, and none can start: a -> c -> b -> a.",
      'ci jobs.self.needs.0 error needs-cycle: The job "self" needs itself, and can never start.',
    ],
  );
});
test("two rings that share a job", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a: { needs: [b, c], runs-on: x, steps: [{ run: y }] }
  b: { needs: a, runs-on: x, steps: [{ run: y }] }
  c: { needs: a, runs-on: x, steps: [{ run: y }] }
`,
    }),
    [
      "ci jobs.b.needs error needs-cycle: Jobs wait for each other, and none can start: a -> b -> a.",
      "ci jobs.c.needs error needs-cycle: Jobs wait for each other, and none can start: a -> c -> a.",
    ],
  );
});
test("ids of steps are compared without case, each list by itself", () => {
  assert.equal(
    findings({
      ci: `
on: push
jobs:
  a: { runs-on: x, steps: [{ id: one, run: y }, { id: One, run: y }, { id: 1, run: y }, { id: "", run: y }, { id: "", run: y }] }
  b: { runs-on: x, steps: [{ id: one, run: y }, { parallel: [{ id: one, run: y }, { id: one, run: z }] }] }
`,
    }),
    [
      'ci jobs.a.steps.1.id error step-id-repeated: The step id "One" is that of the step "one": GitHub compares ids without case, and refuses the second.',
      'ci jobs.b.steps.1.parallel.1.id error step-id-repeated: Two steps have the id "one"; GitHub refuses an id that is used more than once.',
    ],
  );
});
test("ids of the steps of a composite action", () => {
  assert.equal(
    ofAction(`
name: a
description: b
runs: { using: composite, steps: [{ id: one, run: y, shell: bash }, { id: ONE, run: y, shell: bash }] }
`),
    [
      'runs.steps.1.id error step-id-repeated: The step id "ONE" is that of the step "one": GitHub compares ids without case, and refuses the second.',
    ],
  );
});
test("permissions: scopes and levels, of the workflow and of a job", () => {
  assert.equal(
    findings({
      ci: `
on: push
permissions: { id-token: read, models: write, content: read, contents: wirte, workflows: write, actions: "\${{ x }}", checks: 1 }
jobs:
  a: { runs-on: x, permissions: readall, steps: [{ run: y }] }
  b: { runs-on: x, permissions: read-all, steps: [{ run: y }] }
  c: { runs-on: x, permissions: { "\${{ x }}": read, code_quality: read }, steps: [{ run: y }] }
  d: { runs-on: x, permissions: "\${{ x }}", steps: [{ run: y }] }
`,
    }),
    [
      'ci permissions.id-token error permission-level-unknown: The permission `id-token` cannot be "read", and GitHub refuses the workflow.',
      'ci permissions.models error permission-level-unknown: The permission `models` cannot be "write", and GitHub refuses the workflow.',
      'ci permissions.content error permission-scope-unknown: There is no permission "content", and GitHub refuses the workflow.',
      'ci permissions.contents error permission-level-unknown: The permission `contents` cannot be "wirte", and GitHub refuses the workflow.',
      "ci permissions.workflows error permission-scope-unknown: A job's token has no permission `workflows`: it can never change a workflow file.",
      'ci jobs.a.permissions error permission-level-unknown: `permissions` cannot be "readall", and GitHub refuses the workflow.',
      'ci jobs.c.permissions.code_quality error permission-scope-unknown: There is no permission "code_quality", and GitHub refuses the workflow.',
    ],
  );
});
test.run();

function ofAction(text: string): readonly string[] {
  const { model } = readYaml(text);
  const found = checkActionModel(
    { file: "action.yml", model: model as ValueMap },
    { ...nothingKnown, workflows: new Map() },
  );
  return found.map(({ code, severity, message, place }) => {
    const path = place && "path" in place ? place.path.join(".") : "";
    return `${path} ${severity} ${code}: ${message}`;
  });
}
