import { fail, ok, type Result } from "@yardmaster/core";
import type { Collaborator, DispatchReceipt, GitHubError, RepositoryPermissions, TeamMembership } from "./github.ts";

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

export function decodeDispatchedRun(data: unknown): Result<DispatchReceipt, GitHubError> {
  const { workflow_run_id: id, run_url: apiUrl, html_url: htmlUrl } = fieldsOf(data);
  if (!isId(id) || !isWebAddress(apiUrl) || !isWebAddress(htmlUrl)) return wrongShape("a dispatched run");
  return ok({ status: 200, run: { id, apiUrl, htmlUrl } });
}

function decodePermissions(value: unknown): RepositoryPermissions | undefined {
  const { pull, triage, push, maintain, admin } = fieldsOf(value);
  if (!isBoolean(pull) || !isBoolean(triage) || !isBoolean(push) || !isBoolean(maintain) || !isBoolean(admin)) {
    return undefined;
  }
  return { pull, triage, push, maintain, admin };
}

function wrongShape(what: string): { readonly ok: false; readonly error: GitHubError } {
  return fail({ kind: "unexpected", message: `GitHub's answer does not have the form of ${what}.` });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isId(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

/** Goes into summaries and logs: a link, without blanks or line breaks. */
function isWebAddress(value: unknown): value is string {
  return typeof value === "string" && /^https?:\/\/[\x21-\x7e]{1,2000}$/.test(value) && URL.canParse(value);
}
