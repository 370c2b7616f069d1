import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent } from "../helpers/orchestrator-events.ts";
import { jobToken, people, permissionRoute, teamToken } from "../helpers/orchestrator-github.ts";
import { runnerVariables } from "../helpers/orchestrator-host.ts";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";
import { startProgram } from "../helpers/start-program.ts";
import { body, commentBy, gate, verdict, withGitHub } from "./gate-run.ts";

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
    const child = spawn(process.execPath, [...startProgram("scripts/github/check_comment_permissions.ts"), ...files], {
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
    });
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

const allArtifacts = ["decision.json", "dispatch-log.ndjson", "summary.md"];

script("allowed member: exit 0", () =>
  withGitHub(async (github) => {
    const run = await runScript(commentBy(people.triager), { GITHUB_API_URL: github.url });
    assert.is(run.said, '0 gate: allowed (admitted-by-permission): "octocat" holds the permission triage.\n');
    assert.equal(run.artifacts, allArtifacts);
    assert.match(run.outputs, /^reason_code<<D\nadmitted-by-permission\nD\nrun_id<<D\n(?:.*\n)*allowed<<D\ntrue\nD\n$/);
  }),
);

script("outside collaborator: exit 1", () =>
  withGitHub(async (github) => {
    const run = await runScript(commentBy(people.outsider), { GITHUB_API_URL: github.url });
    assert.is(
      run.said,
      '1 gate: denied (not-admitted): "outsider" may not give this command; who may: the permission triage. Ask one of them to give the command.\n',
    );
    assert.equal(run.artifacts, allArtifacts);
    assert.match(run.outputs, /^reason_code<<D\nnot-admitted\nD\n(?:.*\n)*allowed<<D\nfalse\nD\n$/);
  }),
);

script("missing command: exit 1, and GitHub is not asked", () =>
  withGitHub(async (github) => {
    const event = createCommentEvent({ ...people.triager, body: "You are totally right!" });
    const run = await runScript(event, { GITHUB_API_URL: github.url });
    assert.is(
      run.said,
      "1 gate: denied (no-command): No line of a paragraph, outside code, quotes, tables and HTML, begins with the word /orchestrate. Write /orchestrate, a task and its arguments on a line of their own.\n",
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
      value: "octocat: read, triage as octocat (583231), role triage",
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
      '1 gate: denied (other-identity): GitHub now knows another account by the login "octocat" than the event does. Give the command in a new comment, from the account as it is called now.',
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
  assert.is(verdict(run), '0 gate: allowed (admitted-by-list): "outsider" is on the list.');
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
    assert.is(verdict(run), '0 gate: allowed (admitted-by-list): "octocat" is on the list.');
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
    assert.is(
      verdict(run),
      '0 gate: allowed (admitted-by-team): "teammate" is a member of the team Octocoders/releasecopilot-maintainers.',
    );
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
    assert.is(pending.decision.facts.at(-1).value, "invited: Octocoders/releasecopilot-maintainers pending");
    const hidden = await gate({
      event: commentBy(people.teammate),
      github,
      env: { ...teamVariables, ORCHESTRATOR_TEAM: "Octocoders/other" },
    });
    assert.is(hidden.code, 1);
    assert.is(hidden.decision.facts.at(-1).value, "teammate: Octocoders/other none-or-not-visible");
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
