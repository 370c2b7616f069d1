import { type Result, taskRoles } from "@yardmaster/core";
import type { Collaborator, RepositoryName } from "@yardmaster/github";
import { sameName } from "../event/same-name.ts";
import type { Fact } from "../reasons/fact.ts";
import { type AdmissionRule, printTeam, teamKey } from "./admission-rule.ts";
import { permissionOfRole } from "./decide-admission.ts";
import type { ActorFacts, LookUpError } from "./look-up-people.ts";

/** What the decisions of a run rest on, each fact once, with the variable, rule or request that it came from. */
export function factsOfPeople(
  people: readonly ActorFacts[],
  rules: readonly AdmissionRule[],
  repository: RepositoryName,
): readonly Fact[] {
  const facts = [
    ...rules.flatMap((rule) => factsOfRule(rule, people)),
    ...people.flatMap((each) => factsOfAnswers(each, rules, repository)),
  ];
  const keys = facts.map((fact) => JSON.stringify(fact));
  return facts.filter((_, index) => keys.indexOf(keys[index] as string) === index);
}

function factsOfRule(rule: AdmissionRule, people: readonly ActorFacts[]): readonly Fact[] {
  const { roles, sources, except } = rule;
  const list = (name: string, names: readonly string[], source: string): readonly Fact[] =>
    names.length === 0
      ? []
      : people.map(({ actor: { login } }) => {
          const isNamed = names.some((each) => sameName(each, login));
          return { name, value: `${login}: ${isNamed ? "listed" : "not listed"}`, source };
        });
  return [
    ...(roles.length > 0 ? [{ name: "allowed-roles", value: roles.join(", "), source: sources.roles }] : []),
    ...list("people-list", rule.people, sources.people),
    ...list("excluded-people", except.people, sources.exceptPeople),
  ];
}

function factsOfAnswers(
  { actor, permission, teams }: ActorFacts,
  rules: readonly AdmissionRule[],
  { owner, repo }: RepositoryName,
): readonly Fact[] {
  const { login } = actor;
  const facts: Fact[] = [];
  if (permission) {
    const source = `GET /repos/${owner}/${repo}/collaborators/${login}/permission`;
    facts.push({ name: "permission", value: `${login}: ${printPermission(permission)}`, source });
  }
  for (const team of rules.flatMap((rule) => [...rule.teams, ...rule.except.teams])) {
    const answer = teams.get(teamKey(team));
    if (answer === undefined) continue;
    const value = answer.ok ? answer.value : `unknown (${answer.error.kind})`;
    const source = `GET /orgs/${team.org}/teams/${team.slug}/memberships/${login}`;
    facts.push({ name: "team-membership", value: `${login}: ${printTeam(team)} ${value}`, source });
  }
  return facts;
}

function printPermission(permission: Result<Collaborator, LookUpError>): string {
  if (!permission.ok) return permission.error.kind === "not-found" ? "no access" : `unknown (${permission.error.kind})`;
  const { permissions, login, userId, roleName } = permission.value;
  const held = [
    ...(permissions.pull ? ["read"] : []),
    ...taskRoles.filter((role) => permissions[permissionOfRole[role]]),
  ];
  return `${held.join(", ") || "none"} as ${login} (${userId}), role ${roleName}`;
}
