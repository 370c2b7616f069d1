import { suite } from "uvu";
import * as assert from "uvu/assert";
import { linesOf, workflow } from "./changes.ts";

const test = suite("changes in behaviour, kind by kind");

interface Case {
  readonly says: string;
  readonly old: string;
  readonly now: string;
  readonly lines: readonly string[];
}

const sha = "a".repeat(40);
const steps = (text: string) => workflow("", "on: push", text);
const on = (text: string) => workflow("", `on: ${text}`);
const job = (text: string) => workflow(text);

const cases: readonly Case[] = [
  // Triggers
  {
    says: "an event that comes, with its people, and one that goes",
    old: on("[push, fork]"),
    now: on("{push: , issues: {types: [opened]}}"),
    lines: [
      "widens triggers on.issues: `issues` starts it now, by anyone with an account",
      "narrows triggers on.fork: `fork` does not start it any more",
      "widens permissions jobs.j: What the repository's settings let the token write of job `j` is newly reached by `issues`, so by anyone with an account",
      "narrows permissions jobs.j: What the repository's settings let the token write of job `j` is no longer reached by `fork`, so by anyone with an account",
    ],
  },
  {
    says: "types that are stated in place of the default",
    old: on("pull_request"),
    now: on("{pull_request: {types: [opened]}}"),
    lines: [
      "narrows triggers on.pull_request.types: Activity types of `pull_request`: `opened`, `reopened`, `synchronize`, now `opened`",
    ],
  },
  {
    says: "more types",
    old: on("{pull_request: {types: opened}}"),
    now: on("{pull_request: {types: [closed, opened]}}"),
    lines: [
      "widens triggers on.pull_request.types: Activity types of `pull_request`: `opened`, now `closed`, `opened`",
    ],
  },
  {
    says: "branches that come, which leave tags out",
    old: on("push"),
    now: on("{push: {branches: [main]}}"),
    lines: [
      "narrows triggers on.push.branches: Branches of `push`: all, now `main`",
      "narrows triggers on.push.tags: Tags of `push`: all, now none",
    ],
  },
  {
    says: "tags beside branches, which start it for tags",
    old: on("{push: {branches: [main]}}"),
    now: on("{push: {branches: [main], tags: ['v*']}}"),
    lines: ["widens triggers on.push.tags: Tags of `push`: none, now `v*`"],
  },
  {
    says: "fewer ignored paths",
    old: on("{pull_request: {paths-ignore: [docs/**, x]}}"),
    now: on("{pull_request: {paths-ignore: [docs/**]}}"),
    lines: [
      "widens triggers on.pull_request.paths-ignore: Paths of `pull_request`: all but `docs/**`, `x`, now all but `docs/**`",
    ],
  },
  {
    says: "an order of patterns that decides",
    old: on("{push: {branches: ['r/**', '!r/x']}}"),
    now: on("{push: {branches: ['!r/x', 'r/**']}}"),
    lines: ["changes triggers on.push.branches: Branches of `push`: `r/**`, `!r/x`, now `!r/x`, `r/**`"],
  },
  {
    says: "schedules, whose zone is part of them",
    old: on("{schedule: [{cron: '0 5 * * *'}, {cron: '1 5  * * *'}]}"),
    now: on("{schedule: [{cron: '1 5 * * *', timezone: UTC}, {cron: '0 5 * * *', timezone: Europe/Rome}]}"),
    lines: [
      "widens triggers on.schedule[1].cron: Schedule `0 5 * * * Europe/Rome` is new",
      "narrows triggers on.schedule[0].cron: Schedule `0 5 * * * UTC` is gone",
    ],
  },
  {
    says: "workflows that it waits for, and a key of an event that has no word of its own",
    old: on("{workflow_run: {workflows: [A]}, image_version: {names: [x]}}"),
    now: on("{workflow_run: {workflows: [A, B]}, image_version: {names: [y]}}"),
    lines: [
      "widens triggers on.workflow_run.workflows: Workflows of `workflow_run`: `A`, now `A`, `B`",
      'changes triggers on.image_version.names: `names` of `image_version`: `["x"]`, now `["y"]`',
    ],
  },
  // People
  {
    says: "another circle of people behind one event",
    old: on("{issues: {types: [labeled]}}"),
    now: on("{issues: {types: [opened]}}"),
    lines: [
      "changes triggers on.issues.types: Activity types of `issues`: `labeled`, now `opened`",
      "widens people on.issues: By `issues`, it is started by anyone with an account, before by people with triage access",
      "widens permissions jobs.j: What the repository's settings let the token write of job `j` is newly reached by `issues`, so by anyone with an account",
      "narrows permissions jobs.j: What the repository's settings let the token write of job `j` is no longer reached by `issues`, so by people with triage access",
    ],
  },
  {
    says: "a wider circle by another event",
    old: workflow("permissions: {}"),
    now: workflow("permissions: {}", "on: [push, pull_request]"),
    lines: [
      "widens triggers on.pull_request: `pull_request` starts it now, by anyone who opens a pull request, from a fork too",
      "widens people on: The workflow is started by anyone who opens a pull request, from a fork too, before by people with write access",
    ],
  },
  // Conditions
  {
    says: "a condition that comes",
    old: job(""),
    now: job("if: github.actor == 'mona'"),
    lines: [
      "narrows conditions jobs.j.if: Condition of job `j`: none, now `github.actor == 'mona'` (stricter: it holds in fewer cases)",
    ],
  },
  {
    says: "a condition that is always true now",
    old: job("if: github.actor == 'mona'"),
    now: job("if: always()"),
    lines: [
      "widens conditions jobs.j.if: Condition of job `j`: `github.actor == 'mona'`, now `always()` (weaker: it holds in more cases)",
    ],
  },
  {
    says: "an alternative more",
    old: job("if: github.ref == 'a' && inputs.x"),
    now: job("if: github.ref == 'a' && (inputs.x || inputs.y)"),
    lines: [
      "widens conditions jobs.j.if: Condition of job `j`: `github.ref == 'a' && inputs.x`, now `github.ref == 'a' && (inputs.x || inputs.y)` (weaker: it holds in more cases)",
    ],
  },
  {
    says: "a condition of a step that is another one",
    old: steps("[{run: a, if: inputs.x}]"),
    now: steps("[{run: a, if: inputs.y}]"),
    lines: ["changes conditions jobs.j.steps[0].if: Condition of step `#1` of job `j`: `inputs.x`, now `inputs.y`"],
  },
  // Permissions
  {
    says: "levels of scopes",
    old: job("permissions: {contents: read, issues: write, packages: none}"),
    now: job("permissions: {contents: write, packages: read}"),
    lines: [
      "widens permissions jobs.j.permissions: Permission `contents` of job `j`: `read`, now `write`",
      "widens permissions jobs.j.permissions: Permission `packages` of job `j`: `none`, now `read`",
      "narrows permissions jobs.j.permissions: Permission `issues` of job `j`: `write`, now `none`",
    ],
  },
  {
    says: "permissions of the workflow, as far as jobs state none",
    old: workflow("", "on: push\npermissions: {contents: read}"),
    now: workflow("", "on: push\npermissions: {contents: read, checks: write}"),
    lines: ["widens permissions jobs.j.permissions: Permission `checks` of job `j`: `none`, now `write`"],
  },
  {
    says: "the default that is no more",
    old: job(""),
    now: job("permissions: {contents: read}"),
    lines: [
      "narrows permissions jobs.j.permissions: Permissions of job `j`: what its caller or the repository's settings give, now `contents: read`",
    ],
  },
  {
    says: "more than the strictest default, in its place",
    old: job(""),
    now: job("permissions: {contents: write}"),
    lines: [
      "widens permissions jobs.j.permissions: Permissions of job `j`: what its caller or the repository's settings give, now `contents: write`",
    ],
  },
  {
    says: "the default in place of what was stated",
    old: job("permissions: {contents: read}"),
    now: job(""),
    lines: [
      "widens permissions jobs.j.permissions: Permissions of job `j`: `contents: read`, now what its caller or the repository's settings give",
    ],
  },
  {
    says: "rights over caches",
    old: job("cache-mode: read"),
    now: job("cache-mode: write"),
    lines: ["widens permissions jobs.j.cache-mode: `cache-mode` of job `j`: `read`, now `write`"],
  },
  // Secrets
  {
    says: "a secret in a step, and one that is read no more",
    old: workflow("permissions: {}", "on: push", "[{run: a, env: {K: '${{ secrets.OLD }}'}}]"),
    now: workflow("permissions: {}", "on: [push, issue_comment]", "[{run: a, env: {K: '${{ secrets.NEW }}'}}]"),
    lines: [
      "widens triggers on.issue_comment: `issue_comment` starts it now, by anyone with an account",
      "widens people on: The workflow is started by anyone with an account, before by people with write access",
      "widens secrets jobs.j: Secret `NEW` of job `j` is newly reached by `push`, so by people with write access; by `issue_comment`, so by anyone with an account",
      "narrows secrets jobs.j: Secret `OLD` of job `j` is no longer reached by `push`, so by people with write access",
      "changes steps jobs.j.steps[0].env.K: `env.K` of step `#1` of job `j`: `${{ secrets.OLD }}`, now `${{ secrets.NEW }}`",
    ],
  },
  {
    says: "secrets that are handed on",
    old: "on: push\npermissions: {}\njobs: {c: {uses: o/r/.github/workflows/x.yml@v1}}\n",
    now: "on: push\npermissions: {}\njobs: {c: {uses: o/r/.github/workflows/x.yml@v1, secrets: inherit}}\n",
    lines: [
      "widens secrets jobs.c.secrets: Handed secrets of job `c`: none, now `inherit`",
      "widens secrets jobs.c: Every secret of job `c`, handed to `o/r/.github/workflows/x.yml@v1`, is newly reached by `push`, so by people with write access",
    ],
  },
  // Environments
  {
    says: "an environment that goes takes its rules with it",
    old: job("environment: prod"),
    now: job(""),
    lines: [
      "widens environments jobs.j.environment: Environment of job `j`: `prod`, now none (its rules do not hold any more)",
    ],
  },
  {
    says: "an environment without a deployment",
    old: job("environment: {name: prod}"),
    now: job("environment: {name: Prod, deployment: false}"),
    lines: [
      "changes environments jobs.j.environment.deployment: `environment.deployment` of job `j`: none, now `false`",
    ],
  },
  // Pins
  {
    says: "a commit for a tag, and back",
    old: steps(`[{uses: a/b@${sha}}, {uses: c/d/e@v1}]`),
    now: steps(`[{uses: a/b@main}, {uses: c/d/e@${sha}}]`),
    lines: [
      `widens pins jobs.j.steps[0].uses: \`a/b\`: \`${sha}\`, now \`main\``,
      `narrows pins jobs.j.steps[1].uses: \`c/d/e\`: \`v1\`, now \`${sha}\``,
    ],
  },
  {
    says: "an action in place of another",
    old: steps("[{uses: a/b@v1}]"),
    now: steps("[{uses: c/d@v1}]"),
    lines: [
      "changes pins jobs.j.steps[0].uses: `a/b`: `v1`, now none",
      "changes pins jobs.j.steps[0].uses: `c/d`: none, now `v1`",
      "changes steps jobs.j.steps[0]: Step `a/b` of job `j` is gone",
      "changes steps jobs.j.steps[0]: Step `c/d` of job `j` is new",
    ],
  },
  // Images
  {
    says: "images of containers, services and steps",
    old: workflow(
      "container: node:20, services: {db: {image: 'redis:7', ports: ['1:1']}}",
      "on: push",
      `[{uses: 'docker://alpine@sha256:${"a".repeat(64)}'}]`,
    ),
    now: workflow(
      "container: {image: 'node:22', options: -x}, services: {db: {image: 'redis:7', ports: ['2:2']}}",
      "on: push",
      "[{uses: 'docker://alpine:3'}]",
    ),
    lines: [
      `widens images jobs.j.steps[0].uses: Image of step \`docker://alpine:3\` of job \`j\`: \`alpine@sha256:${"a".repeat(64)}\`, now \`alpine:3\` (no digest any more)`,
      "changes images jobs.j.container: Image of the container of job `j`: `node:20`, now `node:22`",
      "changes settings jobs.j.container.options: `container.options` of job `j`: none, now `-x`",
      'changes settings jobs.j.services.db.ports: `service db.ports` of job `j`: `["1:1"]`, now `["2:2"]`',
    ],
  },
  // Runners
  {
    says: "runners, leg by leg",
    old: "on: push\njobs: {j: {runs-on: '${{ matrix.os }}', strategy: {matrix: {os: [a, b]}}, steps: []}}\n",
    now: "on: push\njobs: {j: {runs-on: '${{ matrix.os }}', strategy: {matrix: {os: [a, c]}}, steps: []}}\n",
    lines: [
      'changes runners jobs.j.strategy.matrix: Legs of the matrix of job `j`: `{"os":"a"}`, `{"os":"b"}`, now `{"os":"a"}`, `{"os":"c"}`',
      "changes runners jobs.j.runs-on: Runner of job `j`: `a`, `b`, now `a`, `c`",
      "changes checks jobs.j: Check `j (b)` of job `j` is now `j (c)` (a rule that requires it waits for ever)",
    ],
  },
  {
    says: "a group and labels",
    old: "on: push\njobs: {j: {runs-on: [self-hosted, Linux], steps: []}}\n",
    now: "on: push\njobs: {j: {runs-on: {group: big, labels: [linux]}, steps: []}}\n",
    lines: ["changes runners jobs.j.runs-on: Runner of job `j`: `linux, self-hosted`, now `group big, linux`"],
  },
  // Checks
  {
    says: "a name",
    old: job("name: Test"),
    now: job("name: Tests"),
    lines: ["changes checks jobs.j: Check `Test` of job `j` is now `Tests` (a rule that requires it waits for ever)"],
  },
  {
    says: "a matrix that may be skipped files one check under its bare name",
    old: job("name: T, strategy: {matrix: {n: [1, 2]}}"),
    now: job("name: T, strategy: {matrix: {n: [1, 2]}}, if: inputs.x"),
    lines: [
      "narrows conditions jobs.j.if: Condition of job `j`: none, now `inputs.x` (stricter: it holds in fewer cases)",
      "changes checks jobs.j: Job `j` files the one check `T` when it is skipped, in place of all others",
    ],
  },
  // Inputs
  {
    says: "inputs of a dispatch and of a call, and outputs",
    old: workflow(
      "",
      "on: {workflow_dispatch: {inputs: {a: {type: boolean}, b: {required: true}}}, workflow_call: {inputs: {c: {type: string}}, outputs: {o: {value: x}}}}",
    ),
    now: workflow(
      "",
      "on: {workflow_dispatch: {inputs: {a: {type: boolean, description: D}, b: {required: true, default: x}}}, workflow_call: {inputs: {c: {type: string, required: true}}, secrets: {S: {required: true}}}}",
    ),
    lines: [
      "widens inputs on.workflow_dispatch.inputs.b: Input `b` of `workflow_dispatch`: required, string, now required, string, default `x`",
      "changes inputs on.workflow_call.outputs.o: Output `o` of `workflow_call`: `x`, now none",
      "narrows inputs on.workflow_call.inputs.c: Input `c` of `workflow_call`: optional, string, now required, string (who does not give it is refused)",
      "narrows inputs on.workflow_call.secrets.S: Secret `s` of `workflow_call`: none, now required (who does not give it is refused)",
    ],
  },
  {
    says: "an input that is gone, and one that anybody may leave out",
    old: on("{workflow_call: {inputs: {c: {type: string}}}}"),
    now: on("{workflow_call: {inputs: {d: {type: number, default: 1}}}}"),
    lines: [
      "changes inputs on.workflow_call.inputs.d: Input `d` of `workflow_call`: none, now optional, number, default `1`",
      "narrows inputs on.workflow_call.inputs.c: Input `c` of `workflow_call`: optional, string, now none (who gives it is refused)",
    ],
  },
  // Calls
  {
    says: "another workflow that is called, and what it is given",
    old: "on: push\npermissions: {}\njobs: {c: {uses: ./.github/workflows/x.yml, with: {a: 1}}}\n",
    now: "on: push\npermissions: {}\njobs: {c: {uses: ./.github/workflows/y.yml, with: {a: 2}}}\n",
    lines: [
      "changes calls jobs.c.with.a: `with.a` of job `c`: `1`, now `2`",
      "changes calls jobs.c.uses: Called workflow of job `c`: `.github/workflows/x.yml`, now `.github/workflows/y.yml`",
    ],
  },
  // Needs, concurrency, timeouts
  {
    says: "jobs that it waits for",
    old: "on: push\njobs: {a: {runs-on: x, steps: []}, b: {runs-on: x, needs: a, steps: []}}\n",
    now: "on: push\njobs: {a: {runs-on: x, steps: []}, b: {runs-on: x, steps: []}}\n",
    lines: ["changes needs jobs.b.needs: Needed jobs of job `b`: `a`, now none"],
  },
  {
    says: "concurrency of the workflow and of a job",
    old: workflow("concurrency: G", "on: push\nconcurrency: {group: a, cancel-in-progress: true}"),
    now: workflow("concurrency: g", "on: push\nconcurrency: {group: b, queue: max}"),
    lines: [
      "changes concurrency concurrency: `cancel-in-progress` of the concurrency: `true`, now `false`",
      "changes concurrency concurrency: `group` of the concurrency: `a`, now `b`",
      "changes concurrency concurrency: `queue` of the concurrency: `single`, now `max`",
    ],
  },
  {
    says: "timeouts of a job, by default 360 minutes, and of a step",
    old: steps("[{run: a}]"),
    now: workflow("timeout-minutes: 5", "on: push", "[{run: a, timeout-minutes: 3}]"),
    lines: [
      "changes timeouts jobs.j.timeout-minutes: Timeout of job `j`: `360` minutes, now `5` minutes",
      "changes timeouts jobs.j.steps[0].timeout-minutes: Timeout of step `#1` of job `j`: none, now `3` minutes",
    ],
  },
  // Steps
  {
    says: "scripts, variables, inputs, shells",
    old: steps("[{id: s, run: a, env: {X: 1}}, {uses: a/b@v1, with: {x: 1}}]"),
    now: steps("[{id: s, run: b, env: {X: 2}, shell: sh}, {uses: a/b@v1, with: {X: 1, x: 2}}]"),
    lines: [
      "changes steps jobs.j.steps[0].env.X: `env.X` of step `s` of job `j`: `1`, now `2`",
      "changes steps jobs.j.steps[0].shell: `shell` of step `s` of job `j`: none, now `sh`",
      "changes steps jobs.j.steps[0].run: Script of step `s` of job `j`: `a`, now `b`",
      "changes steps jobs.j.steps[1].with.X: `with.X` of step `a/b` of job `j`: none, now `1`",
      "changes steps jobs.j.steps[1].with.x: `with.x` of step `a/b` of job `j`: `1`, now `2`",
    ],
  },
  {
    says: "an order",
    old: steps("[{run: a}, {run: b}, {run: c}]"),
    now: steps("[{run: c}, {run: a}, {run: b}]"),
    lines: ["changes steps jobs.j.steps[0]: Step `#1` of job `j` stands at another place"],
  },
  {
    says: "steps in the background",
    old: steps("[{run: a}, {parallel: [{run: b}]}]"),
    now: steps("[{run: a, background: true}, {parallel: [{run: b}, {run: c}]}]"),
    lines: [
      "changes steps jobs.j.steps[0].background: `background` of step `#1` of job `j`: none, now `true`",
      "changes steps jobs.j.steps[1].parallel: `parallel` of step `#2` of job `j`: `1`, now `2`",
      "changes steps jobs.j.steps[1].parallel[1]: Step `#2` of job `j` is new",
    ],
  },
  // Settings: whatever has no word of its own
  {
    says: "everything else, by its key",
    old: workflow("strategy: {matrix: {n: [1]}}", "on: push\nenv: {A: 1}\ndefaults: {run: {shell: bash}}"),
    now: workflow(
      "strategy: {matrix: {n: [1]}, fail-fast: false, max-parallel: 1}, continue-on-error: true, outputs: {o: x}, never: heard",
      "on: push\nenv: {A: 2}\ndefaults: {run: {shell: sh}}\nrun-name: r\ntop: 1",
    ),
    lines: [
      "changes settings defaults.run.shell: `defaults.run.shell`: `bash`, now `sh`",
      "changes settings env.A: `env.A`: `1`, now `2`",
      "changes settings run-name: `run-name`: none, now `r`",
      "changes settings top: `top`: none, now `1`",
      "changes settings jobs.j.continue-on-error: `continue-on-error` of job `j`: none, now `true`",
      "changes settings jobs.j.never: `never` of job `j`: none, now `heard`",
      "changes settings jobs.j.outputs.o: `outputs.o` of job `j`: none, now `x`",
      "changes settings jobs.j.strategy.fail-fast: `strategy.fail-fast` of job `j`: none, now `false`",
      "changes settings jobs.j.strategy.max-parallel: `strategy.max-parallel` of job `j`: none, now `1`",
    ],
  },
  // Jobs
  {
    says: "a job that comes, with what reaches beyond it, and one that goes",
    old: "on: push\npermissions: {}\njobs: {a: {runs-on: x, steps: []}}\n",
    now: "on: push\npermissions: {}\njobs: {b: {runs-on: x, environment: e, permissions: {contents: write}, container: 'c:1', steps: []}}\n",
    lines: [
      "changes jobs jobs.a: Job `a` is gone",
      "changes jobs jobs.b: Job `b` is new",
      "widens permissions jobs.b.permissions: Permission `contents` of job `b`: `none`, now `write`",
      "narrows environments jobs.b.environment: Environment of job `b`: none, now `e`",
      "changes images jobs.b.container: Image of the container of job `b`: none, now `c:1`",
      "changes checks jobs.a: Check `a` of job `a` vanishes (a rule that requires it waits for ever)",
      "changes checks jobs.b: Check `b` of job `b` appears",
    ],
  },
];

for (const { says, old, now, lines } of cases) test(says, () => assert.equal(linesOf(old, now), lines));

test("knows the default where the repository's setting is known", () => {
  const permissive = { defaultPermissions: "permissive" } as const;
  assert.equal(
    linesOf(job("permissions: {contents: write, id-token: write}"), job(""), permissive).filter((each) =>
      /`(?:contents|id-token|checks)`/.test(each),
    ),
    [
      "widens permissions jobs.j.permissions: Permission `checks` of job `j`: `none`, now `write`",
      "narrows permissions jobs.j.permissions: Permission `id-token` of job `j`: `write`, now `none`",
    ],
  );
});

test.run();
