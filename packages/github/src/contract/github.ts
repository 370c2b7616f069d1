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

export type TeamVisibility = "visible" | "not-visible";

export interface WorkflowDispatch {
  readonly repository: RepositoryName;
  /** File name under `.github/workflows/`. */
  readonly workflow: string;
  /** Branch or tag. */
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * GitHub's word that a dispatch was carried out: a 204, or a 200 that names the run. A 200 that names none is an error
 * whose outcome is unknown, for a proxy can send one. GHES up to 3.20 and `repository_dispatch` never name the run.
 */
export interface DispatchReceipt {
  readonly status: 200 | 204;
  readonly run?: { readonly id: number; readonly apiUrl: string; readonly htmlUrl: string };
}

/**
 * `unauthorized` 401, `forbidden` 403, `not-found` 404 (also what a token may not see), `invalid` 422 or refused before
 * it was sent, `rate-limited` 403 or 429 with a limit's marks, `server` 5xx, `timeout` and `network` without an answer,
 * `timeout` also where the deadline left no time to send, `unexpected` everything else (400, 408, 409, redirects), a body of
 * the wrong shape included.
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
  /**
   * Whether GitHub may have done what was asked. `no`: refused here before it was sent, or by an answer 4xx. `unknown`:
   * sent, and answered by nothing, by a 5xx, 408 or redirect, or by a body that cannot be read.
   */
  readonly carriedOut: "no" | "unknown";
  /** Of `rate-limited` and `server`: seconds that the server asks to wait; 60, doubled, for a limit that does not say. */
  readonly retryAfterSeconds?: number;
}

/** What GitHub's API calls a reaction's content. */
export type Reaction = "+1" | "-1" | "laugh" | "confused" | "heart" | "hooray" | "rocket" | "eyes";

export interface ReactionReceipt {
  /**
   * False where this account had left the same reaction before: 200 in place of 201. Also false where this very call left
   * it, lost the answer and asked again.
   */
  readonly created: boolean;
  /** The account behind the token. */
  readonly account: CommentAuthor;
}

export interface CommentAuthor {
  readonly login: string;
  readonly id: number;
  /** `User`, `Bot` or what GitHub adds. */
  readonly type: string;
}

export interface IssueComment {
  readonly id: number;
  readonly author: CommentAuthor;
  readonly body: string;
  readonly htmlUrl: string;
}

export interface RepositoryDispatch {
  readonly repository: RepositoryName;
  /** Up to 100 characters. */
  readonly eventType: string;
  /** At most 10 keys, under 64 KB as JSON. */
  readonly payload: Readonly<Record<string, string>>;
}

export interface WorkflowRunQuery {
  readonly repository: RepositoryName;
  /** File name under `.github/workflows/`; absent: of every workflow. */
  readonly workflow?: string;
  readonly event: "workflow_dispatch" | "repository_dispatch";
  /** By the server's clock. */
  readonly createdSince: Date;
}

export interface WorkflowRun {
  readonly id: number;
  readonly htmlUrl: string;
  /** What `run-name` made. */
  readonly displayTitle: string;
  /** `queued`, `in_progress`, `completed` or what GitHub adds. */
  readonly status: string;
  /** `success`, `failure`, `cancelled` …; absent until the run is completed. */
  readonly conclusion: string | undefined;
  /** `.github/workflows/FILE`, where GitHub names it so. */
  readonly path: string;
}

export interface PullRequest {
  readonly number: number;
  readonly isOpen: boolean;
  /** 40 hex digits. */
  readonly headSha: string;
  /** `OWNER/NAME`; absent where the fork was deleted. */
  readonly headRepository: string | undefined;
  readonly baseRepository: string;
}

/**
 * The part of GitHub's REST API that the programs use. Errors are values; no method throws for an answer. Reads repeat
 * after limits, server errors, time-outs and broken connections; what changes something repeats after a limit's refusal
 * alone, which has done nothing, unless said otherwise. All of it stays within the deadline of the options.
 */
export interface GitHub {
  /** GET /repos/{owner}/{repo}/collaborators/{username}/permission. A 404 means: no access. */
  collaborator(repository: RepositoryName, login: string): Promise<Result<Collaborator, GitHubError>>;
  /** GET /orgs/{org}/teams/{team_slug}/memberships/{username}. Needs the organisation permission Members: read. */
  teamMembership(org: string, teamSlug: string, login: string): Promise<Result<TeamMembership, GitHubError>>;
  /**
   * GET /orgs/{org}/teams/{team_slug}. A membership's 404 says "not a member" only where the token sees the team.
   * Needs the organisation permission Members: read.
   */
  teamVisibility(org: string, teamSlug: string): Promise<Result<TeamVisibility, GitHubError>>;
  /** GET /repos/{owner}/{repo}/pulls/{pull_number}. */
  pullRequest(repository: RepositoryName, number: number): Promise<Result<PullRequest, GitHubError>>;
  /** POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches. A run that GitHub does not name is absent. */
  dispatchWorkflow(dispatch: WorkflowDispatch): Promise<Result<DispatchReceipt, GitHubError>>;
  /** POST /repos/{owner}/{repo}/dispatches. Never names a run. */
  dispatchRepository(dispatch: RepositoryDispatch): Promise<Result<DispatchReceipt, GitHubError>>;
  /**
   * GET …/actions/workflows/{workflow_id}/runs, or …/actions/runs: the newest first, at most the 1,000 that GitHub lists;
   * more are an error, never a part.
   */
  workflowRuns(query: WorkflowRunQuery): Promise<Result<readonly WorkflowRun[], GitHubError>>;
  /** GET /repos/{owner}/{repo}/actions/runs/{run_id}. */
  workflowRun(repository: RepositoryName, id: number): Promise<Result<WorkflowRun, GitHubError>>;
  /** POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel. `finished`: 409, the run has ended already. Repeats as reads do. */
  cancelRun(repository: RepositoryName, id: number): Promise<Result<"requested" | "finished", GitHubError>>;
  /** POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions. Repeats as reads do: a second one changes nothing. */
  react(
    repository: RepositoryName,
    commentId: number,
    content: Reaction,
  ): Promise<Result<ReactionReceipt, GitHubError>>;
  /** GET /repos/{owner}/{repo}/issues/{issue_number}/comments: all since the instant, oldest first; over 3,000 are an error. */
  issueComments(
    repository: RepositoryName,
    issue: number,
    since: Date,
  ): Promise<Result<readonly IssueComment[], GitHubError>>;
  /** POST /repos/{owner}/{repo}/issues/{issue_number}/comments. */
  createComment(repository: RepositoryName, issue: number, body: string): Promise<Result<IssueComment, GitHubError>>;
  /** PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}. Repeats as reads do. */
  updateComment(
    repository: RepositoryName,
    commentId: number,
    body: string,
  ): Promise<Result<IssueComment, GitHubError>>;
}
