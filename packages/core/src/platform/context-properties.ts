/**
 * What GitHub's own contexts hold. `undefined`: a text that may be anything; a list: every text that it can be.
 * Source: docs.github.com, "Contexts reference"; `runner.workspace` and `github.output`, `github.state` and
 * `github.step_summary` are there without a word in it (actions/runner, `JobExtension.cs` and `FileCommandManager.cs`).
 */
export const contextProperties = {
  github: {
    ...texts("action action_path action_ref action_repository action_status actor actor_id api_url artifacts"),
    ...texts("artifacts_list artifact_cache_size_limit base_ref env event_name event_path graphql_url head_ref job"),
    ...texts("output path ref ref_name repository repository_id repository_owner repository_owner_id repositoryUrl"),
    ...texts("retention_days run_attempt run_id run_number server_url sha state step_summary token"),
    ...texts("triggering_actor workflow workflow_ref workflow_sha workspace"),
    ref_type: ["branch", "tag", ""],
    repository_visibility: ["public", "internal", "private"],
    secret_source: ["None", "Actions", "Codespaces", "Dependabot"],
  },
  job: {
    ...texts("check_run_id workflow_file_path workflow_ref workflow_repository workflow_sha"),
    status: ["success", "failure", "cancelled"],
  },
  runner: {
    ...texts("debug name temp tool_cache workspace"),
    arch: ["X86", "X64", "ARM", "ARM64"],
    environment: ["github-hosted", "self-hosted"],
    os: ["Linux", "Windows", "macOS"],
  },
} satisfies Readonly<Record<string, Readonly<Record<string, readonly string[] | undefined>>>>;

/** `needs.<id>.result`, and `steps.<id>.outcome` and `.conclusion`. */
export const jobResults = ["success", "failure", "cancelled", "skipped"] as const;

function texts(names: string): Readonly<Record<string, undefined>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, undefined]));
}
