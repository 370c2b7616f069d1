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
  /** Path of the file that declares workflow artifacts for the current step. github.com only. */
  readonly artifacts: string;
  /** Path of a read-only JSON file with the artifacts that the job has declared. github.com only. */
  readonly artifacts_list: string;
  /** Empty unless the event is `pull_request` or `pull_request_target`. */
  readonly base_ref: string;
  readonly env: string;
  readonly event_path: string;
  readonly graphql_url: string;
  /** Empty unless the event is `pull_request` or `pull_request_target`. */
  readonly head_ref: string;
  /** Null outside steps. */
  readonly job: string | null;
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
  readonly secret_source: "None" | "Actions" | "Codespaces" | "Dependabot";
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
  /** github.com only. */
  readonly check_run_id: number;
  /** Empty unless the job runs in a container. */
  readonly container: { readonly id: string; readonly network: string };
  /** By the names in the job's `services`. */
  readonly services: Readonly<Record<string, ServiceContext>>;
  readonly status: "success" | "failure" | "cancelled";
  /** From the repository's root. github.com only, like the three below. */
  readonly workflow_file_path: string;
  readonly workflow_ref: string;
  /** `owner/repo`. */
  readonly workflow_repository: string;
  readonly workflow_sha: string;
}

export interface ServiceContext {
  readonly id: string;
  readonly network: string;
  /** Port of the container -> port of the runner. */
  readonly ports: Readonly<Record<string, string>>;
}

export interface RunnerContext {
  readonly arch: "X86" | "X64" | "ARM" | "ARM64";
  /** `1` when debug logging is on; null otherwise. */
  readonly debug: "1" | null;
  readonly environment: "github-hosted" | "self-hosted";
  readonly name: string;
  readonly os: "Linux" | "Windows" | "macOS";
  readonly temp: string;
  readonly tool_cache: string;
}

/** The `strategy` context. */
export interface StrategyContext {
  readonly "fail-fast": boolean;
  /** From 0. */
  readonly "job-index": number;
  readonly "job-total": number;
  readonly "max-parallel": number;
}
