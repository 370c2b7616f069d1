import { asList, asMap, type RepositorySettings, type Value } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";

/** Where people have declared what their settings hold: https://github.com/rhysd/actionlint/blob/main/docs/config.md */
const declarations = [".github/actionlint.yaml", ".github/actionlint.yml"];

/** What actionlint was told of the repository's settings; nothing of a file that it would refuse. */
export function readSettings(text: (path: string) => string | undefined): RepositorySettings {
  const written = declarations.map(text).find((content) => content !== undefined);
  if (written === undefined) return {};
  const declared = asMap(readYaml(written).model);
  const labels = namesIn(asMap(declared?.["self-hosted-runner"])?.labels);
  const variables = namesIn(declared?.["config-variables"]);
  const secrets = namesIn(declared?.["config-secrets"]);
  return {
    ...(labels ? { runnerLabels: labels } : {}),
    ...(variables ? { variables } : {}),
    ...(secrets ? { secrets } : {}),
  };
}

/** An empty list says that there are none; null, that nobody has said so. */
function namesIn(value: Value | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return asList(value).filter((name) => typeof name === "string");
}
