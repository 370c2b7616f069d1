import { type Diagnostic, fail, ok, type Result, type TaskRole, taskRoles } from "@yardmaster/core";
import { type Environment, readApiUrl } from "../host/runner-environment.ts";
import { badVariable, missingVariable } from "../reasons/problems.ts";

export interface TeamName {
  readonly org: string;
  readonly slug: string;
}

/** Three ways in, each absent where it is not configured; at least one is there. */
export interface GateConfiguration {
  readonly allowedRoles: readonly TaskRole[];
  /** Logins in lower case. */
  readonly maintainers: ReadonlySet<string>;
  readonly permissionToken: string | undefined;
  readonly team: { readonly name: TeamName; readonly token: string } | undefined;
  /** Absent where no token is configured. */
  readonly apiUrl: string | undefined;
}

const defaultTeamSlug = "releasecopilot-maintainers";

/** @param owner of the repository, and of the team where `ORCHESTRATOR_TEAM` is a slug alone */
export function readGateConfiguration(env: Environment, owner: string): Result<GateConfiguration, Diagnostic> {
  const allowedRoles = readRoles(env.ALLOWED_ROLES);
  if (!allowedRoles.ok) return allowedRoles;
  const maintainers = readMaintainers(env.ORCHESTRATOR_MAINTAINERS ?? "");
  if (!maintainers.ok) return maintainers;
  const team = readTeam(env.ORCHESTRATOR_TEAM, owner);
  if (!team.ok) return team;

  const permissionToken = env.GITHUB_TOKEN || undefined;
  const teamToken = env.ORCHESTRATOR_TEAM_TOKEN || undefined;
  if (!permissionToken && !teamToken && maintainers.value.size === 0) {
    const purpose =
      "the job's own token, which asks for permissions (a list in ORCHESTRATOR_MAINTAINERS can decide alone)";
    return fail(missingVariable({ name: "GITHUB_TOKEN", purpose }));
  }
  const needsApi = permissionToken !== undefined || teamToken !== undefined;
  const apiUrl = needsApi ? readApiUrl(env) : ok(undefined);
  if (!apiUrl.ok) return apiUrl;
  return ok({
    allowedRoles: allowedRoles.value,
    maintainers: maintainers.value,
    permissionToken,
    team: teamToken === undefined ? undefined : { name: team.value, token: teamToken },
    apiUrl: apiUrl.value,
  });
}

function readRoles(text = "triage"): Result<readonly TaskRole[], Diagnostic> {
  const names = text.split(",").map((name) => name.trim());
  const known = names.flatMap((name) => taskRoles.filter((role) => role === name));
  // An unknown name must not be skipped: what is left could admit everybody or nobody.
  if (known.length < names.length) {
    const expected = `a list of ${taskRoles.join(", ")}, divided by commas`;
    return fail(badVariable({ name: "ALLOWED_ROLES", value: text, expected }));
  }
  return ok(known);
}

function readMaintainers(text: string): Result<ReadonlySet<string>, Diagnostic> {
  const logins = text.split(/[\s,]/).filter((login) => login !== "");
  const wrong = logins.find((login) => !/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(login));
  if (wrong !== undefined) {
    const expected = "a GitHub login without @; divide several by commas, blanks or lines";
    return fail(badVariable({ name: "ORCHESTRATOR_MAINTAINERS", value: wrong, expected }));
  }
  return ok(new Set(logins.map((login) => login.toLowerCase())));
}

function readTeam(text: string | undefined, owner: string): Result<TeamName, Diagnostic> {
  const value = text?.trim() || defaultTeamSlug;
  const match = /^(?:([A-Za-z0-9_-]+)\/)?([A-Za-z0-9_.-]+)$/.exec(value);
  if (!match) return fail(badVariable({ name: "ORCHESTRATOR_TEAM", value, expected: "ORGANISATION/SLUG or SLUG" }));
  return ok({ org: match[1] ?? owner, slug: match[2] as string });
}
