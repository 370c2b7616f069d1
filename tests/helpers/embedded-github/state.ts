/** What the embedded GitHub knows when it starts. Names are compared without case, as on GitHub. */
export interface EmbeddedGitHubState {
  readonly repositories: readonly EmbeddedRepository[];
  readonly teams?: readonly EmbeddedTeam[];
  readonly tokens: readonly EmbeddedToken[];
  readonly apps?: readonly EmbeddedApp[];
}

export interface EmbeddedApp {
  readonly id: number;
  readonly slug: string;
  /** PEM. */
  readonly publicKey: string;
  readonly installations: readonly EmbeddedInstallation[];
}

export interface EmbeddedInstallation {
  readonly id: number;
  readonly owner: string;
  /** Names without the owner. */
  readonly repositories: readonly string[];
  readonly permissions: EmbeddedPermissions;
}

export interface EmbeddedRepository {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  /** Branches and tags beside the default branch. */
  readonly refs?: readonly string[];
  /** Reads then need the permission that GitHub's reference names, not `metadata` alone. */
  readonly isPrivate?: true;
  readonly collaborators: readonly EmbeddedCollaborator[];
  readonly pullRequests?: readonly EmbeddedPullRequest[];
  /** By file name under `.github/workflows/`. */
  readonly workflows: Readonly<Record<string, EmbeddedWorkflow>>;
  /** Refs and files; absent where a test reads none. */
  readonly content?: EmbeddedContent;
  /** Runs that ended before the test, whole: the run and its jobs as GitHub tells them. */
  readonly finishedRuns?: readonly EmbeddedFinishedRun[];
}

export interface EmbeddedFinishedRun {
  readonly run: { readonly id: number | bigint; readonly run_attempt?: number | undefined };
  readonly jobs: readonly { readonly id: number | bigint }[];
}

export type EmbeddedRole = "none" | "read" | "triage" | "write" | "maintain" | "admin";

export interface EmbeddedCollaborator {
  readonly login: string;
  readonly id: number;
  readonly role: EmbeddedRole;
  /** The name of a custom role that is built on `role`. */
  readonly customRole?: string;
}

export interface EmbeddedWorkflow {
  /** Absent: the workflow has no `workflow_dispatch` trigger. */
  readonly dispatchInputs?: Readonly<Record<string, EmbeddedInput>>;
  /** Absent: the workflow has no `repository_dispatch` trigger. */
  readonly repositoryDispatch?: { readonly types: readonly string[] };
  /** `run-name` with `{name}` for an input, or a key of the client payload: `release-notes {correlation_id}`. */
  readonly runName?: string;
}

export interface EmbeddedPullRequest {
  readonly number: number;
  readonly state?: "open" | "closed";
  /** 40 hex digits. */
  readonly headSha: string;
  /** `OWNER/NAME`, the repository itself unless given; null: the fork was deleted. */
  readonly headRepository?: string | null;
}

export interface EmbeddedInput {
  readonly type?: "string" | "boolean" | "number" | "choice" | "environment";
  readonly required?: boolean;
  readonly default?: string;
  readonly options?: readonly string[];
}

export interface EmbeddedTeam {
  readonly org: string;
  readonly slug: string;
  readonly members: Readonly<Record<string, "active" | "pending">>;
}

export interface EmbeddedToken {
  readonly value: string;
  /** Stands for the value in recorded requests. */
  readonly label: string;
  /** Whose comments and reactions it writes; `github-actions[bot]` unless given. */
  readonly account?: EmbeddedAccount;
  readonly permissions: EmbeddedPermissions;
  /** `OWNER/NAME` of those that it reaches; all unless given. */
  readonly repositories?: readonly string[];
}

export interface EmbeddedPermissions {
  readonly metadata?: "read";
  readonly actions?: "read" | "write";
  readonly contents?: "read" | "write";
  readonly issues?: "read" | "write";
  readonly pull_requests?: "read" | "write";
  readonly members?: "read";
}

export interface EmbeddedAccount {
  readonly login: string;
  readonly id: number;
  readonly type: "User" | "Bot";
}

/** A run that a dispatch started. */
export interface DispatchedRun {
  readonly id: number;
  readonly repository: string;
  readonly workflow: string;
  readonly ref: string;
  /** With the declared defaults filled in; of a `repository_dispatch` the client payload. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Of a `repository_dispatch` alone. */
  readonly eventType?: string;
}

export interface RunState {
  readonly status: "queued" | "in_progress" | "completed";
  /** Null until the run is completed. */
  readonly conclusion: "success" | "failure" | "cancelled" | "timed_out" | null;
}

export interface EmbeddedComment {
  readonly id: number;
  readonly repository: string;
  readonly issue: number;
  readonly author: EmbeddedAccount;
  readonly body: string;
  /** RFC 3339, whole seconds. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly htmlUrl: string;
}

export interface EmbeddedReaction {
  readonly id: number;
  readonly repository: string;
  readonly commentId: number;
  readonly content: string;
  readonly account: EmbeddedAccount;
}

/** What a repository holds at its refs: enough to resolve an action and read its metadata. */
export interface EmbeddedContent {
  /** Only for tokens with `contents`; others get the 404 of a repository that does not exist. */
  readonly isPrivate?: true;
  /** Name -> commit. */
  readonly tags: Readonly<Record<string, string>>;
  readonly branches?: Readonly<Record<string, string>>;
  /** Tag -> RFC 3339; null is a draft. */
  readonly releases?: Readonly<Record<string, string | null>>;
  readonly commits: Readonly<Record<string, EmbeddedCommit>>;
}

export interface EmbeddedCommit {
  /** RFC 3339. */
  readonly committedAt: string;
  readonly files: Readonly<Record<string, string>>;
}

export function isSameName(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}
