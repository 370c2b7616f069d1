import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import { dispatchRoute, people } from "../helpers/orchestrator-github.ts";
import { runRcOn } from "../helpers/orchestrator-host.ts";
import { outputsOf, runLine } from "../helpers/orchestrator-line.ts";
import { attempt, plainBody, requestsOf, withGitHub } from "./dispatch-line.ts";

const repository = "/repos/Codertocat/Hello-World";
const path = `${repository}/actions/workflows/release-notes.yml/dispatches`;
const id = "rc-492700400-758b67a1fd";
const subject = '"release-notes.yml" in "Codertocat/Hello-World"';

const sent = suite("dispatch: sent");

sent("one request with the bot's token, the default branch and the inputs as texts", () =>
  withGitHub(async (github) => {
    const { dispatch } = await attempt(github, {
      body: '/orchestrate release-notes since=v1.2.0 until="the end"',
    });
    assert.is(dispatch?.code, 0);
    const inputs = { since: "v1.2.0", until: "the end", correlation_id: "rc-492700400-8d5f37e43c" };
    assert.is(
      dispatch?.stdout,
      `dispatch: dispatched (dispatched): GitHub started ${subject} as run 16000000001.\n` +
        `dispatch: request sent: POST ${path} ${JSON.stringify({ ref: "master", inputs })}\n`,
    );
    assert.equal(
      github.requests
        .filter(({ headers }) => headers.authorization === "bot")
        .map(({ method, path: target, body }) => [method, target, body]),
      [["POST", path, { ref: "master", inputs, return_run_details: true }]],
    );
    const url = `${github.url}/Codertocat/Hello-World/actions/runs/16000000001`;
    const run = { id: "16000000001", url };
    const command = {
      id: inputs.correlation_id,
      task: "release-notes",
      result: "dispatched",
      reason_code: "dispatched",
      targets: [{ repository: "Codertocat/Hello-World", result: "dispatched", run }],
    };
    assert.is(
      dispatch?.files["github-output"],
      [
        ["result", "dispatched"],
        ["reason_code", "dispatched"],
        ["task", "release-notes"],
        ["dispatched_run_id", "16000000001"],
        ["dispatched_run_url", url],
        ["run_id", "2026-11-22T08-06-00-0700"],
        ["commands", JSON.stringify([command])],
      ]
        .map(([name, value]) => `${name}<<rc_d0\n${value}\nrc_d0\n`)
        .join(""),
    );
  }),
);

sent("the records: whole, in a fixed order of keys, and one line in the log", () =>
  withGitHub(async (github) => {
    const { dispatch, decision } = await attempt(github, { flags: ["--run-id", "2026-11-22T08-05-59-0700"] });
    const files = dispatch?.files ?? {};
    const at = { utc: "2026-11-22T15:06:00Z", phoenix: "2026-11-22T08:06:00-07:00" };
    const facts = [
      { name: "event", value: "issue_comment", source: "GITHUB_EVENT_NAME" },
      { name: "repository", value: "Codertocat/Hello-World", source: "repository.full_name" },
      { name: "sender", value: "octocat (User 583231)", source: "sender" },
      { name: "action", value: "created", source: "action" },
      { name: "comment-author", value: "octocat (User 583231)", source: "comment.user" },
      { name: "comment-app", value: "none", source: "comment.performed_via_github_app" },
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
    const reason = `GitHub started ${subject} as run 16000000001.`;
    const url = `${github.url}/Codertocat/Hello-World/actions/runs/16000000001`;
    const target = {
      repository: "Codertocat/Hello-World",
      request: {
        method: "POST",
        path,
        body: { ref: "master", inputs: { since: "v1.2.0", correlation_id: id } },
      },
      result: "dispatched",
      reason_code: "dispatched",
      reason,
      hint: null,
      sent: 1,
      status: 200,
      run: { id: "16000000001", url },
    };
    const expected = {
      version: 1,
      run_id: "2026-11-22T08-05-59-0700",
      at,
      ended: at,
      stage: "dispatch",
      decision: "allowed",
      reason_code: "dispatched",
      reason,
      hint: null,
      result: "dispatched",
      repository: "Codertocat/Hello-World",
      event: { name: "issue_comment", issue: 1, is_pull_request: false, comment_id: 492700400 },
      people: [people.triager],
      commands: [
        {
          id,
          line: 1,
          text: plainBody,
          decision: "allowed",
          reason_code: "dispatched",
          reason,
          hint: null,
          result: "dispatched",
          action: "dispatch",
          task: "release-notes",
          dry_run: false,
          targets: [target],
          answer: [],
        },
      ],
      facts,
      timings: ["receipt", "claim", "dispatch", "answer", "conclude"].map((name) => ({ name, milliseconds: 0 })),
      github_run,
    };
    assert.equal(decision, expected);
    assert.is(files["artifacts/orchestrator/decision.json"], `${JSON.stringify(expected, undefined, 2)}\n`);
    assert.is(files["artifacts/orchestrator/dispatch-log.ndjson"], `${JSON.stringify(expected)}\n`);
    assert.is(
      files["artifacts/orchestrator/summary.md"],
      `### Orchestrator dispatch: dispatched

| | |
|---|---|
| Issue | \`#1\` |
| Person | \`octocat\` |
| Decision | \`allowed\` |
| Reason | \`dispatched\` \`${reason}\` |
| Phoenix time | \`2026-11-22T08:06:00-07:00\` |
| UTC | \`2026-11-22T15:06:00Z\` |
| Run id | \`2026-11-22T08-05-59-0700\` |
| GitHub run | \`42\`, attempt \`1\` |

#### Command 1: dispatched

| | |
|---|---|
| Command | \`/orchestrate release-notes since=v1.2.0\` |
| Line | \`1\` |
| Decision | \`allowed\` |
| Reason | \`dispatched\` \`${reason}\` |
| Task | \`release-notes\` |
| Id | \`${id}\` |

| Repository | Result | Run | Reason | Request |
|---|---|---|---|---|
| \`Codertocat/Hello-World\` | dispatched | [\`16000000001\`](${url}) | \`dispatched\` \`${reason}\` | \`POST ${path}\` \`{"ref":"master","inputs":{"since":"v1.2.0","correlation_id":"${id}"}}\` |
`,
    );
  }),
);

sent("the summary is printed again from the records", () =>
  withGitHub(async (github) => {
    const { dispatch } = await attempt(github);
    const files = dispatch?.files ?? {};
    const printed = await runRcOn({ files }, "orchestrator", "summary");
    assert.equal([printed.code, printed.stdout], [0, files["artifacts/orchestrator/summary.md"]]);
  }),
);

sent("a server that does not name the run is believed, and the run is found by its title", () =>
  withGitHub(
    async (github) => {
      const { dispatch, decision } = await attempt(github);
      assert.is(dispatch?.code, 0);
      const [{ targets }] = decision.commands;
      assert.equal([targets[0].status, targets[0].run.id], [204, "16000000001"]);
      assert.is(decision.reason, `GitHub started ${subject} as run 16000000001.`);
    },
    { ghesVersion: "3.20" },
  ),
);

sent("a run that is not in the lists yet is not named", () =>
  withGitHub(
    async (github) => {
      const { dispatch, decision } = await attempt(github);
      assert.is(dispatch?.code, 0);
      assert.is(decision.reason, `GitHub started ${subject}; its run is not known yet.`);
      assert.equal(outputsOf(dispatch).dispatched_run_id, "");
      assert.match(
        dispatch?.files["artifacts/orchestrator/summary.md"] ?? "",
        "| `Codertocat/Hello-World` | dispatched | none named |",
      );
    },
    { ghesVersion: "3.20", delayListing: { requests: 99 } },
  ),
);

sent("a command given alone, outside a runner: the record has no run, and nothing is put out or answered", () =>
  withGitHub(async (github) => {
    const event = createManualEvent({ ...people.triager, inputs: { command: "release-notes since=v1.2.0" } });
    const env = { GITHUB_RUN_ID: undefined, GITHUB_OUTPUT: undefined, GITHUB_RUN_ATTEMPT: undefined };
    const gate = await runLine({ event, apiUrl: github.url });
    const run = await runRcOn(
      {
        files: { "event.json": JSON.stringify(event) },
        env: {
          GITHUB_EVENT_NAME: "workflow_dispatch",
          GITHUB_REPOSITORY: event.repository.full_name,
          GITHUB_ACTOR: "octocat",
          GITHUB_TRIGGERING_ACTOR: "octocat",
          GITHUB_API_URL: github.url,
          ORCHESTRATOR_BOT_TOKEN: "ghp_BotTokenOfTheTests0001",
          GATE_ALLOWED: "true",
          GATE_VERDICTS: gate.outputs.verdicts?.replace("rc-r42-", "rc-r0-"),
          ...env,
        },
      },
      "orchestrator",
      "dispatch",
      "--event-path",
      "event.json",
    );
    assert.is(run.code, 0, run.stdout + run.stderr);
    const decision = JSON.parse(run.files["artifacts/orchestrator/decision.json"] ?? "");
    assert.equal([decision.github_run, decision.result], [null, "dispatched"]);
    assert.is(run.files["github-output"], undefined);
    assert.equal([github.comments.length, github.reactions.length], [0, 0]);
  }),
);

sent("outside a runner a comment cannot be answered: exit 2, nothing sent", () =>
  withGitHub(async (github) => {
    const env = { GITHUB_RUN_ID: undefined };
    const { gate, dispatch } = await attempt(github, { env });
    assert.equal([gate.code, dispatch?.code], [0, 2]);
    assert.is(
      dispatch?.stderr,
      "rc: error missing-variable: The environment variable GITHUB_RUN_ID is missing or empty; it holds the id of the workflow run. Set GITHUB_RUN_ID.\n",
    );
    assert.is(github.runs.length, 0);
  }),
);

sent("a second run appends its line and replaces the other records", () =>
  withGitHub(async (github) => {
    const before = {
      "artifacts/orchestrator/dispatch-log.ndjson": "{}\n",
      "artifacts/orchestrator/decision.json": "old",
    };
    const { dispatch, decision } = await attempt(github, { body: "/orchestrate help", files: before });
    assert.match(dispatch?.files["artifacts/orchestrator/dispatch-log.ndjson"] ?? "", /^\{\}\n\{"version":1,.*\}\n$/);
    assert.is(decision.commands[0].action, "help");
  }),
);

sent("a limit that says how long is waited out", () =>
  withGitHub(async (github) => {
    github.inject(dispatchRoute, { kind: "answer", status: 429, headers: { "retry-after": "60" }, body: {} });
    const { decision } = await attempt(github);
    assert.equal([decision.result, decision.commands[0].targets[0].sent], ["dispatched", 1]);
    assert.is(decision.ended.utc, "2026-11-22T15:07:00Z");
    assert.is(github.runs.length, 1);
  }),
);

sent.run();

const notSent = suite("dispatch: not sent");

notSent("a dry run by the command, the flag or the input needs no bot's token", () =>
  withGitHub(async (github) => {
    const manual = createManualEvent({
      ...people.triager,
      inputs: { command: "release-notes since=v1.2.0", mode: "dry-run" },
    });
    const cases = [
      { body: `${plainBody} --dry-run` },
      { dispatchFlags: ["--dry-run"] },
      { event: manual },
      { event: manual, dispatchFlags: ["--dry-run"] },
    ];
    for (const each of cases) {
      const { dispatch, decision } = await attempt(github, { ...each, env: { ORCHESTRATOR_BOT_TOKEN: undefined } });
      assert.is(dispatch?.code, 0);
      assert.match(
        dispatch?.stdout ?? "",
        /^dispatch: dry-run \(dry-run\): This is a dry run; nothing was sent\.\ndispatch: request not sent: POST /,
      );
      const [command] = decision.commands;
      assert.equal(
        [command.dry_run, command.targets[0].sent, command.targets[0].result, decision.result],
        [true, 0, "planned", "dry-run"],
      );
    }
    assert.is(github.runs.length, 0);
  }),
);

notSent("the flag leaves no trace on GitHub", () =>
  withGitHub(async (github) => {
    await attempt(github, { dispatchFlags: ["--dry-run"] });
    assert.equal([github.comments.length, github.reactions.length], [0, 0]);
    assert.is(requestsOf(github).filter((request) => !request.startsWith("GET ")).length, 0);
  }),
);

notSent("help is shown in the log and in the summary", () =>
  withGitHub(async (github) => {
    const one = await attempt(github, { body: "/orchestrate help release-notes" });
    const lines = [
      "/orchestrate release-notes since=STRING [until=STRING] [--dry-run]",
      "  Writes notes from the git log.",
      "  since: After this tag. (required)",
      '  until: Up to this. (optional, default "HEAD")',
      "/orchestrate help [TASK]",
      "/orchestrate status [TASK]",
      "/orchestrate cancel TASK",
      "--dry-run says what would be sent, and sends nothing.",
    ];
    assert.is(one.dispatch?.code, 0);
    assert.is(
      one.dispatch?.stdout,
      `dispatch: help (help): The command asks for help; nothing was sent.\n${lines.map((line) => `answer: ${line}\n`).join("")}`,
    );
    const summary = one.dispatch?.files["artifacts/orchestrator/summary.md"] ?? "";
    assert.ok(summary.endsWith(`\n\`\`\`text\n${lines.join("\n")}\n\`\`\`\n`), summary);
    assert.is(github.runs.length, 0);
  }),
);

const refusals: readonly (readonly [string, string])[] = [
  [
    "/orchestrate release-note since=v1",
    'dispatch: refused (unknown-task): There is no task "release-note". Did you mean "release-notes"?\n',
  ],
  [
    "/orchestrate release-notes since=v1 ref=evil",
    'dispatch: refused (unknown-key): The task "release-notes" has no input "ref". Use one of the inputs: "since", "until". Usage: /orchestrate release-notes since=STRING [until=STRING] [--dry-run].\n',
  ],
];
for (const [body, line] of refusals) {
  notSent(`${body}: refused, exit 1, and recorded`, () =>
    withGitHub(async (github) => {
      const { dispatch, decision } = await attempt(github, { body });
      assert.is(dispatch?.code, 1);
      assert.is(dispatch?.stdout, line);
      const [command] = decision.commands;
      assert.equal(
        [decision.decision, decision.result, command.action, command.reason_code, command.targets],
        ["allowed", "refused", "none", decision.reason_code, []],
      );
      assert.is(github.runs.length, 0);
    }),
  );
}

notSent("no command at all: recorded as denied, and nobody is answered", () =>
  withGitHub(async (github) => {
    const run = await attempt(github, { event: createCommentEvent({ ...people.triager, body: "You are right!" }) });
    assert.equal([run.dispatch, run.refuse, run.outputs.found], [undefined, undefined, "false"]);
    assert.equal([run.decision.reason_code, run.decision.commands], ["no-command", []]);
    assert.equal(github.requests, []);
  }),
);

notSent.run();
