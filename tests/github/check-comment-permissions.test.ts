import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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
import { runnerVariables, runRcOn } from "../helpers/orchestrator-host.ts";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";

type GitHub = Awaited<ReturnType<typeof startOrchestratorGitHub>>;
type Person = (typeof people)[keyof typeof people];

const body = "/orchestrate release-notes since=v1.2.0";

interface Case {
  readonly event: object;
  readonly github?: GitHub;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly flags?: readonly string[];
}

async function gate({ event, github, env = {}, flags = [] }: Case) {
  const { login } = (event as { sender: { login: string } }).sender;
  const run = await runRcOn(
    {
      files: { "event.json": JSON.stringify(event) },
      env: {
        ...runnerVariables,
        GITHUB_ACTOR: login,
        GITHUB_TRIGGERING_ACTOR: login,
        ...(github ? { GITHUB_TOKEN: jobToken, GITHUB_API_URL: github.url } : {}),
        ...env,
      },
    },
    "orchestrator",
    "gate",
    "--event-path",
    "event.json",
    ...flags,
  );
  const decision = run.files["artifacts/orchestrator/decision.json"];
  return { ...run, decision: decision === undefined ? undefined : JSON.parse(decision) };
}

/** Exit code and line: what a workflow and its reader see. */
function verdict({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }): string {
  return `${code} ${stdout}${stderr}`.trimEnd();
}

async function withGitHub(use: (github: GitHub) => Promise<void>): Promise<void> {
  const github = await startOrchestratorGitHub();
  try {
    await use(github);
  } finally {
    await github.close();
  }
}

const commentBy = (person: Person, text = body) => createCommentEvent({ ...person, body: text });

const script = suite("script check_comment_permissions");

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The script as the workflow starts it: another process, real files. */
async function runScript(event: object, env: Readonly<Record<string, string>>) {
  const directory = await mkdtemp(join(tmpdir(), "gate-"));
  try {
    const eventFile = join(directory, "event.json");
    const tasksFile = join(directory, "tasks.json");
    await writeFile(eventFile, JSON.stringify(event));
    await writeFile(tasksFile, JSON.stringify(sampleTasks));
    const files = ["--event-path", eventFile, "--tasks", tasksFile, "--artifacts", join(directory, "artifacts")];
    const { login } = (event as { sender: { login: string } }).sender;
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "scripts/github/check_comment_permissions.ts", ...files],
      {
        cwd: root,
        env: {
          PATH: process.env.PATH,
          NODE_V8_COVERAGE: process.env.NODE_V8_COVERAGE,
          ...runnerVariables,
          GITHUB_OUTPUT: join(directory, "output"),
          GITHUB_ACTOR: login,
          GITHUB_TRIGGERING_ACTOR: login,
          GITHUB_TOKEN: jobToken,
          ...env,
        },
        timeout: 30_000,
      },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    const code = await new Promise((ended) => child.once("close", ended));
    const artifacts = await readdir(join(directory, "artifacts")).catch(() => []);
    const outputs = await readFile(join(directory, "output"), "utf8").catch(() => "");
    return {
      said: `${code} ${output}`,
      artifacts: artifacts.sort(),
      outputs: outputs.replace(/rc_[0-9a-f]{32}/g, "D"),
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const allArtifacts = ["decision.json", "dispatch-log.ndjson", "plan.json", "summary.md"];

script("allowed member: exit 0", () =>
  withGitHub(async (github) => {
    const run = await runScript(commentBy(people.triager), { GITHUB_API_URL: github.url });
    assert.is(run.said, '0 gate: allowed (admitted-by-permission): "octocat" holds the permission triage.\n');
    assert.equal(run.artifacts, allArtifacts);
    assert.match(run.outputs, /^allowed<<D\ntrue\nD\nreason_code<<D\nadmitted-by-permission\nD\nrun_id<<D\n/);
  }),
);

script("outside collaborator: exit 1", () =>
  withGitHub(async (github) => {
    const run = await runScript(commentBy(people.outsider), { GITHUB_API_URL: github.url });
    assert.is(
      run.said,
      '1 gate: denied (not-admitted): "outsider" holds none of the permissions triage here, and neither list nor team names them. Ask a maintainer to give the command.\n',
    );
    assert.equal(run.artifacts, allArtifacts);
    assert.match(run.outputs, /^allowed<<D\nfalse\nD\nreason_code<<D\nnot-admitted\nD\n/);
  }),
);

script("missing command: exit 1, and GitHub is not asked", () =>
  withGitHub(async (github) => {
    const event = createCommentEvent({ ...people.triager, body: "You are totally right!" });
    const run = await runScript(event, { GITHUB_API_URL: github.url });
    assert.is(
      run.said,
      "1 gate: denied (no-command): No line outside code, quotes and HTML begins with the word /orchestrate. Write /orchestrate, a task and its arguments on a line of their own.\n",
    );
    assert.equal(github.requests, []);
  }),
);

script("unreadable event: exit 2, and nothing is written", async () => {
  const event = commentBy(people.triager);
  const { said, artifacts, outputs } = await runScript(
    { ...event, comment: undefined },
    { GITHUB_API_URL: "http://127.0.0.1:9" },
  );
  assert.match(said, /^2 rc: error event-without-comment: The file ".*event\.json" holds no "comment"/);
  assert.equal(artifacts, []);
  assert.is(outputs, "");
});

script.run();

const permissions = suite("gate: permission booleans");

permissions("triage passes by its boolean, where the legacy field says read", () =>
  withGitHub(async (github) => {
    const answer = await fetch(`${github.url}/repos/Codertocat/Hello-World/collaborators/octocat/permission`, {
      headers: { authorization: `Bearer ${jobToken}` },
    });
    assert.is(((await answer.json()) as { permission: string }).permission, "read");
    const run = await gate({ event: commentBy(people.triager), github });
    assert.is(verdict(run), '0 gate: allowed (admitted-by-permission): "octocat" holds the permission triage.');
    assert.equal(run.decision.facts.at(-1), {
      name: "permission",
      value: "octocat: read, triage as octocat (583231)",
      source: "GET /repos/Codertocat/Hello-World/collaborators/octocat/permission",
    });
  }),
);

permissions("a higher role passes where triage is asked for, and the gate asks with the job's own token alone", () =>
  withGitHub(async (github) => {
    const run = await gate({ event: commentBy(people.maintainer), github });
    assert.is(verdict(run), '0 gate: allowed (admitted-by-permission): "maintainer" holds the permission triage.');
    assert.equal(
      github.requests.map(({ method, path, headers }) => [method, path, headers.authorization]),
      [["GET", "/repos/Codertocat/Hello-World/collaborators/maintainer/permission", "job"]],
    );
  }),
);

permissions("triage does not pass where maintain is asked for", () =>
  withGitHub(async (github) => {
    const env = { ALLOWED_ROLES: "maintain, admin" };
    const low = await gate({ event: commentBy(people.triager), github, env });
    assert.is(low.code, 1);
    assert.is(low.decision.reason_code, "not-admitted");
    const high = await gate({ event: commentBy(people.maintainer), github, env });
    assert.is(verdict(high), '0 gate: allowed (admitted-by-permission): "maintainer" holds the permission maintain.');
  }),
);

for (const value of ["read", "triage, owner", "", " ", "triage,", "Triage"]) {
  permissions(`ALLOWED_ROLES ${JSON.stringify(value)} is refused: it would admit everybody or nobody`, async () => {
    const run = await gate({ event: commentBy(people.triager), env: { ALLOWED_ROLES: value, GITHUB_TOKEN: jobToken } });
    assert.is(
      verdict(run),
      `2 rc: error bad-variable: The environment variable ALLOWED_ROLES holds ${JSON.stringify(value)}, which is not a list of triage, write, maintain, admin, divided by commas. Correct ALLOWED_ROLES.`,
    );
    assert.is(run.decision, undefined);
  });
}

permissions("a read role and a 404 are denied with the same reason", () =>
  withGitHub(async (github) => {
    for (const person of [people.reader, people.outsider]) {
      const run = await gate({ event: commentBy(person), github });
      assert.is(run.code, 1);
      assert.is(run.decision.reason_code, "not-admitted");
    }
  }),
);

permissions("another account under the sender's login is denied, even one on the list", () =>
  withGitHub(async (github) => {
    const event = createCommentEvent({ login: "octocat", id: 999, body });
    const run = await gate({ event, github, env: { ORCHESTRATOR_MAINTAINERS: "octocat" } });
    assert.is(
      verdict(run),
      '1 gate: denied (other-identity): GitHub now knows another account by the login "octocat" than the event does.',
    );
  }),
);

permissions.run();

const list = suite("gate: list of maintainers");

list("admits without a token and without the network, whatever the case of the login", async () => {
  const run = await gate({
    event: commentBy(people.outsider),
    env: { ORCHESTRATOR_MAINTAINERS: "someone,\n OUTSIDER another" },
  });
  assert.is(verdict(run), '0 gate: allowed (admitted-by-list): "outsider" is on the list of maintainers.');
});

list("does not name those who are not on it", async () => {
  const run = await gate({ event: commentBy(people.outsider), env: { ORCHESTRATOR_MAINTAINERS: "someone" } });
  assert.is(run.code, 1);
  assert.is(run.decision.reason_code, "not-admitted");
});

list("admits although the look-up of the permission fails", () =>
  withGitHub(async (github) => {
    github.inject(permissionRoute, ...Array(9).fill({ kind: "answer", status: 403, body: { message: "No" } }));
    const run = await gate({ event: commentBy(people.triager), github, env: { ORCHESTRATOR_MAINTAINERS: "octocat" } });
    assert.is(verdict(run), '0 gate: allowed (admitted-by-list): "octocat" is on the list of maintainers.');
    assert.equal(run.decision.facts.at(-1).value, "octocat: unknown (forbidden)");
  }),
);

for (const entry of ["*", "@octocat", "-x", "o/team", "octo;cat"]) {
  list(`refuses the entry ${entry}`, async () => {
    const run = await gate({ event: commentBy(people.triager), env: { ORCHESTRATOR_MAINTAINERS: `someone ${entry}` } });
    assert.is(
      verdict(run),
      `2 rc: error bad-variable: The environment variable ORCHESTRATOR_MAINTAINERS holds "${entry}", which is not a GitHub login without @; divide several by commas, blanks or lines. Correct ORCHESTRATOR_MAINTAINERS.`,
    );
  });
}

list("neither list nor token: the missing variable is named", async () => {
  const run = await gate({
    event: commentBy(people.triager),
    env: { ORCHESTRATOR_MAINTAINERS: " ", GITHUB_TOKEN: "" },
  });
  assert.is(
    verdict(run),
    "2 rc: error missing-variable: The environment variable GITHUB_TOKEN is missing or empty; it holds the job's own token, which asks for permissions (a list in ORCHESTRATOR_MAINTAINERS can decide alone). Set GITHUB_TOKEN.",
  );
});

list.run();

const team = suite("gate: team");
const teamVariables = {
  ORCHESTRATOR_TEAM: "Octocoders/releasecopilot-maintainers",
  ORCHESTRATOR_TEAM_TOKEN: teamToken,
};

team("an active member passes, and only the team's token asks", () =>
  withGitHub(async (github) => {
    const run = await gate({ event: commentBy(people.teammate), github, env: teamVariables });
    assert.is(verdict(run), '0 gate: allowed (admitted-by-team): "teammate" is a member of the team.');
    assert.equal(github.requests.map(({ path, headers }) => `${headers.authorization} ${path}`).sort(), [
      "job /repos/Codertocat/Hello-World/collaborators/teammate/permission",
      "team /orgs/Octocoders/teams/releasecopilot-maintainers/memberships/teammate",
    ]);
  }),
);

team("without its own token the team is not asked", () =>
  withGitHub(async (github) => {
    const run = await gate({
      event: commentBy(people.teammate),
      github,
      env: { ...teamVariables, ORCHESTRATOR_TEAM_TOKEN: "" },
    });
    assert.is(run.code, 1);
    assert.is(github.requests.length, 1);
  }),
);

team("an invitation that is pending, and a team that cannot be seen, admit nobody", () =>
  withGitHub(async (github) => {
    const pending = await gate({ event: commentBy(people.invited), github, env: teamVariables });
    assert.is(pending.code, 1);
    assert.is(pending.decision.facts.at(-1).value, "invited: pending");
    const hidden = await gate({
      event: commentBy(people.teammate),
      github,
      env: { ...teamVariables, ORCHESTRATOR_TEAM: "Octocoders/other" },
    });
    assert.is(hidden.code, 1);
    assert.is(hidden.decision.facts.at(-1).value, "teammate: none-or-not-visible");
    assert.is(hidden.decision.reason_code, "not-admitted");
  }),
);

team("a slug alone belongs to the repository's owner, the team by default too", () =>
  withGitHub(async (github) => {
    for (const ORCHESTRATOR_TEAM of ["releasecopilot-maintainers", undefined, ""]) {
      await gate({ event: commentBy(people.teammate), github, env: { ...teamVariables, ORCHESTRATOR_TEAM } });
    }
    assert.equal(
      [...new Set(github.requests.map(({ path }) => path).filter((path) => path.startsWith("/orgs")))],
      ["/orgs/Codertocat/teams/releasecopilot-maintainers/memberships/teammate"],
    );
  }),
);

team("decides alone where the job's token is not given", () =>
  withGitHub(async (github) => {
    const env = { ...teamVariables, GITHUB_TOKEN: undefined };
    const run = await gate({ event: commentBy(people.teammate), github, env });
    assert.is(run.code, 0);
    assert.is(run.decision.reason_code, "admitted-by-team");
  }),
);

team("a name of another form is refused", async () => {
  const run = await gate({ event: commentBy(people.teammate), env: { ...teamVariables, ORCHESTRATOR_TEAM: "a/b/c" } });
  assert.is(
    verdict(run),
    '2 rc: error bad-variable: The environment variable ORCHESTRATOR_TEAM holds "a/b/c", which is not ORGANISATION/SLUG or SLUG. Correct ORCHESTRATOR_TEAM.',
  );
});

team.run();

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
    const run = await gate({ event: commentBy(people.triager), github });
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
    'denied (sender-not-person): "octocat" is of the type "Bot"; only a person gives commands.',
  ],
  [
    "a person's comment sent as an organisation",
    { ...base, sender: { ...base.sender, type: "Organization" } },
    {},
    'denied (sender-not-person): "octocat" is of the type "Organization"; only a person gives commands.',
  ],
  [
    "an app in the person's name",
    { ...base, comment: { ...base.comment, performed_via_github_app: app } },
    {},
    'denied (sent-by-app): A GitHub App wrote the comment in the name of "octocat". Write the comment yourself.',
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
      assert.is(run.files["github-output"]?.startsWith("allowed<<rc_d0\nfalse\nrc_d0\n"), true);
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
    assert.match(passed.files["github-output"] ?? "", /run_attempt<<rc_d0\n2\nrc_d0\n$/);

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
    assert.is(run.decision.reason_code, "sender-not-person");
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
    const plan = JSON.parse(run.files["artifacts/orchestrator/plan.json"] ?? "");
    assert.equal([plan.task, plan.dry_run, plan.sent], ["release-notes", true, false]);
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
  assert.is(run.decision.command, "help");
});

manual("a command given by the flag wins over the event's", async () => {
  const run = await gate({
    event: createCommentEvent({ ...people.triager, body: "Thanks." }),
    env: { ORCHESTRATOR_MAINTAINERS: "octocat" },
    flags: ["--command", "deploy stage=staging"],
  });
  assert.is(run.code, 0);
  assert.is(run.decision.command, "deploy stage=staging");
});

manual("a command that will be refused passes the gate, which says so: it decides about people", async () => {
  const run = await gate({
    event: createCommentEvent({ ...people.triager, body: "/orchestrate relese-notes" }),
    env: { ORCHESTRATOR_MAINTAINERS: "octocat" },
  });
  assert.is(
    verdict(run),
    '0 gate: allowed (admitted-by-list): "octocat" is on the list of maintainers. The command itself will be refused (unknown-task): There is no task "relese-notes". Did you mean "release-notes"?',
  );
  assert.match(
    run.files["artifacts/orchestrator/summary.md"] ?? "",
    /\n\| Command is wrong \| `unknown-task` `There is no task "relese-notes"\.` `Did you mean "release-notes"\?` \|\n/,
  );
});

manual.run();
