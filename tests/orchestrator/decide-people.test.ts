import { fail, ok, type TaskRule } from "@yardmaster/core";
import type { Collaborator } from "@yardmaster/github";
import {
  type Actor,
  actorsOf,
  factsOfPeople,
  type GateConfiguration,
  type LookUps,
  lookUpPeople,
  printRule,
  readGateConfiguration,
  readSender,
  ruleFor,
} from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const octocat: Actor = { login: "octocat", id: 1, kind: "person" };
const mona: Actor = { login: "mona", id: undefined, kind: "person" };
const bot: Actor = { login: "renovate[bot]", id: 5, kind: { app: "renovate" } };
const repository = { owner: "Acme", repo: "Site" };

const senders = suite("who acts: the sender");
const told = (login: string, type: string, app?: string) => {
  const sender = readSender({ login, id: 7, type }, app);
  if (sender.ok) return sender.value;
  assert.is(sender.error.severity, "error");
  return `${sender.error.code}: ${sender.error.message}`;
};
senders("a person, alone or by way of an app", () => {
  assert.equal(told("octocat", "User"), { login: "octocat", id: 7, kind: "person" });
  assert.equal(told("octocat", "User", "codex"), { login: "octocat", id: 7, kind: "person", through: "codex" });
  assert.equal(told("octocat", "User", ""), { login: "octocat", id: 7, kind: "person", through: "" });
});
senders("an app by its own account, with which its slug agrees", () => {
  const app = { login: "renovate[bot]", id: 7, kind: { app: "renovate" } };
  assert.equal(told("renovate[bot]", "Bot"), app);
  assert.equal(told("renovate[bot]", "Bot", "Renovate"), app);
  for (const slug of ["codex", ""]) {
    assert.is(
      told("renovate[bot]", "Bot", slug),
      `app-contradicts: The comment names the app "${slug}", and its author is "renovate[bot]".`,
    );
  }
});
senders("nothing else", () => {
  for (const [login, type] of [
    ["Copilot", "Bot"],
    ["[bot]", "Bot"],
    ["renovate[bot]x", "Bot"],
    ["a\nrenovate[bot]", "Bot"],
    ["acme", "Organization"],
    ["renovate[bot]", "Mannequin"],
    ["octocat", "user"],
  ] as const) {
    assert.is(
      told(login, type),
      `sender-not-person: ${JSON.stringify(login).replace("\\n", "\\u{a}")} is of the type "${type}"; only people and listed apps give commands.`,
    );
  }
  const sender = readSender({ login: "acme", id: 7, type: "Organization" }, undefined);
  assert.is(sender.ok ? "" : sender.error.hint, "Give the command in a comment of your own.");
});
senders("whoever starts the attempt in the sender's place counts, too", () => {
  assert.equal(actorsOf(octocat, "Octocat"), [octocat]);
  assert.equal(actorsOf(octocat, "mona"), [octocat, mona]);
  assert.equal(actorsOf(octocat, "renovate[bot]"), [octocat, { ...bot, id: undefined }]);
  assert.equal(actorsOf(octocat, "[bot]"), [octocat, { login: "[bot]", id: undefined, kind: "person" }]);
});
senders.run();

const unset: GateConfiguration = {
  allowedRoles: ["triage"],
  maintainers: new Set(),
  permissionToken: undefined,
  team: undefined,
  apiUrl: undefined,
};
const gate = (changes: Partial<GateConfiguration> = {}) => ruleFor(undefined, { ...unset, ...changes }, "Acme");
const rule = (who: TaskRule) => ruleFor({ name: "deploy", who }, unset, "Acme");
const teamOf = (slug: string) => ({ name: { org: "Acme", slug }, token: "t" });

const rules = suite("who may: the rule of a command");
rules("the task's own, whole, with every team in its organisation", () => {
  const who: TaskRule = {
    roles: ["maintain"],
    customRoles: ["Releaser"],
    teams: ["ops", "other/leads"],
    people: ["X"],
    apps: ["renovate"],
    except: { teams: ["interns"], people: ["y"] },
  };
  assert.equal(rule(who), {
    sources: {
      roles: "who.roles of the task deploy",
      people: "who.people of the task deploy",
      exceptPeople: "who.except.people of the task deploy",
    },
    roles: ["maintain"],
    customRoles: ["Releaser"],
    teams: [
      { org: "Acme", slug: "ops" },
      { org: "other", slug: "leads" },
    ],
    people: ["X"],
    apps: ["renovate"],
    except: { teams: [{ org: "Acme", slug: "interns" }], people: ["y"] },
  });
});
rules("the gate's where the task has none, or no task is named; the two are never mixed", () => {
  const configured = {
    permissionToken: "p",
    allowedRoles: ["write"] as const,
    maintainers: new Set(["x", "y"]),
    team: teamOf("ops"),
  };
  const expected = {
    sources: { roles: "ALLOWED_ROLES", people: "ORCHESTRATOR_MAINTAINERS", exceptPeople: "" },
    roles: ["write"],
    customRoles: [],
    teams: [{ org: "Acme", slug: "ops" }],
    people: ["x", "y"],
    apps: [],
    except: { teams: [], people: [] },
  };
  assert.equal(gate(configured), expected);
  assert.equal(ruleFor({ name: "deploy" }, { ...unset, ...configured }, "Acme"), expected);
  const own = ruleFor({ name: "deploy", who: { people: ["z"] } }, { ...unset, ...configured }, "Acme");
  assert.equal([own.roles, own.teams, own.people], [[], [], ["z"]]);
});
rules("a way of the gate's for which there is no token is none", () => {
  const { roles, teams, people } = gate({ maintainers: new Set(["x"]) });
  assert.equal([roles, teams, people], [[], [], ["x"]]);
  assert.is(printRule(gate({ maintainers: new Set(["x"]) })), "a list of 1 person");
});
rules("the gate's configuration is read as before", () => {
  const read = readGateConfiguration({ GITHUB_TOKEN: "t", GITHUB_API_URL: "https://api.github.com" }, "Acme");
  assert.equal(read, {
    ok: true,
    value: {
      allowedRoles: ["triage"],
      maintainers: new Set(),
      permissionToken: "t",
      team: undefined,
      apiUrl: "https://api.github.com",
    },
  });
});
rules.run();

interface Fake {
  readonly visible?: readonly string[];
  readonly teams?: boolean;
  readonly permissions?: boolean;
  readonly membership?: "active" | "none-or-not-visible" | "fails";
}

/** GitHub in memory: counts the requests, and how many are under way at once. */
function createLookUps({ visible = [], teams = true, permissions = true, membership }: Fake = {}) {
  const requests: string[] = [];
  let now = 0;
  let most = 0;
  const answer = async <T>(request: string, value: T): Promise<T> => {
    requests.push(request);
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 1));
    now--;
    return value;
  };
  const failure = fail({ kind: "server", message: "502", carriedOut: "no" } as const);
  const lookUps: LookUps = {
    repository,
    permissions: permissions
      ? {
          collaborator: ({ owner, repo }, login) =>
            answer(`permission ${owner}/${repo} ${login}`, ok(collaborator(login))),
        }
      : undefined,
    teams: teams
      ? {
          teamMembership: (org, slug, login) =>
            answer(
              `member ${org}/${slug} ${login}`,
              membership === "fails" ? failure : ok(membership ?? ("none-or-not-visible" as const)),
            ),
          teamVisibility: (org, slug) =>
            answer(
              `team ${org}/${slug}`,
              slug === "broken"
                ? failure
                : ok(visible.includes(slug) ? ("visible" as const) : ("not-visible" as const)),
            ),
        }
      : undefined,
  };
  return { lookUps, requests, most: () => most };
}

function collaborator(login: string): Collaborator {
  const permissions = { pull: true, triage: true, push: false, maintain: false, admin: false };
  return { login, userId: 1, permissions, roleName: "triage" };
}

const lookingUp = suite("who may: look-ups");
lookingUp("each question of all rules and people once", async () => {
  const { lookUps, requests } = createLookUps();
  const all = [
    rule({ roles: ["triage"], teams: ["ops"] }),
    rule({ customRoles: ["x"], teams: ["ACME/Ops", "other/ops"] }),
    rule({ people: ["x"], except: { people: ["y"] } }),
  ];
  await lookUpPeople([octocat, mona], all, lookUps);
  assert.equal(requests.sort(), [
    "member ACME/Ops mona",
    "member ACME/Ops octocat",
    "member other/ops mona",
    "member other/ops octocat",
    "permission Acme/Site mona",
    "permission Acme/Site octocat",
  ]);
});
lookingUp("nothing that no rule needs", async () => {
  const { lookUps, requests } = createLookUps();
  const [facts] = await lookUpPeople([octocat], [rule({ people: ["x"], apps: ["renovate"] })], lookUps);
  assert.equal(requests, []);
  assert.equal(facts, { actor: octocat, permission: undefined, teams: new Map() });
});
lookingUp("roles and custom roles need the permission, either alone", async () => {
  for (const who of [{ roles: ["admin"] }, { customRoles: ["x"] }] as const) {
    const { lookUps, requests } = createLookUps();
    await lookUpPeople([octocat], [rule(who)], lookUps);
    assert.equal(requests, ["permission Acme/Site octocat"]);
  }
});
lookingUp("nothing of an app, nor of a person by way of an app that no rule lists", async () => {
  const { lookUps, requests } = createLookUps();
  const through = { ...octocat, through: "codex" };
  const who = { roles: ["triage"], teams: ["ops"] } as const;
  await lookUpPeople([bot, through], [rule(who), rule({ ...who, apps: ["renovate"] })], lookUps);
  assert.equal(requests, []);
  await lookUpPeople([through], [rule(who), rule({ roles: ["admin"], apps: ["x", "Codex"] })], lookUps);
  assert.equal(requests, ["permission Acme/Site octocat"]);
});
lookingUp("answers stay with their people, in order", async () => {
  const { lookUps } = createLookUps({ membership: "active" });
  const people = await lookUpPeople([octocat, mona], [rule({ roles: ["triage"], teams: ["Ops"] })], lookUps);
  assert.equal(
    people,
    [octocat, mona].map((actor) => ({
      actor,
      permission: ok(collaborator(actor.login)),
      teams: new Map([["acme/ops", ok("active")]]),
    })),
  );
});
lookingUp("whether a team excludes is asked of the team where the membership leaves it open", async () => {
  const who: TaskRule = { people: ["octocat"], teams: ["ops"], except: { teams: ["seen", "hidden", "broken"] } };
  const { lookUps, requests } = createLookUps({ visible: ["seen", "ops"] });
  const people = await lookUpPeople([octocat, mona], [rule(who), rule(who)], lookUps);
  const answers = ["none-or-not-visible", "none", "none-or-not-visible", "none-or-not-visible"];
  for (const { teams } of people) {
    assert.equal([...teams].sort(), [
      ["acme/broken", ok("none-or-not-visible")],
      ["acme/hidden", ok("none-or-not-visible")],
      ["acme/ops", ok(answers[0])],
      ["acme/seen", ok("none")],
    ]);
  }
  assert.equal(requests.filter((request) => request.startsWith("team ")).sort(), [
    "team Acme/broken",
    "team Acme/hidden",
    "team Acme/seen",
  ]);
});
lookingUp("and is not, where the membership is an answer, or none came", async () => {
  for (const membership of ["active", "fails"] as const) {
    const { lookUps, requests } = createLookUps({ membership, visible: ["seen"] });
    const [{ teams }] = await lookUpPeople([octocat], [rule({ people: ["x"], except: { teams: ["seen"] } })], lookUps);
    assert.equal(requests, ["member Acme/seen octocat"]);
    assert.is(teams.get("acme/seen")?.ok, membership === "active");
  }
});
lookingUp("without a token nothing is asked, and the answer says so", async () => {
  const { lookUps, requests } = createLookUps({ permissions: false, teams: false });
  const who: TaskRule = { roles: ["triage"], teams: ["ops"], except: { teams: ["interns"] } };
  const [facts] = await lookUpPeople([octocat], [rule(who)], lookUps);
  const missing = (variable: string) => fail({ kind: "not-asked", message: `${variable} is not set` });
  assert.equal(requests, []);
  assert.equal(facts.permission, missing("GITHUB_TOKEN"));
  assert.equal(
    [...facts.teams],
    [
      ["acme/ops", missing("ORCHESTRATOR_TEAM_TOKEN")],
      ["acme/interns", missing("ORCHESTRATOR_TEAM_TOKEN")],
    ],
  );
});
lookingUp("at most four at a time", async () => {
  const { lookUps, requests, most } = createLookUps();
  const teams = Array.from({ length: 20 }, (_, index) => `t${index}`);
  await lookUpPeople([octocat, mona], [rule({ teams })], lookUps);
  assert.is(requests.length, 40);
  assert.is(most(), 4);
});
lookingUp.run();

const recorded = suite("who may: facts");
recorded("each once, with where it came from", async () => {
  const { lookUps } = createLookUps({ visible: ["interns"] });
  const who: TaskRule = {
    roles: ["write", "admin"],
    people: ["Mona", "x"],
    except: { teams: ["interns"], people: ["octocat"] },
  };
  const configured = gate({ permissionToken: "p", maintainers: new Set(["octocat"]), team: teamOf("ops") });
  const all = [rule(who), rule(who), rule({ apps: ["renovate"] }), configured];
  const people = await lookUpPeople([octocat, mona, bot], all, lookUps);
  const of = "of the task deploy";
  const fact = (name: string, value: string, source: string) => ({ name, value, source });
  const permission = (login: string) =>
    fact(
      "permission",
      `${login}: read, triage as ${login} (1), role triage`,
      `GET /repos/Acme/Site/collaborators/${login}/permission`,
    );
  const membership = (login: string, slug: string, value: string) =>
    fact("team-membership", `${login}: Acme/${slug} ${value}`, `GET /orgs/Acme/teams/${slug}/memberships/${login}`);
  assert.equal(factsOfPeople(people, all, repository), [
    fact("allowed-roles", "write, admin", `who.roles ${of}`),
    fact("people-list", "octocat: not listed", `who.people ${of}`),
    fact("people-list", "mona: listed", `who.people ${of}`),
    fact("people-list", "renovate[bot]: not listed", `who.people ${of}`),
    fact("excluded-people", "octocat: listed", `who.except.people ${of}`),
    fact("excluded-people", "mona: not listed", `who.except.people ${of}`),
    fact("excluded-people", "renovate[bot]: not listed", `who.except.people ${of}`),
    fact("allowed-roles", "triage", "ALLOWED_ROLES"),
    fact("people-list", "octocat: listed", "ORCHESTRATOR_MAINTAINERS"),
    fact("people-list", "mona: not listed", "ORCHESTRATOR_MAINTAINERS"),
    fact("people-list", "renovate[bot]: not listed", "ORCHESTRATOR_MAINTAINERS"),
    permission("octocat"),
    membership("octocat", "interns", "none"),
    membership("octocat", "ops", "none-or-not-visible"),
    permission("mona"),
    membership("mona", "interns", "none"),
    membership("mona", "ops", "none-or-not-visible"),
  ]);
});
recorded("what is unknown, and no access", () => {
  const who = [rule({ roles: ["triage"], teams: ["ops"] })];
  const value = (kind: "server" | "not-found") => {
    const answer = fail({ kind, message: "x", carriedOut: "no" } as const);
    return factsOfPeople(
      [{ actor: octocat, permission: answer, teams: new Map([["acme/ops", answer]]) }],
      who,
      repository,
    )
      .slice(1)
      .map((fact) => fact.value);
  };
  assert.equal(value("server"), ["octocat: unknown (server)", "octocat: Acme/ops unknown (server)"]);
  assert.equal(value("not-found"), ["octocat: no access", "octocat: Acme/ops unknown (not-found)"]);
  const permissions = { pull: false, triage: false, push: false, maintain: false, admin: false };
  const nothing = ok({ ...collaborator("octocat"), permissions });
  assert.is(
    factsOfPeople([{ actor: octocat, permission: nothing, teams: new Map() }], who, repository)[1]?.value,
    "octocat: none as octocat (1), role triage",
  );
});
recorded.run();
