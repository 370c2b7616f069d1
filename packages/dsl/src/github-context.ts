/** The `github` context without `event`. Source: docs.github.com, "Contexts reference". All ids and numbers are texts. */
export interface GitHubContext {
  readonly action: string;
  readonly action_path: string;
  readonly action_ref: string;
  readonly action_repository: string;
  readonly action_status: string;
  readonly actor: string;
  readonly actor_id: string;
  readonly api_url: string;
  /** Empty unless the event is `pull_request` or `pull_request_target`. */
  readonly base_ref: string;
  readonly env: string;
  readonly event_path: string;
  readonly graphql_url: string;
  /** Empty unless the event is `pull_request` or `pull_request_target`. */
  readonly head_ref: string;
  readonly job: string;
  readonly path: string;
  readonly ref: string;
  readonly ref_name: string;
  readonly ref_protected: boolean;
  readonly ref_type: "branch" | "tag";
  readonly repository: string;
  readonly repository_id: string;
  readonly repository_owner: string;
  readonly repository_owner_id: string;
  readonly repository_visibility: "public" | "internal" | "private";
  readonly repositoryUrl: string;
  readonly retention_days: string;
  readonly run_attempt: string;
  readonly run_id: string;
  readonly run_number: string;
  readonly secret_source: string;
  readonly server_url: string;
  readonly sha: string;
  readonly token: string;
  /** Who started this attempt; a re-run keeps `actor` and changes this one. */
  readonly triggering_actor: string;
  readonly workflow: string;
  readonly workflow_ref: string;
  readonly workflow_sha: string;
  readonly workspace: string;
}

/** The `job` context: the workflow file that defines the job, also inside a reusable workflow called from elsewhere. */
export interface JobContext {
  readonly check_run_id: string;
  readonly status: "success" | "failure" | "cancelled";
  readonly workflow_file_path: string;
  readonly workflow_ref: string;
  readonly workflow_repository: string;
  readonly workflow_sha: string;
}

export interface RunnerContext {
  readonly arch: "X86" | "X64" | "ARM" | "ARM64";
  readonly debug: string;
  readonly environment: "github-hosted" | "self-hosted";
  readonly name: string;
  readonly os: "Linux" | "Windows" | "macOS";
  readonly temp: string;
  readonly tool_cache: string;
}
