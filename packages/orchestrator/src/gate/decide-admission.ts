import type { Diagnostic, Result } from "@yardmaster/core";
import { sameName } from "../event/same-name.ts";
import type { Reason } from "../reasons/fact.ts";
import { type AdmissionRule, asksPermission, printRule, printTeam, teamKey } from "./admission-rule.ts";
import {
  admittedByApp,
  admittedByCustomRole,
  admittedByList,
  admittedByPermission,
  admittedByTeam,
} from "./admissions.ts";
import { appNotListed, excluded, exclusionUnknown, lookUpFailures, notAdmitted, otherIdentity } from "./denials.ts";
import type { TeamName } from "./gate-configuration.ts";
import type { ActorFacts, LookUpError, Membership } from "./look-up-people.ts";

export type Admission =
  | { readonly allowed: true; readonly reason: Reason }
  | { readonly allowed: false; readonly reason: Diagnostic };

/** The REST API's names of the booleans. */
export const permissionOfRole = { triage: "triage", write: "push", maintain: "maintain", admin: "admin" } as const;

/**
 * Admits when every actor of the attempt is admitted by at least one way and excluded by none. What is unknown admits
 * nobody: neither a way without an answer nor an exclusion without one.
 * @param people the sender first, then who runs the event again
 */
export function decideAdmission(rule: AdmissionRule, people: readonly [ActorFacts, ...ActorFacts[]]): Admission {
  const [sender, ...others] = people.map((facts) => decidePerson(rule, facts));
  return others.find((admission) => !admission.allowed) ?? (sender as Admission);
}

function decidePerson(rule: AdmissionRule, facts: ActorFacts): Admission {
  const { login, kind, through } = facts.actor;
  // What people write by way of a listed app is still theirs: a list of apps admits the apps' own accounts alone.
  const app = kind === "person" ? through : kind.app;
  if (app !== undefined && !isNamed(app, rule.apps)) return denied(appNotListed({ app, login }));
  if (kind !== "person") return { allowed: true, reason: admittedByApp({ app: kind.app }) };

  if (isSomebodyElse(facts)) return denied(otherIdentity({ login }));
  const way = findWay(rule, facts);
  if (!way) return denied(findFailure(rule, facts) ?? notAdmitted({ login, who: printRule(rule) }));
  const exclusion = findExclusion(rule, facts);
  return exclusion ? denied(exclusion) : { allowed: true, reason: way };
}

function isSomebodyElse({ actor, permission }: ActorFacts): boolean {
  if (!permission?.ok) return false;
  const { login, userId } = permission.value;
  return actor.id === undefined ? !sameName(login, actor.login) : userId !== actor.id;
}

function findWay(rule: AdmissionRule, { actor, permission, teams }: ActorFacts): Reason | undefined {
  const { login } = actor;
  if (permission?.ok) {
    const { permissions, roleName } = permission.value;
    const role = rule.roles.find((each) => permissions[permissionOfRole[each]]);
    if (role) return admittedByPermission({ login, role });
    const custom = rule.customRoles.find((each) => each === roleName);
    if (custom) return admittedByCustomRole({ login, role: custom });
  }
  if (isNamed(login, rule.people)) return admittedByList({ login });
  const team = rule.teams.find((each) => {
    const answer = membershipOf(each, teams);
    return answer.ok && answer.value === "active";
  });
  return team && admittedByTeam({ login, team: printTeam(team) });
}

/** Not found is an answer: no access. Every other failure leaves the question open. */
function findFailure(rule: AdmissionRule, { actor, permission = unasked, teams }: ActorFacts): Diagnostic | undefined {
  const answers = [
    ...(asksPermission(rule) ? [{ asked: "permission", answer: permission }] : []),
    ...rule.teams.map((team) => ({ asked: "team membership", answer: membershipOf(team, teams) })),
  ];
  for (const { asked, answer } of answers) {
    if (answer.ok || answer.error.kind === "not-found") continue;
    const { kind, message } = answer.error;
    return lookUpFailures[kind]({ login: actor.login, asked, message });
  }
  return undefined;
}

function findExclusion({ except }: AdmissionRule, { actor, teams }: ActorFacts): Diagnostic | undefined {
  const { login } = actor;
  if (isNamed(login, except.people)) return excluded({ login, by: "name" });
  for (const each of except.teams) {
    const answer = membershipOf(each, teams);
    if (!answer.ok) return exclusionUnknown({ login, message: answer.error.message });
    if (answer.value === "none-or-not-visible") return exclusionUnknown({ login, message: "it may be hidden" });
    // Who was invited counts as in it: an exclusion errs towards no.
    if (answer.value !== "none") return excluded({ login, by: "a team of the rule" });
  }
  return undefined;
}

/** A question that nobody asked is as open as one that failed. */
const unasked = { ok: false, error: { kind: "not-asked", message: "it was not looked up" } } as const;

function membershipOf(team: TeamName, teams: ActorFacts["teams"]): Result<Membership, LookUpError> {
  return teams.get(teamKey(team)) ?? unasked;
}

function isNamed(name: string, names: readonly string[]): boolean {
  return names.some((each) => sameName(each, name));
}

function denied(reason: Diagnostic): Admission {
  return { allowed: false, reason };
}
