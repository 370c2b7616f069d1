import {
  type AnalyzedWorkflow,
  describeEffects,
  type Effects,
  type EffectsInput,
  printMermaid,
} from "@yardmaster/analyzer";
import type { WorkflowModel } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("effects");

function effects(texts: Readonly<Record<string, string>>, more: Partial<EffectsInput> = {}): Effects {
  const workflows = Object.entries(texts).map(([stem, text]): AnalyzedWorkflow => {
    const { model, diagnostics } = readYaml(text);
    if (diagnostics.length > 0) throw new Error(`${stem}: ${diagnostics[0]?.message}`);
    return { file: `.github/workflows/${stem}.yml`, model: model as WorkflowModel };
  });
  return describeEffects({ workflows: new Map(workflows.map((workflow) => [workflow.file, workflow])), ...more });
}

const sentences = (found: readonly { readonly sentence: string }[]) => found.map(({ sentence }) => sentence);
const links = ({ links }: Effects) =>
  links.map(({ kind, from, job, to, isOuter, event, isUnconditional }) =>
    [from.slice(18, -4), job, kind, isOuter ? `(${to})` : to.replace(".github/workflows/", ""), event, isUnconditional]
      .filter((part) => part !== undefined)
      .join(" "),
  );
const one = (keys: string) => `jobs: {j: {runs-on: x, ${keys}}}`;
const steps = (...list: readonly string[]) => `jobs:\n  j:\n    runs-on: x\n    steps:\n${list.map(step).join("")}`;
const step = (script: string) => `      - run: |\n${script.replaceAll(/^/gm, "          ")}\n`;

test("an event is narrowed by its filters, and brought about by people", () => {
  const { workflows } = effects({
    a: `on:
  push: {branches: [main, a, b, c, d], paths: [src/**]}
  issues: {types: [opened]}
  pull_request: {branches: main}
  pull_request_target: {types: [labeled]}
  schedule: [{cron: 1 2 * * *}, {cron: 3 4 * * *}]
  fork:
  gollum:
  status:
  future_event:
${one("steps: [{run: a}]")}`,
    b: `on: [issues, workflow_dispatch]\n${one("steps: [{run: a}]")}`,
    c: `on:\n  issues: {types: [labeled, milestoned]}\n${one("steps: [{run: a}]")}`,
  });
  const lines = workflows.flatMap(({ events }) =>
    events.map(({ event, filter, people }) => `${event} ${filter}: ${people}`),
  );
  assert.equal(lines, [
    "push to `main`, `a`, `b` and 2 more in `src/**`: write",
    "issues (opened): anyone",
    "pull_request into `main`: authors",
    "pull_request_target (labeled): triage",
    "schedule `1 2 * * *`, `3 4 * * *`: clock",
    "fork : anyone",
    "gollum : wiki",
    "status : apps",
    "future_event : write",
    "issues : anyone",
    "workflow_dispatch : write",
    "issues (labeled, milestoned): triage",
  ]);
});

test("scripts, actions and octokit dispatch, here and elsewhere", () => {
  const found = effects({
    target: `name: Target\non: [workflow_dispatch, repository_dispatch]\n${one("steps: [{run: a}]")}`,
    narrow: `on: {repository_dispatch: {types: [go, x*]}}\n${one("steps: [{run: a}]")}`,
    a: `on: push
jobs:
  j:
    runs-on: x
    steps:
${step("gh workflow run target.yml --ref main -f a='b c'")}
${step('GH_TOKEN=x gh workflow run --ref "$REF" \\\n  "Target"')}
${step("gh workflow run -R other/repo build.yml")}
${step('gh workflow run "$FILE"\ngh workflow run ${{ inputs.file }}\n# gh workflow run target.yml\necho "gh workflow run target.yml"')}
${step("if true; then\n  gh workflow run .github/workflows/target.yml\nfi")}
${step('gh api "repos/${{ github.repository }}/actions/workflows/target.yml/dispatches" -f ref=main')}
${step("gh api repos/{owner}/{repo}/dispatches -f event_type=stop")}
${step('curl -X POST https://api.github.com/repos/o/n/dispatches -d \'{"event_type": "go"}\'')}
      - uses: peter-evans/repository-dispatch@v3
        with: {event-type: go}
      - uses: benc-uk/workflow-dispatch@v1
        if: success()
        with: {workflow: target.yml, repo: "\${{ github.repository }}"}
      - uses: convictional/trigger-workflow-and-wait@v1
        with: {owner: o, repo: n, workflow_file_name: w.yml}
      - uses: actions/github-script@v7
        with:
          script: |
            await github.rest.actions.createWorkflowDispatch({
              ...context.repo, workflow_id: "target.yml", ref: "main", inputs: { a: "b" },
            });
            await github.rest.repos.createDispatchEvent({ owner: "o", repo: "n", event_type: "go" });
`,
  });
  assert.equal(links(found), [
    "a j dispatches target.yml workflow_dispatch true",
    "a j dispatches target.yml workflow_dispatch true",
    "a j dispatches (other/repo: build.yml) workflow_dispatch",
    "a j dispatches target.yml workflow_dispatch",
    "a j dispatches target.yml workflow_dispatch true",
    "a j dispatches narrow.yml repository_dispatch true",
    "a j dispatches target.yml repository_dispatch true",
    "a j dispatches (o/n: repository_dispatch go) repository_dispatch",
    "a j dispatches narrow.yml repository_dispatch true",
    "a j dispatches target.yml repository_dispatch true",
    "a j dispatches target.yml workflow_dispatch",
    "a j dispatches (o/n: w.yml) workflow_dispatch",
    "a j dispatches target.yml workflow_dispatch true",
    "a j dispatches (o/n: repository_dispatch go) repository_dispatch",
  ]);
});

test("calls are followed to the jobs that have what is handed on", () => {
  const found = effects({
    top: `on: {push: {branches: [main]}, issue_comment: }
permissions: {contents: write}
jobs:
  go:
    if: github.event_name == 'push' || contains(github.event.comment.body, '/go')
    uses: ./.github/workflows/middle.yml
    secrets: {KEY: "\${{ secrets.ROOT_KEY }}"}
  out: {uses: o/n/.github/workflows/x.yml@v1, secrets: inherit}
`,
    middle: `on: {workflow_call: }\njobs: {m: {uses: ./.github/workflows/leaf.yml, secrets: inherit}}`,
    leaf: `on: {workflow_call: }
jobs:
  l:
    runs-on: x
    if: github.event_name != 'push'
    permissions: {contents: write, issues: write}
    environment: {name: prod}
    steps:
      - run: a
        if: \${{ inputs.b }}
        env: {KEY: "\${{ secrets.KEY }}", LOST: "\${{ secrets.github_token }}"}
`,
  });
  assert.equal(links(found), [
    "middle m calls leaf.yml",
    "top go calls middle.yml",
    "top out calls (o/n/.github/workflows/x.yml@v1)",
  ]);
  const way = "through top.yml#go (calls) and middle.yml#m (calls), so by anyone with an account";
  assert.equal(sentences(found.secrets), [
    `Secret \`ROOT_KEY\` of job \`l\` in leaf.yml: reached, after what the environment \`prod\` asks for, by \`issue_comment\` ${way}, if \`contains(github.event.comment.body, '/go')\` and \`inputs.b\`.`,
    "Every secret of job `out` in top.yml (handed to o/n/.github/workflows/x.yml@v1): reached by `push` to `main`, so by people with write access; by `issue_comment`, so by anyone with an account.",
  ]);
  assert.equal(sentences(found.permissions), [
    `\`contents: write\` of job \`l\` in leaf.yml: reached, after what the environment \`prod\` asks for, by \`issue_comment\` ${way}, if \`contains(github.event.comment.body, '/go')\`.`,
    "`contents: write` of job `out` in top.yml (handed to o/n/.github/workflows/x.yml@v1): reached by `push` to `main`, so by people with write access; by `issue_comment`, so by anyone with an account.",
  ]);
});

test("a pull request from a fork reaches nothing in its own run, and all in the run that follows it", () => {
  const found = effects({
    ci: `name: CI\non: [pull_request, pull_request_review]\npermissions: write-all\n${one('env: {A: "${{ secrets.A }}"}, steps: [{run: a}]')}`,
    after: `on: {workflow_run: {workflows: [CI], types: [completed]}}\npermissions: {statuses: write}\n${one("steps: [{run: a}]")}`,
  });
  assert.equal(sentences(found.secrets), [
    "Secret `A` of job `j` in ci.yml: reached by `pull_request`, so by people with write access; by `pull_request_review`, so by anyone who reviews a pull request from a branch of this repository.",
  ]);
  assert.equal(
    sentences(found.permissions).filter((sentence) => sentence.startsWith("`statuses")),
    [
      "`statuses: write` of job `j` in after.yml: reached by `pull_request` through ci.yml (completes), so by anyone who opens a pull request, from a fork too; by `pull_request_review` through ci.yml (completes), so by anyone who reviews a pull request from a branch of this repository.",
      "`statuses: write` of job `j` in ci.yml: reached by `pull_request`, so by people with write access; by `pull_request_review`, so by anyone who reviews a pull request from a branch of this repository.",
    ],
  );
});

test("what is dispatched is reached by whoever reaches the job that dispatches", () => {
  const found = effects({
    a: `on: {issues: {types: [opened]}}\npermissions: {actions: write}\n${steps("gh workflow run b.yml")}`,
    b: `on: workflow_dispatch\npermissions: {}\n${one('steps: [{run: a, env: {K: "${{ secrets.K }}"}}]')}`,
  });
  assert.equal(sentences(found.secrets), [
    "Secret `K` of job `j` in b.yml: reached by `workflow_dispatch`, so by people with write access; by `issues` (opened) through a.yml#j (dispatches), so by anyone with an account.",
  ]);
});

test("whole contexts, settings that give a token, and secrets of a workflow's env", () => {
  const found = effects({
    a: `on: push\nenv: {E: "\${{ secrets.E }}"}\n${one('steps: [{run: "${{ toJSON(secrets) }} ${{ secrets[matrix.x] }}"}]')}`,
  });
  assert.equal(sentences(found.secrets), [
    "Secret `E` of job `j` in a.yml: reached by `push`, so by people with write access.",
    "Every secret of job `j` in a.yml: reached by `push`, so by people with write access.",
  ]);
  assert.equal(sentences(found.permissions), [
    "What the repository's settings let the token write of job `j` in a.yml: reached by `push`, so by people with write access.",
  ]);
});

test("tasks of the orchestrator go out from the job that sends them, or else from their table", () => {
  const tasks = [
    { name: "notes", dispatch: { event: "workflow_dispatch", workflow: "b.yml", repositories: [] } },
    { name: "there", dispatch: { event: "repository_dispatch", type: "go", repositories: ["o/n"] } },
    { name: "here", dispatch: { event: "repository_dispatch", type: "go", repositories: [] } },
  ];
  const tables = [{ file: "generated/t.json", tasks }] as unknown as NonNullable<EffectsInput["tables"]>;
  const b = `on: [workflow_dispatch, repository_dispatch]\n${one("steps: [{run: a}]")}`;
  const sender = effects({ a: `on: push\n${steps("npx rc orchestrator dispatch --x")}`, b }, { tables });
  assert.equal(links(sender), [
    "a j dispatches b.yml workflow_dispatch",
    "a j dispatches (o/n: repository_dispatch go) repository_dispatch",
    "a j dispatches b.yml repository_dispatch",
  ]);
  assert.equal(
    effects({ b }, { tables }).links.map(({ from, task }) => `${from} ${task}`),
    ["generated/t.json notes", "generated/t.json there", "generated/t.json here"],
  );
});

test("dead ends and loops", () => {
  const found = effects({
    none: `on: {}\n${one("steps: [{run: a}]")}`,
    uncalled: `on: workflow_call\n${one("steps: [{run: a}]")}`,
    waits: `on: {workflow_run: {workflows: [nobody]}}\n${one("steps: [{run: a}]")}`,
    ring: `name: Ring\non: {workflow_run: {workflows: [Other]}}\n${one("steps: [{run: a}]")}`,
    other: `name: Other\non: {workflow_run: {workflows: Ring}}\n${one("steps: [{run: a}]")}`,
    again: `on: workflow_dispatch\njobs: {j: {runs-on: x, if: inputs.more, steps: [{run: gh workflow run again.yml}]}}`,
    wrong: `on: push\njobs:\n  c: {uses: ./.github/workflows/gone.yml}\n  d: {uses: ./.github/workflows/again.yml}\n  e: {runs-on: x, steps: [{run: gh workflow run uncalled.yml}]}`,
  });
  assert.equal(sentences(found.deadEnds), [
    "none.yml has no event: nothing starts it.",
    "other.yml waits for workflows that themselves wait: nothing starts them.",
    "ring.yml waits for workflows that themselves wait: nothing starts them.",
    "waits.yml waits for workflows that this repository does not have.",
    "wrong.yml#c calls gone.yml, which this repository does not have.",
    "wrong.yml#d calls again.yml, which is not triggered by `workflow_call`.",
    "wrong.yml#e dispatches uncalled.yml, which is not triggered by `workflow_dispatch`.",
  ]);
  assert.equal(sentences(found.loops), [
    "again.yml dispatches again.yml, under `inputs.more`.",
    "other.yml is waited for by ring.yml is waited for by other.yml.",
  ]);
});

test("any values of a model are taken", () => {
  const found = effects({
    a: `on: [push, 3, null]\npermissions: 5\njobs: {j: {if: [], secrets: 3, uses: 4, steps: [null, 3, {run: 5, uses: {}}, {uses: actions/github-script@v7, with: 3}]}}`,
    b: `on: {push: 3, schedule: 4, workflow_run: {workflows: 3}}\njobs: {j: {environment: {name: 3}, if: false, steps: {a: b}}, k: {if: "\${{ ((( }}", steps: 3}}`,
  });
  assert.equal(links(found), []);
  assert.is(found.workflows.length, 2);
});

test("Mermaid gets nothing in its labels that it could read as more than text", () => {
  const printed = printMermaid(
    effects({
      'a"]-->x["b': `on: {push: {branches: ["a|b\\"c", "*_*"]}}\njobs: {j: {uses: "o/n/.github/workflows/x.yml@v1"}}`,
      b: `on: {workflow_run: {workflows: [C]}}\n${one("steps: [{run: a}]")}`,
      c: `name: C\non: push\n${steps("gh workflow run b.yml")}`,
    }),
  );
  assert.is(
    printed,
    `flowchart LR
  w0["a#34;#93;--#62;x#91;#34;b.yml"]
  e1(["push"])
  w2["b.yml"]
  w3["c.yml"]
  o4[/"o/n/.github/workflows/x.yml@v1"/]
  e1 -->|"to a#124;b#34;c, #42;_#42;"| w0
  e1 --> w3
  w0 ==>|"calls"| o4
  w3 -.->|"then"| w2
  w3 -.->|"dispatches"| w2
`,
  );
});

test.run();
