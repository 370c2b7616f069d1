import { ok, type Result } from "@yardmaster/core";
import type {
  Collaborator,
  DispatchReceipt,
  GitHubError,
  PullRequest,
  RepositoryPermissions,
  TeamMembership,
  TeamVisibility,
} from "../contract/github.ts";
import { fieldsOf, isBoolean, isCommit, isId, isWebAddress, wrongShape } from "./fields.ts";

/** A body of another shape, or about another person, is an error: no permission is ever read as absent or assumed. */
export function decodeCollaborator(data: unknown, login: string): Result<Collaborator, GitHubError> {
  const body = fieldsOf(data);
  const user = fieldsOf(body.user);
  const permissions = decodePermissions(user.permissions);
  if (typeof body.role_name !== "string" || typeof user.login !== "string" || !isId(user.id) || !permissions) {
    return wrongShape("a collaborator's permissions");
  }
  if (user.login.toLowerCase() !== login.toLowerCase()) return wrongShape(`the permissions of ${login}`);
  return ok({ userId: user.id, login: user.login, permissions, roleName: body.role_name });
}

export function decodeTeamMembership(data: unknown): Result<TeamMembership, GitHubError> {
  const { state } = fieldsOf(data);
  return state === "active" || state === "pending" ? ok(state) : wrongShape("a team membership");
}

/** @returns undefined when the body names no run, or not as documented: the run is there all the same. */
/** @param wanted The slug that was asked for. */
export function decodeTeam(data: unknown, wanted: string): Result<TeamVisibility, GitHubError> {
  const { slug } = fieldsOf(data);
  const isWanted = typeof slug === "string" && slug.toLowerCase() === wanted.toLowerCase();
  return isWanted ? ok("visible") : wrongShape(`the team ${wanted}`);
}

export function decodeDispatchedRun(data: unknown): DispatchReceipt["run"] {
  const { workflow_run_id: id, run_url: apiUrl, html_url: htmlUrl } = fieldsOf(data);
  return isId(id) && isWebAddress(apiUrl) && isWebAddress(htmlUrl) ? { id, apiUrl, htmlUrl } : undefined;
}

/** @param wanted The number that was asked for. */
export function decodePullRequest(data: unknown, wanted: number): Result<PullRequest, GitHubError> {
  const { number, state, head, base } = fieldsOf(data);
  const { sha: headSha, repo: headRepo } = fieldsOf(head);
  const baseRepository = fieldsOf(fieldsOf(base).repo).full_name;
  const isState = state === "open" || state === "closed";
  if (number !== wanted || !isState || !isCommit(headSha) || !isFullName(baseRepository)) {
    return wrongShape(`pull request ${wanted}`);
  }
  const pull = { number, isOpen: state === "open", headSha, baseRepository };
  if (headRepo === null) return ok({ ...pull, headRepository: undefined });
  const headRepository = fieldsOf(headRepo).full_name;
  return isFullName(headRepository) ? ok({ ...pull, headRepository }) : wrongShape(`pull request ${wanted}`);
}

function decodePermissions(value: unknown): RepositoryPermissions | undefined {
  const { pull, triage, push, maintain, admin } = fieldsOf(value);
  if (!isBoolean(pull) || !isBoolean(triage) || !isBoolean(push) || !isBoolean(maintain) || !isBoolean(admin)) {
    return undefined;
  }
  return { pull, triage, push, maintain, admin };
}

function isFullName(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9_-]{1,39}\/[A-Za-z0-9._-]{1,100}$/.test(value);
}
