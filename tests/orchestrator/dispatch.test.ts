import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { EmbeddedGitHub, EmbeddedGitHubOptions, Fault } from "../helpers/embedded-github/index.ts";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import { botToken, dispatchRoute, people, startOrchestratorGitHub } from "../helpers/orchestrator-github.ts";
import { type Machine, runnerVariables, runRcOn } from "../helpers/orchestrator-host.ts";

const path = "/repos/Codertocat/Hello-World/actions/workflows/release-notes.yml/dispatches";

interface Case extends Pick<Machine, "broken"> {
  readonly body?: string;
  readonly event?: object;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly flags?: readonly string[];
}

async function dispatch(github: EmbeddedGitHub | undefined, { body, event, env, flags = [], broken }: Case = {}) {
  const comment = createCommentEvent({ ...people.triager, body: body ?? "/orchestrate release-notes since=v1.2.0" });
  const run = await runRcOn(
    {
      files: { "event.json": JSON.stringify(event ?? comment) },
      env: {
        ...runnerVariables,
        GATE_ALLOWED: "true",
        ORCHESTRATOR_BOT_TOKEN: botToken,
        GITHUB_API_URL: github?.url,
        ...env,
      },
      ...(broken ? { broken } : {}),
    },
    "orchestrator",
    "dispatch",
    "--event-path",
    "event.json",
    ...flags,
  );
  const parsed = (name: string) => {
    const text = run.files[`artifacts/orchestrator/${name}`];
    return text === undefined ? undefined : JSON.parse(text);
  };
  return { ...run, decision: parsed("decision.json"), plan: parsed("plan.json") };
}

async function withGitHub(
  use: (github: EmbeddedGitHub) => Promise<void>,
  changes: Partial<EmbeddedGitHubOptions> = {},
): Promise<void> {
  const github = await startOrchestratorGitHub(changes);
  try {
    await use(github);
  } finally {
    await github.close();
  }
}

const sent = suite("dispatch: sent");

sent("one request with the bot's token, the default branch and the inputs as texts", () =>
  withGitHub(async (github) => {
    const run = await dispatch(github, { body: '/orchestrate release-notes since=v1.2.0 until="the end"' });
    assert.is(run.code, 0);
    assert.is(
      run.stdout,
      `dispatch: dispatched (dispatched): GitHub started "release-notes.yml" on "master" as run 16000000001.\n` +
        `dispatch: request sent: POST ${path} {"ref":"master","inputs":{"since":"v1.2.0","until":"the end"}}\n`,
    );
    assert.equal(
      github.requests.map(({ method, path: target, headers, body }) => [method, target, headers.authorization, body]),
      [
        [
          "POST",
          path,
          "bot",
          { ref: "master", inputs: { since: "v1.2.0", until: "the end" }, return_run_details: true },
        ],
      ],
    );
    assert.is(
      run.files["github-output"],
      [
        ["result", "dispatched"],
        ["reason_code", "dispatched"],
        ["task", "release-notes"],
        ["dispatched_run_id", "16000000001"],
        ["dispatched_run_url", `${github.url}/Codertocat/Hello-World/actions/runs/16000000001`],
        ["run_id", "2026-11-22T08-06-00-0700"],
      ]
        .map(([name, value]) => `${name}<<rc_d0\n${value}\nrc_d0\n`)
        .join(""),
    );
  }),
);

sent("the records: whole, in a fixed order of keys, and one line in the log", () =>
  withGitHub(async (github) => {
    const { files, decision, plan } = await dispatch(github, { flags: ["--run-id", "2026-11-22T08-05-59-0700"] });
    const at = { utc: "2026-11-22T15:06:00Z", phoenix: "2026-11-22T08:06:00-07:00" };
    const facts = [
      { name: "event", value: "issue_comment", source: "GITHUB_EVENT_NAME" },
      { name: "repository", value: "Codertocat/Hello-World", source: "repository.full_name" },
      { name: "sender", value: "octocat (User 583231)", source: "sender" },
      { name: "action", value: "created", source: "action" },
      { name: "comment-author", value: "octocat (User 583231)", source: "comment.user" },
      { name: "comment-by-app", value: "false", source: "comment.performed_via_github_app" },
      { name: "actor", value: "octocat", source: "GITHUB_ACTOR" },
      { name: "triggering-actor", value: "octocat", source: "GITHUB_TRIGGERING_ACTOR" },
      { name: "gate", value: "allowed", source: "GATE_ALLOWED" },
      { name: "gate-attempt", value: "this attempt", source: "GATE_ATTEMPT" },
    ];
    const github_run = {
      id: "42",
      attempt: "1",
      url: "https://github.com/Codertocat/Hello-World/actions/runs/42/attempts/1",
    };
    const expectedDecision = {
      version: 1,
      run_id: "2026-11-22T08-05-59-0700",
      at,
      stage: "dispatch",
      decision: "allowed",
      reason_code: "dispatched",
      reason: 'GitHub started "release-notes.yml" on "master" as run 16000000001.',
      hint: null,
      result: "dispatched",
      repository: "Codertocat/Hello-World",
      event: { name: "issue_comment", issue: 1, is_pull_request: false, comment_id: 492700400 },
      people: [people.triager],
      command: "/orchestrate release-notes since=v1.2.0",
      facts,
      github_run,
    };
    const url = `${github.url}/Codertocat/Hello-World/actions/runs/16000000001`;
    const planned = {
      action: "dispatch",
      task: "release-notes",
      dry_run: false,
      request: { method: "POST", path, body: { ref: "master", inputs: { since: "v1.2.0" } } },
      sent: true,
      response: { status: 200, run_id: "16000000001", run_url: url },
      help: null,
      refusal: null,
    };
    const { version, run_id, stage, decision: verdict, reason_code, result, repository } = expectedDecision;
    const head = { version, run_id, at, stage, decision: verdict, reason_code, result, repository };
    assert.equal(decision, expectedDecision);
    assert.is(files["artifacts/orchestrator/decision.json"], `${JSON.stringify(expectedDecision, undefined, 2)}\n`);
    assert.is(
      files["artifacts/orchestrator/plan.json"],
      `${JSON.stringify({ ...head, ...planned, facts, github_run }, undefined, 2)}\n`,
    );
    assert.equal(plan.request.body.inputs, { since: "v1.2.0" });
    const { event, people: who, command, reason, hint } = expectedDecision;
    assert.is(
      files["artifacts/orchestrator/dispatch-log.ndjson"],
      `${JSON.stringify({ version, run_id, at, stage, decision: verdict, reason_code, reason, hint, result, repository, event, people: who, command, plan: planned, facts, github_run })}\n`,
    );
    assert.is(
      files["artifacts/orchestrator/summary.md"],
      `### Orchestrator dispatch: dispatched

| | |
|---|---|
| Command | \`/orchestrate release-notes since=v1.2.0\` |
| Issue | \`#1\` |
| Person | \`octocat\` |
| Decision | \`allowed\` |
| Reason | \`dispatched\` \`GitHub started "release-notes.yml" on "master" as run 16000000001.\` |
| Task | \`release-notes\` |
| Request | \`POST ${path}\` sent |
| Started run | \`${url}\` |
| Phoenix time | \`2026-11-22T08:06:00-07:00\` |
| UTC | \`2026-11-22T15:06:00Z\` |
| Run id | \`2026-11-22T08-05-59-0700\` |
| GitHub run | \`42\`, attempt \`1\` |

\`\`\`json
{
  "ref": "master",
  "inputs": {
    "since": "v1.2.0"
  }
}
\`\`\`
`,
    );
  }),
);

sent("the summary is printed again from the records", () =>
  withGitHub(async (github) => {
    const { files } = await dispatch(github);
    const printed = await runRcOn({ files }, "orchestrator", "summary");
    assert.equal([printed.code, printed.stdout], [0, files["artifacts/orchestrator/summary.md"]]);
  }),
);

sent("a server that does not name the run is believed", () =>
  withGitHub(
    async (github) => {
      const run = await dispatch(github);
      assert.is(run.code, 0);
      assert.is(run.decision.reason, 'GitHub started "release-notes.yml" on "master".');
      assert.equal(run.plan.response, { status: 204, run_id: null, run_url: null });
      assert.match(run.files["artifacts/orchestrator/summary.md"] ?? "", "| Started run | `not named by GitHub` |");
    },
    { ghesVersion: "3.20" },
  ),
);

sent("outside a runner the record has no run, and nothing is put out", () =>
  withGitHub(async (github) => {
    const env = { GITHUB_RUN_ID: undefined, GITHUB_OUTPUT: undefined, GITHUB_RUN_ATTEMPT: undefined };
    const run = await dispatch(github, { env });
    assert.is(run.code, 0);
    assert.is(run.decision.github_run, null);
    assert.is(run.files["github-output"], undefined);
  }),
);

sent("a second run appends its line and replaces the other records", () =>
  withGitHub(async (github) => {
    const event = JSON.stringify(createCommentEvent({ ...people.triager, body: "/orchestrate help" }));
    const before = { "artifacts/orchestrator/dispatch-log.ndjson": "{}\n", "artifacts/orchestrator/plan.json": "old" };
    const env = { ...runnerVariables, GATE_ALLOWED: "true", GITHUB_API_URL: github.url };
    const run = await runRcOn(
      { files: { "event.json": event, ...before }, env },
      "orchestrator",
      "dispatch",
      "--event-path",
      "event.json",
    );
    assert.match(run.files["artifacts/orchestrator/dispatch-log.ndjson"] ?? "", /^\{\}\n\{"version":1,.*\}\n$/);
    assert.is(JSON.parse(run.files["artifacts/orchestrator/plan.json"] ?? "").action, "help");
  }),
);

sent.run();

const notSent = suite("dispatch: not sent");

notSent("a dry run by the command, the flag or the input needs no token", () =>
  withGitHub(async (github) => {
    const manual = createManualEvent({
      ...people.triager,
      inputs: { command: "release-notes since=v1.2.0", mode: "dry-run" },
    });
    const cases: readonly Case[] = [
      { body: "/orchestrate release-notes since=v1.2.0 --dry-run" },
      { flags: ["--dry-run"] },
      {
        event: manual,
        env: { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_REPOSITORY: manual.repository.full_name },
      },
    ];
    for (const each of cases) {
      const run = await dispatch(github, { ...each, env: { ...each.env, ORCHESTRATOR_BOT_TOKEN: undefined } });
      assert.is(run.code, 0);
      assert.match(
        run.stdout,
        /^dispatch: dry-run \(dry-run\): This is a dry run; nothing was sent\.\ndispatch: request not sent: POST /,
      );
      assert.equal([run.plan.dry_run, run.plan.sent, run.decision.result], [true, false, "dry-run"]);
    }
    assert.equal(github.requests, []);
  }),
);

notSent("help is shown in the log and in the summary", () =>
  withGitHub(async (github) => {
    const all = await dispatch(github, { body: "/orchestrate help" });
    assert.is(all.code, 0);
    assert.is(
      all.stdout,
      `dispatch: help (help): The command asks for help; nothing was sent.
help: /orchestrate release-notes since=STRING [until=STRING] [--dry-run]
help:   Writes notes from the git log.
help: /orchestrate deploy stage=staging|production [replicas=NUMBER] [force=BOOLEAN] [--dry-run]
help:   Deploys a build.
help: /orchestrate help TASK
`,
    );
    const one = await dispatch(github, { body: "/orchestrate help release-notes" });
    const lines = `/orchestrate release-notes since=STRING [until=STRING] [--dry-run]
  Writes notes from the git log.
  since: After this tag. (required)
  until: Up to this. (optional, default "HEAD")
`;
    assert.ok(one.files["artifacts/orchestrator/summary.md"]?.endsWith(`\n\`\`\`text\n${lines}\`\`\`\n`));
    assert.equal(github.requests, []);
  }),
);

const refusals: readonly (readonly [string, string])[] = [
  [
    "/orchestrate release-note since=v1",
    'dispatch: refused (unknown-task): There is no task "release-note". Did you mean "release-notes"?\n',
  ],
  [
    "/orchestrate release-notes since=v1 ref=evil",
    'dispatch: refused (unknown-key): The task "release-notes" has no input "ref". Use one of the inputs: "since", "until".\n',
  ],
  [
    "no command at all",
    "dispatch: refused (no-command): No line outside code, quotes and HTML begins with the word /orchestrate. Write /orchestrate, a task and its arguments on a line of their own.\n",
  ],
];
for (const [body, line] of refusals) {
  notSent(`${body}: refused, exit 1, and recorded`, () =>
    withGitHub(async (github) => {
      const run = await dispatch(github, { body });
      assert.is(run.code, 1);
      assert.is(run.stdout, line);
      assert.equal([run.decision.decision, run.decision.result, run.plan.action], ["allowed", "refused", "none"]);
      assert.is(run.plan.refusal.code, run.decision.reason_code);
      assert.equal(github.requests, []);
    }),
  );
}

const gates: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ["the gate said false", { GATE_ALLOWED: "false" }, "gate-not-passed"],
  ["the gate said True", { GATE_ALLOWED: "True" }, "gate-not-passed"],
  ["the gate said true, and more", { GATE_ALLOWED: "true " }, "gate-not-passed"],
  ["a later attempt, and the gate's is not named", { GITHUB_RUN_ATTEMPT: "2" }, "gate-of-other-attempt"],
  ["a later attempt than the gate's", { GITHUB_RUN_ATTEMPT: "3", GATE_ATTEMPT: "2" }, "gate-of-other-attempt"],
  ["an edited story: the repository", { GITHUB_REPOSITORY: "Codertocat/Other" }, "other-repository"],
];
for (const [name, env, reason] of gates) {
  notSent(`${name}: denied`, () =>
    withGitHub(async (github) => {
      const run = await dispatch(github, { env });
      assert.is(run.code, 1);
      assert.equal(
        [run.decision.decision, run.decision.result, run.decision.reason_code],
        ["denied", "denied", reason],
      );
      assert.is(run.plan.request, null);
      assert.equal(github.requests, []);
    }),
  );
}

notSent("the gate of this very attempt is enough in a later one", () =>
  withGitHub(async (github) => {
    const env = { GITHUB_RUN_ATTEMPT: "2", GATE_ATTEMPT: "2", GITHUB_TRIGGERING_ACTOR: "maintainer" };
    assert.is((await dispatch(github, { env })).code, 0);
  }),
);

for (const name of ["GATE_ALLOWED", "ORCHESTRATOR_BOT_TOKEN", "GITHUB_API_URL"]) {
  notSent(`${name} is missing: exit 2, nothing sent, nothing written`, () =>
    withGitHub(async (github) => {
      const run = await dispatch(github, { env: { [name]: "" } });
      assert.is(run.code, 2);
      assert.match(
        run.stderr,
        new RegExp(
          `^rc: error missing-variable: The environment variable ${name} is missing or empty; it holds .+\\. Set ${name}\\.\\n$`,
        ),
      );
      assert.equal(Object.keys(run.files), ["generated/orchestrator-tasks.json", "event.json"]);
      assert.equal(github.requests, []);
    }),
  );
}

notSent("records that cannot be written stop the request", () =>
  withGitHub(async (github) => {
    const run = await dispatch(github, { broken: { "plan.json": "the disk is full" } });
    assert.is(run.code, 2);
    assert.is(
      run.stderr,
      'rc: error unwritable-file: The file "artifacts/orchestrator/plan.json" cannot be written: the disk is full. Free space there, or name another directory.\n',
    );
    assert.equal(github.requests, []);
  }),
);

notSent.run();

const failed = suite("dispatch: GitHub does not answer with yes");

const answer = (status: number, body: unknown = { message: "No" }): Fault => ({ kind: "answer", status, body });
const faults: readonly (readonly [string, Fault, string])[] = [
  ["unauthorized", answer(401), "refused"],
  ["forbidden", answer(403), "refused"],
  ["not-found", answer(404), "refused"],
  ["invalid", answer(422, { message: "Unexpected inputs provided" }), "refused"],
  ["rate-limited", { ...answer(429), headers: { "retry-after": "60" } } as Fault, "refused"],
  ["server", answer(502, "<html>"), "unknown"],
  ["unexpected", answer(302), "unknown"],
  ["timeout", { kind: "silence", carriedOut: true }, "unknown"],
  ["network", { kind: "reset", when: "before-answer", carriedOut: true }, "unknown"],
];
for (const [kind, fault, result] of faults) {
  failed(`${kind}: ${result}, sent once, exit 1`, () =>
    withGitHub(async (github) => {
      github.inject(dispatchRoute, fault);
      const run = await dispatch(github);
      assert.is(run.code, 1);
      assert.equal(
        [run.decision.reason_code, run.decision.result, run.plan.sent, run.plan.response],
        [`dispatch-${kind}`, result, true, null],
      );
      const start =
        result === "unknown"
          ? 'Whether GitHub started "release-notes.yml" is unknown; it may have: "'
          : 'GitHub did not start "release-notes.yml": "';
      assert.ok(run.decision.reason.startsWith(start), run.decision.reason);
      assert.is(github.requests.length, 1);
    }),
  );
}

failed("an address that cannot be used: refused, and the record says that nothing was sent", async () => {
  const run = await dispatch(undefined, { env: { GITHUB_API_URL: "http://example.invalid" } });
  assert.is(run.code, 1);
  assert.equal([run.decision.reason_code, run.plan.sent], ["dispatch-invalid", false]);
});

failed("the log and the outputs say what was sent even where the last record cannot be written", () =>
  withGitHub(async (github) => {
    const run = await dispatch(github, { broken: { "dispatch-log.ndjson": "the disk is full" } });
    assert.is(run.code, 2);
    assert.match(run.stdout, /^dispatch: dispatched /);
    assert.match(run.files["github-output"] ?? "", /^result<<rc_d0\ndispatched\nrc_d0\n/);
    assert.is(github.requests.length, 1);
  }),
);

failed.run();
