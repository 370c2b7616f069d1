import type { Task, TaskRole, TaskRule } from "@yardmaster/core";
import type { GateConfiguration, TeamName } from "./gate-configuration.ts";

/** A rule of the task table, or the gate's own, with nothing left out and every team in its organisation. */
export interface AdmissionRule {
  /** Of its parts, for the facts: a variable's name, or a place in the task table. */
  readonly sources: { readonly roles: string; readonly people: string; readonly exceptPeople: string };
  readonly roles: readonly TaskRole[];
  readonly customRoles: readonly string[];
  readonly teams: readonly TeamName[];
  /** Logins, in any case. */
  readonly people: readonly string[];
  /** Slugs, in any case. */
  readonly apps: readonly string[];
  readonly except: { readonly teams: readonly TeamName[]; readonly people: readonly string[] };
}

/**
 * The task's own rule, or the gate's where the task has none. The two are never mixed.
 * @param task undefined for a command that names none, such as `help`
 * @param owner of the repository, and of the teams that are named by a slug alone
 */
export function ruleFor(
  task: Pick<Task, "name" | "who"> | undefined,
  configuration: GateConfiguration,
  owner: string,
): AdmissionRule {
  return task?.who ? ruleOfTask(task.name, task.who, owner) : ruleOfGate(configuration);
}

/** Who may, on one line: `the permission triage, the team acme/ops, a list of 2 people`. */
export function printRule({ roles, customRoles, teams, people, apps }: AdmissionRule): string {
  const ways = [
    ...roles.map((role) => `the permission ${role}`),
    ...printCount(customRoles.length, "custom role"),
    ...printCount(teams.length, "team"),
    ...(people.length > 0 ? [`a list of ${people.length} ${people.length === 1 ? "person" : "people"}`] : []),
    ...printCount(apps.length, "app"),
  ];
  return ways.join(", ");
}

function printCount(count: number, what: string): readonly string[] {
  if (count === 0) return [];
  return [count === 1 ? `${/^[aeiou]/.test(what) ? "an" : "a"} ${what} of the rule` : `one of ${count} ${what}s`];
}

export function asksPermission({ roles, customRoles }: AdmissionRule): boolean {
  return roles.length + customRoles.length > 0;
}

export function printTeam({ org, slug }: TeamName): string {
  return `${org}/${slug}`;
}

/** Two names of one team have one key. */
export function teamKey(team: TeamName): string {
  return printTeam(team).toLowerCase();
}

function ruleOfTask(name: string, who: TaskRule, owner: string): AdmissionRule {
  const source = (key: string) => `who.${key} of the task ${name}`;
  const { roles = [], customRoles = [], teams = [], people = [], apps = [], except = {} } = who;
  return {
    sources: { roles: source("roles"), people: source("people"), exceptPeople: source("except.people") },
    roles,
    customRoles,
    teams: teams.map((team) => nameTeam(team, owner)),
    people,
    apps,
    except: { teams: (except.teams ?? []).map((team) => nameTeam(team, owner)), people: except.people ?? [] },
  };
}

/** A way for which there is no token is none: another one is configured. */
function ruleOfGate({ allowedRoles, maintainers, permissionToken, team }: GateConfiguration): AdmissionRule {
  return {
    sources: { roles: "ALLOWED_ROLES", people: "ORCHESTRATOR_MAINTAINERS", exceptPeople: "" },
    roles: permissionToken === undefined ? [] : allowedRoles,
    customRoles: [],
    teams: team === undefined ? [] : [team.name],
    people: [...maintainers],
    apps: [],
    except: { teams: [], people: [] },
  };
}

function nameTeam(text: string, owner: string): TeamName {
  const [org, slug] = text.split("/");
  return slug === undefined ? { org: owner, slug: text } : { org: org as string, slug };
}
