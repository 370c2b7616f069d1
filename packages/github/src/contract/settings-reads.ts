import type { Result } from "@yardmaster/core";
import type { GitHubError, RepositoryName } from "./github.ts";

/** Names of what a repository's settings hold; values are read of none. */
export interface SettingsReads {
  /** GET …/actions/secrets and …/actions/organization-secrets. Needs the permission Secrets: read. */
  secrets(repository: RepositoryName): Promise<Result<readonly string[], GitHubError>>;
  /** GET …/actions/variables and …/actions/organization-variables. Needs the permission Variables: read. */
  variables(repository: RepositoryName): Promise<Result<readonly string[], GitHubError>>;
  /** GET …/environments. Needs the permission Actions: read. */
  environments(repository: RepositoryName): Promise<Result<readonly string[], GitHubError>>;
  /** GET …/environments/{environment_name}/secrets. Needs the permission Environments: read. */
  environmentSecrets(repository: RepositoryName, environment: string): Promise<Result<readonly string[], GitHubError>>;
  /** GET …/environments/{environment_name}/variables. Needs the permission Environments: read. */
  environmentVariables(
    repository: RepositoryName,
    environment: string,
  ): Promise<Result<readonly string[], GitHubError>>;
  /** GET …/actions/permissions. Needs the permission Administration: read. */
  actionsPolicy(repository: RepositoryName): Promise<Result<ActionsSettings, GitHubError>>;
}

export interface ActionsSettings {
  readonly isEnabled: boolean;
  /** `all`, `local_only` or `selected`; undefined where Actions are off. */
  readonly allowedActions: string | undefined;
  /** Actions have to be pinned to whole commits. */
  readonly requiresPins: boolean;
}
