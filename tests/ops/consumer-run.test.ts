import { generateKeyPairSync } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "yaml";
import { type EmbeddedGitHub, type EmbeddedToken, startEmbeddedGitHub } from "../helpers/embedded-github/index.ts";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import type { PermissionLevels } from "./helpers/combine-permissions.ts";
import { type ConsumerMachine, createConsumerMachine } from "./helpers/consumer-machine.ts";
import { type ConsumerRepository, makeConsumerRepository } from "./helpers/consumer-repository.ts";
import { gateAlone } from "./helpers/gate-alone.ts";
import type { Workflow } from "./helpers/generated-workflows.ts";
import { type Machine, type RunOfWorkflow, runWorkflow } from "./helpers/run-workflow.ts";

// The template's workflows, and those that they call, run on this machine: GitHub's expressions, the real scripts in bash, the
// built programs, the tasks from the consumer's own git repository, and a GitHub that knows what each token may do.

const name = "Codertocat/Hello-World";
const botToken = "ghp_BotTokenOfTheConsumer01";
const maintainer = { login: "maintainer", id: 1002 };
const triager = { login: "octocat", id: 583231 };

const appKeys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** One token a set of permissions, as the job's own. */
const jobTokens: readonly EmbeddedToken[] = [
  { contents: "read", "pull-requests": "read" },
  { contents: "read", issues: "write", "pull-requests": "write" },
  { contents: "write" },
].map((permissions) => ({
  value: tokenOf(permissions as PermissionLevels),
  label: `job with ${JSON.stringify(permissions)}`,
  permissions: {
    metadata: "read",
    ...Object.fromEntries(Object.entries(permissions).map(([scope, level]) => [scope.replace("-", "_"), level])),
  },
}));

function tokenOf(permissions: PermissionLevels): string {
  return `ghs_${Buffer.from(JSON.stringify(permissions)).toString("hex")}`;
}

function startGitHub(): Promise<EmbeddedGitHub> {
  const input = { type: "string" } as const;
  return startEmbeddedGitHub({
    repositories: [
      {
        owner: "Codertocat",
        name: "Hello-World",
        defaultBranch: "main",
        collaborators: [
          { ...maintainer, role: "maintain" },
          { ...triager, role: "triage" },
        ],
        workflows: {
          "deploy.yml": {
            dispatchInputs: {
              stage: { type: "choice", required: true, options: ["staging", "production"] },
              reason: input,
              correlation_id: input,
            },
            runName: "{correlation_id} deploy to {stage}",
          },
        },
      },
    ],
    apps: [
      {
        id: 7,
        slug: "ship-it",
        publicKey: appKeys.publicKey,
        installations: [
          {
            id: 70,
            owner: "Codertocat",
            repositories: ["Hello-World"],
            permissions: { metadata: "read", actions: "write" },
          },
        ],
      },
    ],
    tokens: [...jobTokens, { value: botToken, label: "bot", permissions: { metadata: "read", actions: "write" } }],
  });
}

interface Finished extends RunOfWorkflow, Pick<ConsumerMachine, "logs"> {
  readonly github: EmbeddedGitHub;
  readonly artifacts: Readonly<Record<string, string>>;
}

interface Person {
  readonly login: string;
  readonly id: number;
}

interface Start {
  readonly workflow: Workflow;
  readonly event: object;
  readonly eventName: string;
  readonly person: Person;
  readonly ref?: string;
  readonly environments?: Machine["environments"];
  readonly vars?: Machine["vars"];
  readonly definition?: NonNullable<Machine["definition"]>;
}

async function run(consumer: ConsumerRepository, start: Start): Promise<Finished> {
  const { workflow, eventName, person, ref = "refs/heads/main", vars = {}, definition } = start;
  const { environments = { orchestrator: { ORCHESTRATOR_BOT_TOKEN: botToken } } } = start;
  const github = await startGitHub();
  const ref_name = ref.replace("refs/heads/", "");
  const { repository } = createCommentEvent({ body: "" });
  const event = { ...start.event, repository: { ...repository, default_branch: "main" } };
  const machine = createConsumerMachine(consumer, event, {
    GITHUB_ACTOR: person.login,
    GITHUB_API_URL: github.url,
    GITHUB_EVENT_NAME: eventName,
    GITHUB_REF_NAME: ref_name,
    GITHUB_REPOSITORY: name,
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_RUN_ID: "42",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_TRIGGERING_ACTOR: person.login,
  });
  const { inputs } = event as { inputs?: Readonly<Record<string, unknown>> };
  const context = { event, event_name: eventName, ref, ref_name, repository: name, run_id: "42", run_attempt: "1" };
  try {
    const finished = await runWorkflow(
      workflow,
      { ...machine, github: context, vars, environments, tokenOf, ...(definition ? { definition } : {}) },
      { at: "", inputs: inputs ?? {}, secrets: {} },
    );
    return { ...finished, github, artifacts: machine.artifacts(), logs: machine.logs };
  } finally {
    machine.dispose();
    await github.close();
  }
}

function comment(consumer: ConsumerRepository, person: Person, body: string, more: Partial<Start> = {}) {
  const workflow = consumer.workflow("orchestrator.yml");
  const event = createCommentEvent({ body, ...person });
  return run(consumer, { workflow, event, eventName: "issue_comment", person, ...more });
}

function manual(consumer: ConsumerRepository, person: Person, inputs: Readonly<Record<string, string>>, more = {}) {
  const workflow = consumer.workflow("orchestrator.yml");
  const event = createManualEvent({ inputs, ...person });
  return run(consumer, { workflow, event, eventName: "workflow_dispatch", person, ...more });
}

/** Labels of the tokens that asked for a change, each once. */
function writers({ github }: Finished): readonly string[] {
  const labels = github.requests.filter(({ method }) => method !== "GET").map(({ headers }) => headers.authorization);
  return [...new Set(labels.map(String))].sort();
}

function started({ github }: Finished) {
  return github.runs.map(({ repository, workflow, ref, inputs: { correlation_id: id = "", ...inputs } }) => ({
    repository,
    workflow,
    ref,
    inputs,
    isCorrelated: /^rc-[0-9r]\d+-[0-9a-f]{10}$/.test(id),
  }));
}

const speaks = 'job with {"contents":"read","issues":"write","pull-requests":"write"}';
const logs = 'job with {"contents":"write"}';
const staging = {
  repository: name,
  workflow: "deploy.yml",
  ref: "main",
  inputs: { stage: "staging", reason: "first try" },
  isCorrelated: true,
};
const skipped = {
  "orchestrate / gate / gate": "success",
  "orchestrate / gate": "success",
  "orchestrate / dispatch": "skipped",
  "orchestrate / refuse": "skipped",
  orchestrate: "success",
  log: "skipped",
};
const logged = { "log / log": "success", log: "success" };

const test = suite<ConsumerRepository>("the template of a consumer, run");
test.before((consumer) => {
  Object.assign(consumer, makeConsumerRepository());
  // What a branch of somebody's says must not count.
  const tasks = consumer.read(".github/orchestrator-tasks.json").replace('"maintain"', '"triage"');
  consumer.commitOn("octocat/more-rights", { ".github/orchestrator-tasks.json": tasks });
});
test.after((consumer) => consumer.dispose());

test("a maintainer's command starts the consumer's own workflow, once, on its default branch", async (consumer) => {
  const done = await comment(
    consumer,
    maintainer,
    'Ship it.\n\n/orchestrate deploy stage=staging reason="first try"\n',
  );
  assert.equal(done.results, { ...skipped, "orchestrate / dispatch": "success", ...logged }, JSON.stringify(done.logs));
  assert.equal(started(done), [staging]);
  const byBot = done.github.requests.filter(({ headers }) => headers.authorization === "bot");
  assert.equal(
    byBot.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`),
    [`POST /repos/${name}/actions/workflows/deploy.yml/dispatches`],
  );
  assert.equal(writers(done), ["bot", speaks, logs]);
  assert.is(done.github.comments.length, 1);
});
test("somebody whom the task does not admit starts nothing, and is told once", async (consumer) => {
  const done = await comment(
    consumer,
    triager,
    "/orchestrate deploy stage=staging\n/orchestrate deploy stage=production",
  );
  assert.equal(done.results, { ...skipped, "orchestrate / refuse": "success", ...logged }, JSON.stringify(done.logs));
  assert.equal(started(done), []);
  assert.equal(writers(done), [speaks, logs]);
  assert.is(done.github.comments.length, 1);
});
test("a table on somebody's branch does not count, also where the run is on that branch", async (consumer) => {
  const inputs = { command: "deploy stage=staging", mode: "live" };
  const done = await manual(consumer, triager, inputs, { ref: "refs/heads/octocat/more-rights" });
  assert.equal(done.results, { ...skipped, ...logged }, JSON.stringify(done.logs));
  assert.equal(started(done), []);
  assert.equal(writers(done), [logs]);
});
test("a command from the Actions page is dispatched; a dry run of it is not", async (consumer) => {
  const command = 'deploy stage=staging reason="first try"';
  const live = await manual(consumer, maintainer, { command, mode: "live" });
  assert.equal([live.result, started(live)], ["success", [staging]], JSON.stringify(live.logs));
  const dry = await manual(consumer, maintainer, { command, mode: "dry-run" });
  assert.equal(dry.results, { ...skipped, "orchestrate / dispatch": "success", ...logged }, JSON.stringify(dry.logs));
  assert.equal([started(dry), writers(dry)], [[], [logs]]);
});
test("what is no command starts no job beyond the gate, and gets no answer", async (consumer) => {
  const quoted = await comment(consumer, maintainer, "Try `/orchestrate deploy stage=staging` some day.");
  assert.equal(quoted.results, skipped, JSON.stringify(quoted.logs));
  assert.equal(quoted.github.requests, []);
  const other = await comment(consumer, maintainer, "Ship it.");
  assert.equal(other.results, { orchestrate: "skipped", log: "skipped" });
  assert.equal(other.logs, {});
});
test("an App's key in place of the token is exchanged for one that dispatches", async (consumer) => {
  const done = await comment(consumer, maintainer, '/orchestrate deploy stage=staging reason="first try"', {
    environments: { orchestrator: { ORCHESTRATOR_APP_PRIVATE_KEY: appKeys.privateKey } },
    vars: { ORCHESTRATOR_APP_ID: "7" },
  });
  assert.equal([done.result, started(done)], ["success", [staging]], JSON.stringify(done.logs));
  assert.equal(writers(done), ["app ship-it", "installation of ship-it", speaks, logs]);
});
test("without the environment's token nothing is sent, and the run fails", async (consumer) => {
  const done = await comment(consumer, maintainer, "/orchestrate deploy stage=staging", { environments: {} });
  assert.is(done.results["orchestrate / dispatch"], "failure");
  assert.equal(started(done), []);
  assert.match(done.logs["orchestrate / dispatch / Dispatch"] ?? "", "ORCHESTRATOR_BOT_TOKEN");
});
test("a table that the default branch does not have stops the gate, and with it everything", async (consumer) => {
  const text = consumer
    .read(".github/workflows/orchestrator.yml")
    .replace("tasks: .github/orchestrator-tasks.json", "tasks: .github/no-tasks.json");
  const workflow = parse(text) as Workflow;
  const done = await comment(consumer, maintainer, "/orchestrate deploy stage=staging", { workflow });
  assert.equal(done.results, {
    ...skipped,
    "orchestrate / gate / gate": "failure",
    "orchestrate / gate": "failure",
    orchestrate: "failure",
  });
  assert.match(done.logs["orchestrate / gate / gate / Decide"] ?? "", "caller/.github/no-tasks.json");
  assert.equal(done.github.requests, []);
});
const commit = "0123456789abcdef0123456789abcdef01234567";
for (const [missing, definition] of [
  ["the repository", { workflow_repository: "", workflow_sha: commit }],
  ["the commit", { workflow_repository: "acme/yardmaster", workflow_sha: "" }],
  ["both", { workflow_repository: "", workflow_sha: "" }],
] as const) {
  test(`where GitHub does not name ${missing} of the job, nothing is checked out and nothing runs`, async (consumer) => {
    const done = await comment(consumer, maintainer, "/orchestrate deploy stage=staging", { definition });
    const gate = "orchestrate / gate";
    assert.equal(done.results, {
      ...skipped,
      [`${gate} / gate`]: "failure",
      [gate]: "failure",
      orchestrate: "failure",
    });
    assert.equal(Object.keys(done.logs), [`${gate} / gate / Insist on the orchestrator's commit`]);
    assert.match(Object.values(done.logs).join(""), "GitHub does not say which repository and commit");
    assert.equal([done.github.requests, Object.keys(done.artifacts)], [[], []]);
  });
}
for (const path of [
  "./.github/orchestrator-tasks.json",
  "/.github/orchestrator-tasks.json",
  ".github//orchestrator-tasks.json",
]) {
  test(`a table at ${path} is refused with the way to write it`, async (consumer) => {
    const text = consumer
      .read(".github/workflows/orchestrator.yml")
      .replace("tasks: .github/orchestrator-tasks.json", `tasks: ${path}`);
    const workflow = parse(text) as Workflow;
    const done = await comment(consumer, maintainer, "/orchestrate deploy stage=staging", { workflow });
    assert.is(done.results["orchestrate / gate / gate"], "failure");
    const said = done.logs["orchestrate / gate / gate / Insist on a plain path of the tasks"] ?? "";
    assert.match(said, "no plain path from the root of your repository, such as .github/orchestrator-tasks.json");
    assert.is(done.logs["orchestrate / gate / gate / Decide"], undefined);
    assert.equal(done.github.requests, []);
  });
}
test("the gate called twice in one run leaves two artifacts, whatever second it is", async (consumer) => {
  const workflow = parse(gateAlone()) as Workflow;
  const twice = { ...workflow, jobs: { gate: workflow.jobs.gate ?? {}, again: workflow.jobs.gate ?? {} } };
  const event = createManualEvent({ inputs: null, ...maintainer });
  const done = await run(consumer, { workflow: twice, event, eventName: "workflow_dispatch", person: maintainer });
  const names = [...new Set(Object.keys(done.artifacts).map((path) => path.split("/")[0] ?? ""))];
  const timeless = names.map((name) => name.replace(/-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-0700-/, "-SECOND-"));
  assert.is(new Set(timeless).size, 2, names.join(" "));
  for (const name of timeless) assert.match(name, /^orchestrator-gate-SECOND-1-53\d{9}$/);
});
test("a calling job that grants less than the called jobs ask for does not start", async (consumer) => {
  const text = consumer.read(".github/workflows/orchestrator.yml").replace("      issues: write\n", "");
  const workflow = parse(text) as Workflow;
  try {
    await comment(consumer, maintainer, "/orchestrate deploy stage=staging", { workflow });
  } catch (error) {
    return assert.is(
      (error as Error).message,
      "orchestrate / dispatch asks for issues: write, which its caller does not have.",
    );
  }
  assert.unreachable();
});
test("the gate alone lets the guide's job run for those whom the task admits", async (consumer) => {
  const workflow = parse(gateAlone()) as Workflow;
  const press = (person: Person) =>
    run(consumer, {
      workflow,
      event: createManualEvent({ inputs: null, ...person }),
      eventName: "workflow_dispatch",
      person,
    });
  const admitted = await press(maintainer);
  assert.equal(
    admitted.results,
    { "gate / gate": "success", gate: "success", publish: "success" },
    JSON.stringify(admitted.logs),
  );
  const denied = await press(triager);
  assert.equal(denied.results, { "gate / gate": "success", gate: "success", publish: "skipped" });
  assert.equal([...writers(admitted), ...writers(denied), ...started(admitted), ...started(denied)], []);
});
test("no token stands in an artifact or a log", async (consumer) => {
  const done = await comment(consumer, maintainer, `/orchestrate deploy stage=staging reason="${botToken}"`);
  assert.is(started(done).length, 1, JSON.stringify(done.logs));
  const texts = [...Object.values(done.artifacts), ...Object.values(done.logs)];
  assert.ok(Object.keys(done.artifacts).some((path) => path.endsWith("/dispatch-log.ndjson")));
  for (const text of texts) assert.not(text.includes(botToken) || /ghs_[0-9a-f]{20}/.test(text));
});
test.run();
