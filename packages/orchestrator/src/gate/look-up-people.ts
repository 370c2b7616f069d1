import { fail, ok, type Result } from "@yardmaster/core";
import type { Collaborator, GitHub, GitHubError, RepositoryName, TeamMembership } from "@yardmaster/github";
import type { Actor } from "../event/actor.ts";
import { sameName } from "../event/same-name.ts";
import { mapBounded } from "../host/map-bounded.ts";
import { type AdmissionRule, asksPermission, teamKey } from "./admission-rule.ts";
import type { TeamName } from "./gate-configuration.ts";

/** `not-asked`: there is no token to ask with. */
export type LookUpError = GitHubError | { readonly kind: "not-asked"; readonly message: string };

/** `none`: not a member of a team that the token sees. Without the second look-up that tells, the two cases are one. */
export type Membership = TeamMembership | "none";

/** What GitHub says of somebody; absent where no rule asks for it. */
export interface ActorFacts {
  readonly actor: Actor;
  readonly permission: Result<Collaborator, LookUpError> | undefined;
  /** By `teamKey`. */
  readonly teams: ReadonlyMap<string, Result<Membership, LookUpError>>;
}

export interface LookUps {
  readonly repository: RepositoryName;
  readonly permissions: Pick<GitHub, "collaborator"> | undefined;
  readonly teams: Pick<GitHub, "teamMembership" | "teamVisibility"> | undefined;
}

const requestsAtOnce = 4;

/**
 * Asks what the rules of all commands of a run need, each question once. A rule's ways are all asked: one that fails must
 * not hide another that admits.
 */
export async function lookUpPeople(
  people: readonly [Actor, ...Actor[]],
  rules: readonly AdmissionRule[],
  lookUps: LookUps,
): Promise<readonly [ActorFacts, ...ActorFacts[]]> {
  const seen: SeenTeams = new Map();
  const all = people.map((actor): FactsInTheMaking => ({ actor, permission: undefined, teams: new Map() }));
  const questions = all.flatMap((facts) => questionsOf(facts.actor, rules).map((team) => ({ facts, team })));
  await mapBounded(questions, requestsAtOnce, async ({ facts, team }) => {
    if (team) facts.teams.set(teamKey(team.name), await askMembership(facts.actor, team, lookUps, seen));
    else facts.permission = await askPermission(facts.actor, lookUps);
  });
  const [first, ...rest] = all;
  return [first as ActorFacts, ...rest];
}

interface FactsInTheMaking {
  readonly actor: Actor;
  permission: ActorFacts["permission"];
  readonly teams: Map<string, Result<Membership, LookUpError>>;
}

interface TeamQuestion {
  readonly name: TeamName;
  /** Whether some rule excludes the team. */
  readonly excludes: boolean;
}

/** Whether the token sees a team, by `teamKey`. */
type SeenTeams = Map<string, Promise<boolean>>;

/** Undefined asks for the permission in the repository. */
function questionsOf(actor: Actor, rules: readonly AdmissionRule[]): readonly (TeamQuestion | undefined)[] {
  // An app is listed or not, and so is one that acts in a person's name before the person counts.
  if (actor.kind !== "person") return [];
  const { through } = actor;
  const open = rules.filter(({ apps }) => through === undefined || apps.some((app) => sameName(app, through)));
  const excluding = new Set(open.flatMap((rule) => rule.except.teams.map(teamKey)));
  const teams = new Map(
    open.flatMap((rule) => [...rule.teams, ...rule.except.teams]).map((name) => [teamKey(name), name]),
  );
  return [
    ...(open.some(asksPermission) ? [undefined] : []),
    ...[...teams].map(([key, name]) => ({ name, excludes: excluding.has(key) })),
  ];
}

async function askPermission(
  { login }: Actor,
  { permissions, repository }: LookUps,
): Promise<Result<Collaborator, LookUpError>> {
  return permissions ? permissions.collaborator(repository, login) : fail(notAsked("GITHUB_TOKEN"));
}

async function askMembership(
  { login }: Actor,
  { name, excludes }: TeamQuestion,
  { teams }: LookUps,
  seen: SeenTeams,
): Promise<Result<Membership, LookUpError>> {
  if (!teams) return fail(notAsked("ORCHESTRATOR_TEAM_TOKEN"));
  const answer = await teams.teamMembership(name.org, name.slug, login);
  const isOpen = excludes && answer.ok && answer.value === "none-or-not-visible";
  return isOpen && (await seesTeam(name, teams, seen)) ? ok("none") : answer;
}

/** Asks once for each team. An answer that fails leaves it unseen. */
function seesTeam(name: TeamName, teams: Pick<GitHub, "teamVisibility">, seen: SeenTeams): Promise<boolean> {
  const ask = async () => {
    const answer = await teams.teamVisibility(name.org, name.slug);
    return answer.ok && answer.value === "visible";
  };
  const answer = seen.get(teamKey(name)) ?? ask();
  seen.set(teamKey(name), answer);
  return answer;
}

function notAsked(variable: string): LookUpError {
  return { kind: "not-asked", message: `${variable} is not set` };
}
