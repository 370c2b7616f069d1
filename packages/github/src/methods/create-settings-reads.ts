import { ok, type Result } from "@yardmaster/core";
import { fieldsOf, wrongShape } from "../answers/fields.ts";
import type { GitHubError, RepositoryName } from "../contract/github.ts";
import type { GitHubOptions } from "../contract/github-options.ts";
import type { SettingsReads } from "../contract/settings-reads.ts";
import { checkRepository } from "../requests/check-names.ts";
import { createClient, decoded } from "../requests/client.ts";
import { readPages } from "../requests/pages.ts";
import { repeatPolicyOf } from "../requests/repeat-policy.ts";

const maximumPages = 30;
/** The most that GitHub gives of secrets and of variables. */
const perPage = 30;

/** Reads repeat as those of `createGitHub` do, and have its bounds. */
export function createSettingsReads(options: GitHubOptions): SettingsReads {
  const client = createClient(options, repeatPolicyOf(options));
  const names = (
    repository: RepositoryName,
    route: string,
    key: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Result<readonly string[], GitHubError>> =>
    readPages(
      (page) =>
        decoded(
          client.repeatable({
            refused: checkRepository(repository),
            route: `GET /repos/{owner}/{repo}/${route}`,
            parameters: { ...repository, ...more, per_page: perPage, page },
          }),
          (data) => {
            const list = fieldsOf(data)[key];
            const areNamed = Array.isArray(list) && list.every((each) => typeof fieldsOf(each).name === "string");
            if (!areNamed) return wrongShape(`a list of ${key}`);
            const items = list.map((each) => fieldsOf(each).name as string);
            return ok({ items, isLast: items.length < perPage });
          },
        ),
      (name) => name,
      { maximumPages, tooMany: `There are more than ${maximumPages * perPage} ${key}.` },
    );
  const both = async (repository: RepositoryName, kind: "secrets" | "variables") => {
    const own = await names(repository, `actions/${kind}`, kind);
    if (!own.ok) return own;
    const shared = await names(repository, `actions/organization-${kind}`, kind);
    // A person's repository has no organisation behind it.
    return shared.ok ? ok([...own.value, ...shared.value]) : shared.error.kind === "not-found" ? own : shared;
  };
  return {
    secrets: (repository) => both(repository, "secrets"),
    variables: (repository) => both(repository, "variables"),
    environments: (repository) => names(repository, "environments", "environments"),
    environmentSecrets: (repository, environment) =>
      names(repository, "environments/{environment_name}/secrets", "secrets", { environment_name: environment }),
    environmentVariables: (repository, environment) =>
      names(repository, "environments/{environment_name}/variables", "variables", { environment_name: environment }),
    actionsPolicy: (repository) =>
      decoded(
        client.repeatable({
          refused: checkRepository(repository),
          route: "GET /repos/{owner}/{repo}/actions/permissions",
          parameters: { ...repository },
        }),
        (data) => {
          const { enabled, allowed_actions, sha_pinning_required } = fieldsOf(data);
          if (typeof enabled !== "boolean") return wrongShape("a policy of Actions");
          return ok({
            isEnabled: enabled,
            allowedActions: typeof allowed_actions === "string" ? allowed_actions : undefined,
            requiresPins: sha_pinning_required === true,
          });
        },
      ),
  };
}
