import { readFileSync } from "node:fs";
import type { TaskTable } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "yaml";
import { checkWorkflow } from "../helpers/judge-text.ts";
import {
  type ConsumerRepository,
  git,
  makeConsumerRepository,
  orchestratorRepository,
  orchestratorSha,
} from "./helpers/consumer-repository.ts";
import { gateAlone } from "./helpers/gate-alone.ts";
import { neededPermissions, texts, type Workflow, workflow } from "./helpers/generated-workflows.ts";

const remote = new RegExp(`${orchestratorRepository}/(.github/workflows/[\\w-]+\\.yml)@${orchestratorSha}`, "g");

/** GitHub's parser, which reads called workflows only where it can: our own files stand in for the remote ones. */
async function judge(file: string, text: string): Promise<readonly string[]> {
  const findings = await checkWorkflow({ file, text: text.replace(remote, "./$1") }, (path) =>
    texts.get(path.split("/").at(-1) ?? ""),
  );
  return findings.map(({ message }) => message.replace("GitHub's parser refuses this: ", ""));
}

/** Ids and calls of the jobs that call a workflow of the orchestrator, with what these need. */
function callsOf({ jobs }: Pick<Workflow, "jobs">) {
  return Object.entries(jobs).flatMap(([id, { uses, permissions }]) => {
    const file = uses?.match(/([\w-]+\.yml)@/)?.[1];
    return file === undefined ? [] : [{ id, file, permissions, needed: neededPermissions(workflow(file)) }];
  });
}

const orchestrator = ".github/workflows/orchestrator.yml";

const test = suite<ConsumerRepository>("the template of a consumer, as a second git repository");
test.before((consumer) => void Object.assign(consumer, makeConsumerRepository()));
test.after((consumer) => consumer.dispose());

test("is these files", ({ clone }) => {
  assert.equal(git(clone, "ls-files").trim().split("\n"), [
    ".github/orchestrator-tasks.json",
    ".github/workflows/deploy.yml",
    ".github/workflows/orchestrator.yml",
    "README.md",
  ]);
});
test("has its pins filled in by the commands of its README, to one commit and version", ({ read }) => {
  const text = read(orchestrator);
  assert.equal(
    [...text.matchAll(/uses: (.*)/g)].map(([, uses]) => uses),
    ["reusable-orchestrator", "orchestrator-log-branch"].map(
      (name) => `${orchestratorRepository}/.github/workflows/${name}.yml@${orchestratorSha} # v1.0.0`,
    ),
  );
  assert.not.match(text, /OWNER|0{40}/);
});
test("is accepted by GitHub's parser, together with what it calls", async ({ read }) => {
  for (const file of [orchestrator, ".github/workflows/deploy.yml"]) assert.equal(await judge(file, read(file)), []);
  const text = read(orchestrator);
  assert.equal(await judge(orchestrator, text.replace("      tasks:", "      task:")), [
    "Invalid input, task is not defined in the referenced workflow.",
  ]);
  assert.equal(await judge(orchestrator, text.replace("ORCHESTRATOR_TEAM_TOKEN:", "TEAM_TOKEN:")), [
    "Invalid secret, TEAM_TOKEN is not defined in the referenced workflow.",
  ]);
});
test("grants the called jobs what they need and no more, and nothing to anybody else", (consumer) => {
  const { permissions, jobs } = consumer.workflow("orchestrator.yml");
  assert.equal(permissions, {});
  const calls = callsOf({ jobs });
  assert.equal(
    calls.map(({ id, file }) => [id, file]),
    [
      ["orchestrate", "reusable-orchestrator.yml"],
      ["log", "orchestrator-log-branch.yml"],
    ],
  );
  assert.equal(Object.keys(jobs), ["orchestrate", "log"]);
  for (const { id, permissions, needed } of calls) assert.equal(permissions, needed, id);
  assert.equal(consumer.workflow("deploy.yml").permissions, {});
});
test("passes each secret by its name, to the one call that takes secrets", (consumer) => {
  const { jobs } = consumer.workflow("orchestrator.yml");
  const declared = workflow("reusable-orchestrator.yml").on.workflow_call as { secrets: object };
  assert.equal(
    jobs.orchestrate?.secrets,
    Object.fromEntries(
      Object.keys(declared.secrets)
        .sort()
        .map((name) => [name, `\${{ secrets.${name} }}`]),
    ),
  );
  assert.is(jobs.log?.secrets, undefined);
});
test("starts, waits and filters as this repository's own runner does", (consumer) => {
  const own = workflow("orchestrator-runner.yml");
  const { on, concurrency, jobs } = consumer.workflow("orchestrator.yml");
  assert.equal(on.issue_comment, own.on.issue_comment);
  assert.equal(concurrency, own.concurrency);
  assert.equal([jobs.orchestrate?.if, jobs.log?.if], [own.jobs.orchestrate?.if, own.jobs.log?.if]);
});
test("has a table whose tasks fit the workflows that they start", (consumer) => {
  const { tasks } = JSON.parse(consumer.read(".github/orchestrator-tasks.json")) as TaskTable;
  assert.equal(
    tasks.map(({ name }) => name),
    ["deploy"],
  );
  for (const { dispatch, inputs } of tasks) {
    if (dispatch.event !== "workflow_dispatch") return assert.unreachable();
    const { on, "run-name": runName } = consumer.workflow(dispatch.workflow) as Workflow & { "run-name": string };
    const declared = (on.workflow_dispatch as { inputs: Record<string, Record<string, unknown>> }).inputs;
    const { [dispatch.correlation ?? ""]: correlation, ...others } = declared;
    assert.equal(correlation, {
      description: "Filled in by the orchestrator; empty by hand.",
      default: "",
      type: "string",
    });
    assert.ok(runName.startsWith(`\${{ inputs.${dispatch.correlation} }} `), runName);
    assert.equal(
      inputs.map(({ name, required, ...input }) => [name, { ...input, ...(required ? { required } : {}) }]),
      Object.entries(others),
    );
  }
});
test("pins actions to the commits of the lock", ({ read }) => {
  const lock = JSON.parse(readFileSync("workflows-src/actions.lock.json", "utf8")) as {
    actions: Record<string, { sha: string; version: string }>;
  };
  const pins = [...read(".github/workflows/deploy.yml").matchAll(/uses: (.*)/g)].map(([, uses = ""]) => uses);
  assert.equal(
    pins,
    ["actions/checkout"].map((name) => `${name}@${lock.actions[name]?.sha} # ${lock.actions[name]?.version}`),
  );
});
test("the guide's own example calls the gate alone, with the permission that it needs", async () => {
  const text = gateAlone();
  assert.equal(await judge(".github/workflows/publish.yml", text), []);
  assert.equal(await judge(".github/workflows/publish.yml", text.replace("command:", "comand:")), [
    "Invalid input, comand is not defined in the referenced workflow.",
  ]);
  const calls = callsOf(parse(text) as Workflow);
  assert.equal(
    calls.map(({ file, permissions }) => [file, permissions]),
    [["permission-gate.yml", { contents: "read", "pull-requests": "read" }]],
  );
  for (const { permissions, needed } of calls) assert.equal(permissions, needed);
});
test("the guide names the permissions of each workflow that can be called", () => {
  const rows = [...readFileSync("docs/consumers.md", "utf8").matchAll(/^\| `([\w-]+\.yml)` \| (.*) \|$/gm)];
  const callable = [...texts.keys()].filter((file) => Object.hasOwn(workflow(file).on, "workflow_call"));
  assert.equal(
    Object.fromEntries(rows.map(([, file = "", permissions = ""]) => [file, permissions])),
    Object.fromEntries(
      callable.map((file) => [
        file,
        Object.entries(neededPermissions(workflow(file)))
          .map(([scope, level]) => `\`${scope}: ${level}\``)
          .join(", "),
      ]),
    ),
  );
});
test.run();
