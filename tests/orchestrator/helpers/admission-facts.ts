import { fail, ok, type TaskRule } from "@yardmaster/core";
import type { Collaborator, GitHubErrorKind } from "@yardmaster/github";
import {
  type Actor,
  type ActorFacts,
  type AdmissionRule,
  type GateConfiguration,
  ruleFor,
} from "@yardmaster/orchestrator";

export type Team = "active" | "pending" | "none" | "none-or-not-visible";
export type Roles = Partial<Collaborator["permissions"]>;
export interface Answers {
  readonly actor?: Partial<Actor>;
  readonly roles?: Roles;
  readonly roleName?: string;
  readonly known?: Partial<Pick<Collaborator, "login" | "userId">>;
  readonly permissionFails?: GitHubErrorKind | "not-asked";
  readonly teams?: Readonly<Record<string, Team | GitHubErrorKind>>;
}

const none = { pull: false, triage: false, push: false, maintain: false, admin: false };
const octocat: Actor = { login: "Octocat", id: 1, kind: "person" };
export const kinds: readonly GitHubErrorKind[] = [
  "unauthorized",
  "forbidden",
  "invalid",
  "rate-limited",
  "server",
  "timeout",
  "network",
  "unexpected",
];

function error(kind: GitHubErrorKind | "not-asked") {
  return fail({ kind, message: `it is ${kind}`, carriedOut: "no" as const });
}

/** What was asked of whom; a question that a test does not name was not asked. */
export function facts({
  actor = {},
  roles,
  roleName = "",
  known = {},
  permissionFails,
  teams = {},
}: Answers): ActorFacts {
  const whole = { ...octocat, ...actor };
  const collaborator = { login: whole.login, userId: 1, permissions: { ...none, ...roles }, roleName, ...known };
  const isAsked = roles !== undefined || roleName !== "" || known.login !== undefined || known.userId !== undefined;
  const permission = permissionFails ? error(permissionFails) : isAsked ? ok(collaborator) : undefined;
  const answers = Object.entries(teams).map(([key, answer]) => {
    const isMembership = ["active", "pending", "none", "none-or-not-visible"].includes(answer);
    return [key, isMembership ? ok(answer as Team) : error(answer as GitHubErrorKind)] as const;
  });
  return { actor: whole, permission, teams: new Map(answers) };
}

const unset: GateConfiguration = {
  allowedRoles: [],
  maintainers: new Set(),
  permissionToken: undefined,
  team: undefined,
  apiUrl: undefined,
};
export const rule = (who: TaskRule): AdmissionRule => ruleFor({ name: "deploy", who }, unset, "Acme");
