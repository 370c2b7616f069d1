import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import {
  jobToken,
  people,
  permissionRoute,
  startOrchestratorGitHub,
  teamRoute,
  teamToken,
} from "../helpers/orchestrator-github.ts";
import { commentBy, gate, verdict, withGitHub } from "./gate-run.ts";

const teamVariables = {
  ORCHESTRATOR_TEAM: "Octocoders/releasecopilot-maintainers",
  ORCHESTRATOR_TEAM_TOKEN: teamToken,
};

const failures = suite("gate: look-ups that fail");

const kinds: readonly (readonly [
  string,
  { kind: "answer"; status: number; headers?: Record<string, string>; body: unknown },
])[] = [
  ["unauthorized", { kind: "answer", status: 401, body: { message: "Bad credentials" } }],
  ["forbidden", { kind: "answer", status: 403, body: { message: "Resource not accessible by integration" } }],
  ["rate-limited", { kind: "answer", status: 429, headers: { "retry-after": "999" }, body: { message: "Slow down" } }],
  ["server", { kind: "answer", status: 502, body: "<html>" }],
  ["unexpected", { kind: "answer", status: 200, body: { user: null } }],
];
for (const [kind, fault] of kinds) {
  failures(`${kind}: denied with its own reason`, () =>
    withGitHub(async (github) => {
      github.inject(permissionRoute, ...Array(9).fill(fault));
      const run = await gate({ event: commentBy(people.triager), github });
      assert.is(run.code, 1);
      assert.is(run.decision.reason_code, `look-up-${kind}`);
      assert.match(run.stdout, /^gate: denied \(look-up-[a-z-]+\): The permission of "octocat" is unknown: ".+\n$/);
    }),
  );
}

failures("timeout: denied with its own reason", () =>
  withGitHub(async (github) => {
    github.inject(permissionRoute, ...Array(9).fill({ kind: "silence" }));
    const run = await gate({ event: commentBy(people.triager), github, timeoutMilliseconds: 500 });
    assert.is(run.code, 1);
    assert.is(run.decision.reason_code, "look-up-timeout");
  }),
);

failures("network: nobody listens, denied with its own reason", async () => {
  const env = { GITHUB_TOKEN: jobToken, GITHUB_API_URL: "http://127.0.0.1:9" };
  const run = await gate({ event: commentBy(people.triager), env });
  assert.is(run.code, 1);
  assert.is(run.decision.reason_code, "look-up-network");
});

failures("the team's failure does not hide the permission that admits, nor the other way round", () =>
  withGitHub(async (github) => {
    const forbidden = { kind: "answer", status: 403, body: { message: "No" } } as const;
    github.inject(teamRoute, ...Array(9).fill(forbidden));
    const byPermission = await gate({ event: commentBy(people.triager), github, env: teamVariables });
    assert.is(byPermission.decision.reason_code, "admitted-by-permission");
    github.inject(permissionRoute, forbidden);
    const neither = await gate({ event: commentBy(people.triager), github, env: teamVariables });
    assert.is(neither.decision.reason_code, "look-up-forbidden");
  }),
);

failures("the team's failure alone denies with its own reason", () =>
  withGitHub(async (github) => {
    github.inject(teamRoute, { kind: "answer", status: 403, body: { message: "No members" } });
    const run = await gate({ event: commentBy(people.teammate), github, env: teamVariables });
    assert.is(run.code, 1);
    assert.match(run.stdout, /^gate: denied \(look-up-forbidden\): The team membership of "teammate" is unknown: /);
  }),
);

failures("a failing permission does not hide the team that admits", () =>
  withGitHub(async (github) => {
    github.inject(permissionRoute, { kind: "answer", status: 403, body: { message: "No" } });
    const run = await gate({ event: commentBy(people.teammate), github, env: teamVariables });
    assert.is(run.code, 0);
    assert.is(run.decision.reason_code, "admitted-by-team");
  }),
);

failures.run();

const stories = suite("gate: events that contradict themselves");

const base = commentBy(people.triager);
const stranger = { ...base.sender, login: "stranger", id: 77 };
const app = { id: 1, slug: "app" };
const contradictions: readonly (readonly [string, object, Readonly<Record<string, string>>, string])[] = [
  [
    "an edited comment",
    { ...base, action: "edited" },
    {},
    'denied (comment-not-created): The comment was "edited"; only a new comment gives a command. Write a new comment.',
  ],
  [
    "a deleted comment",
    { ...base, action: "deleted" },
    {},
    'denied (comment-not-created): The comment was "deleted"; only a new comment gives a command. Write a new comment.',
  ],
  [
    "a sender who is not the author",
    { ...base, comment: { ...base.comment, user: stranger } },
    {},
    'denied (sender-not-author): The event was sent by "octocat", the comment written by "stranger". Give the command in a comment of your own.',
  ],
  [
    "equal logins with other ids",
    { ...base, comment: { ...base.comment, user: { ...base.sender, id: 5 } } },
    {},
    'denied (sender-not-author): The event was sent by "octocat", the comment written by "octocat". Give the command in a comment of your own.',
  ],
  [
    "a bot",
    {
      ...base,
      sender: { ...base.sender, type: "Bot" },
      comment: { ...base.comment, user: { ...base.sender, type: "Bot" } },
    },
    {},
    'denied (sender-not-person): "octocat" is of the type "Bot"; only people and listed apps give commands. Give the command in a comment of your own.',
  ],
  [
    "a person's comment sent as an organisation",
    { ...base, sender: { ...base.sender, type: "Organization" } },
    {},
    'denied (sender-not-person): "octocat" is of the type "Organization"; only people and listed apps give commands. Give the command in a comment of your own.',
  ],
  [
    "an app in the person's name",
    { ...base, comment: { ...base.comment, performed_via_github_app: app } },
    {},
    'denied (app-not-listed): The app "app" acted as "octocat", and no rule lists it for this command. Write the comment yourself, or name the app under `apps` in the task\'s rule.',
  ],
  [
    "another repository",
    base,
    { GITHUB_REPOSITORY: "Codertocat/Other" },
    'denied (other-repository): The event belongs to "Codertocat/Hello-World", the run to "Codertocat/Other".',
  ],
  [
    "another actor",
    base,
    { GITHUB_ACTOR: "stranger" },
    'denied (actor-not-sender): The run was started by "stranger", the event sent by "octocat".',
  ],
];
for (const [name, event, env, expected] of contradictions) {
  stories(`${name} is denied before anybody is asked`, () =>
    withGitHub(async (github) => {
      const run = await gate({ event, github, env: { ...env, ORCHESTRATOR_MAINTAINERS: "octocat stranger" } });
      assert.is(verdict(run), `1 gate: ${expected}`);
      assert.equal(github.requests, []);
      assert.is(run.files["github-output"]?.endsWith("allowed<<rc_d0\nfalse\nrc_d0\n"), true);
    }),
  );
}

stories("names of repository and actor agree without case", () =>
  withGitHub(async (github) => {
    const env = {
      GITHUB_REPOSITORY: "codertocat/hello-world",
      GITHUB_ACTOR: "OCTOCAT",
      GITHUB_TRIGGERING_ACTOR: "Octocat",
    };
    assert.is((await gate({ event: base, github, env })).code, 0);
  }),
);

stories("author_association decides nothing: an OWNER without the permission is denied", () =>
  withGitHub(async (github) => {
    const event = commentBy(people.reader);
    assert.is(event.comment.author_association, "OWNER");
    assert.is((await gate({ event, github })).code, 1);
  }),
);

stories.run();

const reruns = suite("gate: a run that somebody else runs again");

reruns("both people are looked up, and both must pass", () =>
  withGitHub(async (github) => {
    const again = (login: string) => ({ GITHUB_TRIGGERING_ACTOR: login, GITHUB_RUN_ATTEMPT: "2" });
    const passed = await gate({ event: base, github, env: again("maintainer") });
    assert.is(verdict(passed), '0 gate: allowed (admitted-by-permission): "octocat" holds the permission triage.');
    assert.equal(passed.decision.people, [
      { login: "octocat", id: 583231 },
      { login: "maintainer", id: null },
    ]);
    assert.match(passed.files["github-output"] ?? "", /run_attempt<<rc_d0\n2\nrc_d0\n/);

    const other = await gate({ event: base, github, env: again("reader") });
    assert.is(other.code, 1);
    assert.match(other.stdout, /^gate: denied \(not-admitted\): "reader" /);

    const sender = await gate({ event: commentBy(people.reader), github, env: again("maintainer") });
    assert.is(sender.code, 1);
    assert.match(sender.stdout, /^gate: denied \(not-admitted\): "reader" /);
  }),
);

reruns("the bot of a workflow cannot run a command again", () =>
  withGitHub(async (github) => {
    const env = { GITHUB_TRIGGERING_ACTOR: "github-actions[bot]", GITHUB_RUN_ATTEMPT: "2" };
    const run = await gate({ event: base, github, env });
    assert.is(run.code, 1);
    assert.is(run.decision.reason_code, "app-not-listed");
  }),
);

reruns.run();

const manual = suite("gate: manual runs");
const manualVariables = { GITHUB_EVENT_NAME: "workflow_dispatch", GITHUB_REPOSITORY: "octo-org/octo-repo" };

manual("take the command of the input, and the sender is looked up like the author of a comment", async () => {
  const github = await startOrchestratorGitHub({
    repositories: [
      {
        owner: "octo-org",
        name: "octo-repo",
        defaultBranch: "main",
        collaborators: [{ ...people.triager, role: "triage" }],
        workflows: {},
      },
    ],
  });
  try {
    const event = createManualEvent({
      ...people.triager,
      inputs: { command: "release-notes since=v1", mode: "dry-run" },
    });
    const { repository } = event;
    const run = await gate({ event, github, env: { ...manualVariables, GITHUB_REPOSITORY: repository.full_name } });
    assert.is(verdict(run), '0 gate: allowed (admitted-by-permission): "octocat" holds the permission triage.');
    const [command] = run.decision.commands;
    assert.equal([command.task, command.dry_run, command.targets[0].sent], ["release-notes", true, 0]);
  } finally {
    await github.close();
  }
});

manual("without a command are denied", async () => {
  for (const inputs of [null, {}, { command: "  " }]) {
    const event = createManualEvent({ ...people.triager, inputs });
    const run = await gate({
      event,
      env: { ...manualVariables, GITHUB_REPOSITORY: event.repository.full_name, ORCHESTRATOR_MAINTAINERS: "octocat" },
    });
    assert.is(run.decision.reason_code, "no-command");
  }
});

manual("beside a given command the inputs of another repository's workflow mean nothing", async () => {
  const event = createManualEvent({ ...people.triager, inputs: { command: "deploy x", mode: "fast" } });
  const env = {
    ...manualVariables,
    GITHUB_REPOSITORY: event.repository.full_name,
    ORCHESTRATOR_MAINTAINERS: "octocat",
  };
  const run = await gate({ event, env, flags: ["--command=help"] });
  assert.is(run.code, 0);
  assert.is(run.decision.commands[0].text, "help");
});

manual("a command given by the flag wins over the event's", async () => {
  const run = await gate({
    event: createCommentEvent({ ...people.triager, body: "Thanks." }),
    env: { ORCHESTRATOR_MAINTAINERS: "octocat" },
    flags: ["--command", "deploy stage=staging"],
  });
  assert.is(run.code, 0);
  assert.is(run.decision.commands[0].text, "deploy stage=staging");
});

manual("a command that will be refused passes the gate, which says so: it decides about people", async () => {
  const run = await gate({
    event: createCommentEvent({ ...people.triager, body: "/orchestrate relese-notes" }),
    env: { ORCHESTRATOR_MAINTAINERS: "octocat" },
  });
  assert.is(
    verdict(run),
    '0 gate: allowed (admitted-by-list): "octocat" is on the list. The command itself will be refused: unknown-task: There is no task "relese-notes". Did you mean "release-notes"?',
  );
  const summary = run.files["artifacts/orchestrator/summary.md"] ?? "";
  assert.ok(
    summary.endsWith('\n```text\nunknown-task: There is no task "relese-notes". Did you mean "release-notes"?\n```\n'),
    summary,
  );
});

manual.run();
