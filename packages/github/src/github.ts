import type { Result } from "@yardmaster/core";

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/**
 * The booleans `user.permissions` of "Get repository permissions for a user". The legacy field `permission` is not
 * kept: it calls triage `read` and maintain `write`.
 */
export interface RepositoryPermissions {
  readonly pull: boolean;
  readonly triage: boolean;
  readonly push: boolean;
  readonly maintain: boolean;
  readonly admin: boolean;
}

export interface Collaborator {
  readonly userId: number;
  readonly login: string;
  readonly permissions: RepositoryPermissions;
  /** May be a custom role: for people to read, never to decide by. */
  readonly roleName: string;
}

export type TeamMembership = "active" | "pending" | "none-or-not-visible";

export interface WorkflowDispatch {
  readonly repository: RepositoryName;
  /** File name under `.github/workflows/`. */
  readonly workflow: string;
  /** Branch or tag. */
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** What GitHub answered to a dispatch; the run is absent where the server does not name it (GHES up to 3.20). */
export interface DispatchReceipt {
  readonly status: 200 | 204;
  readonly run?: { readonly id: number; readonly apiUrl: string; readonly htmlUrl: string };
}

/**
 * `unauthorized` 401, `forbidden` 403, `not-found` 404 (also what a token may not see), `invalid` 422 or refused before
 * it was sent, `rate-limited` 403 or 429 with a limit's marks, `server` 5xx, `timeout` and `network` without an answer (a request
 * that changes something may have been carried out), `unexpected` everything else, a body of the wrong shape included.
 */
export type GitHubErrorKind =
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "invalid"
  | "rate-limited"
  | "server"
  | "timeout"
  | "network"
  | "unexpected";

export interface GitHubError {
  readonly kind: GitHubErrorKind;
  /** One line, without the token, control characters or the response's body beyond its `message`. */
  readonly message: string;
  readonly status?: number;
  /** Of `rate-limited` and `server`: seconds that the server asks to wait; 60, doubled, for a limit that does not say. */
  readonly retryAfterSeconds?: number;
}

/** The part of GitHub's REST API that the programs use. Errors are values; no method throws for an answer. */
export interface GitHub {
  /** GET /repos/{owner}/{repo}/collaborators/{username}/permission. A 404 means: no access. */
  collaborator(repository: RepositoryName, login: string): Promise<Result<Collaborator, GitHubError>>;
  /** GET /orgs/{org}/teams/{team_slug}/memberships/{username}. Needs the organisation permission Members: read. */
  teamMembership(org: string, teamSlug: string, login: string): Promise<Result<TeamMembership, GitHubError>>;
  /** POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches. Sent once: never retried here. */
  dispatchWorkflow(dispatch: WorkflowDispatch): Promise<Result<DispatchReceipt, GitHubError>>;
}
