import type { Result } from "@yardmaster/core";
import type { Collaborator, GitHub, GitHubError, RepositoryName, TeamMembership } from "@yardmaster/github";
import type { Fact } from "../fact.ts";
import { type GateConfiguration, roles } from "./gate-configuration.ts";

export interface Person {
  readonly login: string;
  /** Unknown for somebody who runs the event of another person again: the runner gives a login only. */
  readonly id: number | undefined;
}

/** What each of the three ways says of a person; undefined where it is not configured. */
export interface PersonFacts {
  readonly person: Person;
  readonly listed: boolean;
  readonly permission: Result<Collaborator, GitHubError> | undefined;
  readonly team: Result<TeamMembership, GitHubError> | undefined;
}

export interface LookUps {
  readonly repository: RepositoryName;
  readonly configuration: GateConfiguration;
  readonly permissions: Pick<GitHub, "collaborator"> | undefined;
  readonly teams: Pick<GitHub, "teamMembership"> | undefined;
}

/** Asks every configured way: one that fails must not hide another that admits. */
export async function lookUpPerson(person: Person, lookUps: LookUps): Promise<PersonFacts> {
  const { repository, configuration, permissions, teams } = lookUps;
  const team = configuration.team?.name;
  const [permission, membership] = await Promise.all([
    permissions?.collaborator(repository, person.login),
    team && teams ? teams.teamMembership(team.org, team.slug, person.login) : undefined,
  ]);
  return {
    person,
    listed: configuration.maintainers.has(person.login.toLowerCase()),
    permission,
    team: membership,
  };
}

export function factsOfPerson({ person, listed, permission, team }: PersonFacts, lookUps: LookUps): readonly Fact[] {
  const { repository, configuration } = lookUps;
  const facts: Fact[] = [];
  if (configuration.maintainers.size > 0) {
    const value = `${person.login}: ${listed ? "listed" : "not listed"}`;
    facts.push({ name: "maintainers-list", value, source: "ORCHESTRATOR_MAINTAINERS" });
  }
  if (permission) {
    const path = `/repos/${repository.owner}/${repository.repo}/collaborators/${person.login}/permission`;
    facts.push({ name: "permission", value: `${person.login}: ${printPermission(permission)}`, source: `GET ${path}` });
  }
  if (team && configuration.team) {
    const { org, slug } = configuration.team.name;
    const path = `/orgs/${org}/teams/${slug}/memberships/${person.login}`;
    const value = team.ok ? team.value : `unknown (${team.error.kind})`;
    facts.push({ name: "team-membership", value: `${person.login}: ${value}`, source: `GET ${path}` });
  }
  return facts;
}

function printPermission(permission: Result<Collaborator, GitHubError>): string {
  if (!permission.ok) return permission.error.kind === "not-found" ? "no access" : `unknown (${permission.error.kind})`;
  const { permissions, login, userId } = permission.value;
  const held = [...(permissions.pull ? ["read"] : []), ...roles.filter((role) => permissions[permissionOfRole[role]])];
  return `${held.join(", ") || "none"} as ${login} (${userId})`;
}

/** The REST API's names of the booleans. */
export const permissionOfRole = { triage: "triage", write: "push", maintain: "maintain", admin: "admin" } as const;
