import { fail, type TaskRule } from "@yardmaster/core";
import type { GitHubErrorKind } from "@yardmaster/github";
import { type Actor, type ActorFacts, decideAdmission } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Answers, facts, kinds, type Roles, rule } from "./helpers/admission-facts.ts";

/** The reason's code, sentence and hint, behind `+` for yes and `-` for no. */
function decide(who: TaskRule, ...people: readonly [Answers, ...Answers[]]): string {
  const [first, ...rest] = people.map(facts);
  const admission = decideAdmission(rule(who), [first as ActorFacts, ...rest]);
  if (!admission.allowed) assert.is(admission.reason.severity, "error");
  const { code, message, hint } = admission.reason;
  return `${admission.allowed ? "+" : "-"} ${code}: ${message}${hint === undefined ? "" : ` | ${hint}`}`;
}
const codeOf = (who: TaskRule, ...people: readonly [Answers, ...Answers[]]) =>
  /^(. [a-z-]+):/.exec(decide(who, ...people))?.[1];

const ways = suite("who may: ways in");
ways("a role, by its own boolean and by no other", () => {
  const booleans = { triage: "triage", write: "push", maintain: "maintain", admin: "admin" } as const;
  for (const [role, boolean] of Object.entries(booleans) as [keyof typeof booleans, keyof Roles][]) {
    assert.is(
      decide({ roles: [role] }, { roles: { [boolean]: true } }),
      `+ admitted-by-permission: "Octocat" holds the permission ${role}.`,
    );
    const others = { pull: true, triage: true, push: true, maintain: true, admin: true, [boolean]: false };
    assert.is(
      decide({ roles: [role] }, { roles: others }),
      `- not-admitted: "Octocat" may not give this command; who may: the permission ${role}. | Ask one of them to give the command.`,
    );
  }
});
ways("the first of the roles that is held", () => {
  assert.is(
    decide({ roles: ["admin", "maintain", "triage"] }, { roles: { triage: true, maintain: true } }),
    '+ admitted-by-permission: "Octocat" holds the permission maintain.',
  );
});
ways("a custom role by its exact name, and never a role by a name", () => {
  const who = { customRoles: ["Releaser", "Release manager"] };
  assert.is(
    decide(who, { roleName: "Release manager" }),
    '+ admitted-by-custom-role: "Octocat" holds the role "Release manager".',
  );
  for (const roleName of ["releaser", "Releaser ", "Release", "admin"]) {
    assert.is(
      decide(who, { roleName }),
      '- not-admitted: "Octocat" may not give this command; who may: one of 2 custom roles. | Ask one of them to give the command.',
    );
  }
  assert.is(codeOf({ roles: ["admin"] }, { roleName: "admin" }), "- not-admitted");
  assert.is(codeOf({ customRoles: ["x"] }, { roles: { admin: true }, roleName: "admin" }), "- not-admitted");
});
ways("a list, in any case", () => {
  assert.is(decide({ people: ["x", "OCTOCAT"] }, {}), '+ admitted-by-list: "Octocat" is on the list.');
  assert.is(
    decide({ people: ["octocat2", "octo"] }, {}),
    '- not-admitted: "Octocat" may not give this command; who may: a list of 2 people. | Ask one of them to give the command.',
  );
});
ways("a team of the owner's or of another, active members alone", () => {
  const who = { teams: ["Ops", "other/leads"] };
  assert.is(
    decide(who, { teams: { "acme/ops": "none", "other/leads": "active" } }),
    '+ admitted-by-team: "Octocat" is a member of the team other/leads.',
  );
  assert.is(
    decide(who, { teams: { "acme/ops": "active", "other/leads": "none" } }),
    '+ admitted-by-team: "Octocat" is a member of the team Acme/Ops.',
  );
  for (const answer of ["pending", "none", "none-or-not-visible", "not-found"] as const) {
    assert.is(
      decide(who, { teams: { "acme/ops": answer, "other/leads": answer } }),
      '- not-admitted: "Octocat" may not give this command; who may: one of 2 teams. | Ask one of them to give the command.',
    );
  }
  assert.is(codeOf({ teams: ["ops"] }, { teams: { "other/ops": "active" } }), "- look-up-not-asked");
});
ways("another way, where one fails", () => {
  assert.is(codeOf({ roles: ["triage"], people: ["octocat"] }, { permissionFails: "server" }), "+ admitted-by-list");
  const team = { teams: ["ops", "b"] };
  assert.is(
    codeOf(
      { roles: ["triage"], ...team },
      { permissionFails: "timeout", teams: { "acme/ops": "server", "acme/b": "active" } },
    ),
    "+ admitted-by-team",
  );
  assert.is(
    codeOf({ roles: ["triage"], ...team }, { roles: { triage: true }, teams: { "acme/ops": "server" } }),
    "+ admitted-by-permission",
  );
});
ways("no way that the rule does not have", () => {
  const all: Answers = { roles: { admin: true, triage: true }, roleName: "Releaser", teams: { "acme/ops": "active" } };
  assert.is(codeOf({ people: ["x"] }, all), "- not-admitted");
  assert.is(codeOf({ apps: ["octocat"] }, all), "- not-admitted");
});
ways("a refusal names everybody who may", () => {
  const who: TaskRule = {
    roles: ["triage", "admin"],
    customRoles: ["Releaser"],
    teams: ["ops"],
    people: ["x"],
    apps: ["renovate", "release-bot"],
  };
  assert.is(
    decide(who, { roles: {}, teams: { "acme/ops": "none" } }),
    '- not-admitted: "Octocat" may not give this command; who may: the permission triage, the permission admin, a custom role of the rule, a team of the rule, a list of 1 person, one of 2 apps. | Ask one of them to give the command.',
  );
});
ways("a refusal says how many ways there are, and names none of them", () => {
  const may = (who: TaskRule) =>
    /who may: (.*)\. \|/.exec(decide(who, { roles: {}, teams: { "acme/a": "none", "acme/b": "none" } }))?.[1];
  assert.is(may({ apps: ["renovate"] }), "an app of the rule");
  assert.is(may({ customRoles: ["Releaser"] }), "a custom role of the rule");
  assert.is(may({ teams: ["a", "b"] }), "one of 2 teams");
});
ways.run();

const unknown = suite("who may: what is unknown admits nobody");
unknown("every failure of the look-up of a permission has its own code", () => {
  for (const kind of kinds) {
    assert.is(codeOf({ roles: ["triage"] }, { permissionFails: kind }), `- look-up-${kind}`);
    assert.is(codeOf({ customRoles: ["x"] }, { permissionFails: kind }), `- look-up-${kind}`);
  }
});
unknown("every failure of the look-up of a team has its own code, and the next team does not hide it", () => {
  for (const kind of kinds) {
    assert.is(codeOf({ teams: ["ops", "b"] }, { teams: { "acme/ops": kind, "acme/b": "none" } }), `- look-up-${kind}`);
    assert.is(codeOf({ teams: ["b", "ops"] }, { teams: { "acme/ops": kind, "acme/b": "none" } }), `- look-up-${kind}`);
  }
});
unknown("sentence and hint", () => {
  const hints: Record<string, string> = {
    unauthorized: "Renew the token that the look-up uses.",
    forbidden: "Give the token the permission that the look-up needs.",
    invalid: "Check GITHUB_API_URL, the token and the names.",
    "rate-limited": "Run the workflow again later.",
    server: "Run the workflow again when GitHub is well.",
    timeout: "Run the workflow again when GitHub is well.",
    network: "Check the runner's way to GITHUB_API_URL, then run the workflow again.",
    unexpected: "Check GITHUB_API_URL; the answer is not GitHub's.",
    "not-asked": "Set the token that the task's rule needs.",
  };
  for (const [kind, hint] of Object.entries(hints)) {
    assert.is(
      decide({ roles: ["triage"] }, { permissionFails: kind as GitHubErrorKind }),
      `- look-up-${kind}: The permission of "Octocat" is unknown: "it is ${kind}". | ${hint}`,
    );
  }
  assert.is(
    decide({ teams: ["ops"] }, { teams: { "acme/ops": "server" } }),
    '- look-up-server: The team membership of "Octocat" is unknown: "it is server". | Run the workflow again when GitHub is well.',
  );
});
unknown("not found is an answer: no access", () => {
  assert.is(codeOf({ roles: ["triage"] }, { permissionFails: "not-found" }), "- not-admitted");
  assert.is(
    codeOf({ roles: ["triage"], teams: ["ops"] }, { permissionFails: "not-found", teams: { "acme/ops": "server" } }),
    "- look-up-server",
  );
});
unknown("a question that nobody asked", () => {
  assert.is(
    decide({ roles: ["triage"] }, {}),
    '- look-up-not-asked: The permission of "Octocat" is unknown: "it was not looked up". | Set the token that the task\'s rule needs.',
  );
  assert.is(codeOf({ teams: ["ops"] }, {}), "- look-up-not-asked");
});
unknown("failures that no part of the rule needs say nothing", () => {
  assert.is(
    codeOf({ people: ["x"] }, { permissionFails: "server", teams: { "acme/ops": "server" } }),
    "- not-admitted",
  );
});
unknown.run();

const identity = suite("who may: identity");
const renamed =
  '- other-identity: GitHub now knows another account by the login "Octocat" than the event does. | Give the command in a new comment, from the account as it is called now.';
identity("another account under the sender's login gets nothing", () => {
  const all: TaskRule = { roles: ["triage"], people: ["octocat"], teams: ["ops"] };
  const teams = { "acme/ops": "active" } as const;
  assert.is(decide(all, { roles: { triage: true }, known: { userId: 2 }, teams }), renamed);
  assert.is(decide({ people: ["octocat"] }, { known: { userId: 2 } }), renamed);
});
identity("the same id under another spelling is the same account", () => {
  assert.is(
    codeOf({ roles: ["triage"] }, { roles: { triage: true }, known: { login: "renamed" } }),
    "+ admitted-by-permission",
  );
});
identity("who is known by a login alone is compared by it, in any case", () => {
  const actor = { id: undefined };
  const roles = { triage: true };
  const known = { userId: 99 };
  assert.is(
    codeOf({ roles: ["triage"] }, { actor, roles, known: { ...known, login: "OCTOCAT" } }),
    "+ admitted-by-permission",
  );
  assert.is(decide({ roles: ["triage"] }, { actor, roles, known: { ...known, login: "other" } }), renamed);
});
identity.run();

const exclusions = suite("who may: exclusions");
const base = { people: ["octocat"] };
exclusions("a person by name, in any case, whatever admits them", () => {
  const sentence =
    '- excluded: "Octocat" is excluded from this command by name. | Ask somebody else to give the command.';
  assert.is(decide({ ...base, except: { people: ["x", "ocTocat"] } }, {}), sentence);
  assert.is(decide({ roles: ["admin"], except: { people: ["octocat"] } }, { roles: { admin: true } }), sentence);
  assert.is(codeOf({ ...base, except: { people: ["x"] } }, {}), "+ admitted-by-list");
});
exclusions("members of a team, and who was invited", () => {
  const who = { ...base, except: { teams: ["first", "other/interns"] } };
  for (const answer of ["active", "pending"] as const) {
    assert.is(
      decide(who, { teams: { "acme/first": "none", "other/interns": answer } }),
      '- excluded: "Octocat" is excluded from this command by a team of the rule. | Ask somebody else to give the command.',
    );
  }
  assert.is(codeOf(who, { teams: { "acme/first": "none", "other/interns": "none" } }), "+ admitted-by-list");
});
exclusions("an exclusion without an answer denies", () => {
  const who = { ...base, except: { teams: ["interns"] } };
  const sentence = (message: string) =>
    `- exclusion-unknown: Whether a team excludes "Octocat" is unknown: "${message}". | Set ORCHESTRATOR_TEAM_TOKEN to a token that sees the team.`;
  assert.is(decide(who, {}), sentence("it was not looked up"));
  assert.is(decide(who, { teams: { "acme/interns": "none-or-not-visible" } }), sentence("it may be hidden"));
  for (const kind of [...kinds, "not-found"] as const) {
    assert.is(decide(who, { teams: { "acme/interns": kind } }), sentence(`it is ${kind}`));
  }
});
exclusions("GitHub's words about a team are told without its name", () => {
  const said = "GitHub answered 403 to GET /orgs/acme/teams/interns/memberships/Octocat: Must have admin rights.";
  const told = 'is unknown: "GitHub answered 403 to GET /orgs/… Must have admin rights."';
  const teams = new Map([["acme/interns", fail({ kind: "forbidden", message: said, carriedOut: "no" } as const)]]);
  const person = { ...facts({}), teams };
  const excluding = decideAdmission(rule({ ...base, except: { teams: ["interns"] } }), [person]);
  const asking = decideAdmission(rule({ teams: ["interns"] }), [person]);
  assert.equal(
    [excluding.reason.message, asking.reason.message],
    [`Whether a team excludes "Octocat" ${told}.`, `The team membership of "Octocat" ${told}.`],
  );
});
exclusions("who is not admitted hears that, and not of exclusions", () => {
  assert.is(codeOf({ people: ["x"], except: { people: ["octocat"], teams: ["interns"] } }, {}), "- not-admitted");
});
exclusions.run();

const apps = suite("who may: apps");
const bot = { login: "renovate[bot]", id: 5, kind: { app: "renovate" } } as const;
apps("an app as itself, where it is listed, without any look-up", () => {
  assert.is(
    decide({ apps: ["x", "Renovate"], except: { teams: ["ops"] } }, { actor: bot }),
    '+ admitted-by-app: The app "renovate" is on the list.',
  );
  const unlisted =
    '- app-not-listed: The app "renovate" acted as "renovate[bot]", and no rule lists it for this command. | Write the comment yourself, or name the app under `apps` in the task\'s rule.';
  assert.is(decide({ apps: ["renovate2"] }, { actor: bot }), unlisted);
  assert.is(
    decide({ people: ["renovate[bot]"], roles: ["triage"] }, { actor: bot, roles: { triage: true } }),
    unlisted,
  );
});
apps("a person by way of an app, where the app is listed and the person admitted", () => {
  const actor = { through: "codex" };
  assert.is(
    decide({ people: ["octocat"] }, { actor }),
    '- app-not-listed: The app "codex" acted as "Octocat", and no rule lists it for this command. | Write the comment yourself, or name the app under `apps` in the task\'s rule.',
  );
  assert.is(codeOf({ people: ["octocat"], apps: ["codex"] }, { actor }), "+ admitted-by-list");
  assert.is(codeOf({ people: ["x"], apps: ["codex"] }, { actor }), "- not-admitted");
  assert.is(codeOf({ people: ["octocat"], apps: ["codex"], except: { people: ["octocat"] } }, { actor }), "- excluded");
  assert.is(codeOf({ people: ["octocat"], apps: ["codex"] }, { actor: { through: "" } }), "- app-not-listed");
});
apps.run();

const several = suite("who may: several people");
const mona: Partial<Actor> = { login: "mona", id: undefined };
several("everybody has to pass; the reason of a yes is the sender's", () => {
  const who = { people: ["octocat", "mona"] };
  assert.is(decide(who, {}, { actor: mona }), '+ admitted-by-list: "Octocat" is on the list.');
  assert.is(codeOf({ people: ["octocat"] }, {}, { actor: mona }), "- not-admitted");
  assert.ok(decide({ people: ["octocat"] }, {}, { actor: mona }).includes('"mona" may not'));
  assert.ok(decide({ people: ["mona"] }, {}, { actor: mona }).includes('"Octocat" may not'));
});
several("of two denials the one of who runs it again is told", () => {
  assert.ok(decide({ people: ["x"] }, {}, { actor: mona }).includes('"mona" may not'));
});
several("an app that runs it again has to be listed", () => {
  assert.is(codeOf({ people: ["octocat"] }, {}, { actor: { ...bot, id: undefined } }), "- app-not-listed");
  assert.is(
    codeOf({ people: ["octocat"], apps: ["renovate"] }, {}, { actor: { ...bot, id: undefined } }),
    "+ admitted-by-list",
  );
});
several.run();
