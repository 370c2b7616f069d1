import { type PartialMap, Unknown } from "@yardmaster/core/evaluation";
import type { EnvironmentSettings, SimulatedSettings } from "../trace/facts.ts";

/**
 * `vars`, which is of the calling repository in called workflows, too. In a job with an environment that environment's come
 * before the repository's. Source: docs.github.com, "Variables reference", "Configuration variable precedence".
 * @param environment of the job: null where it has none, undefined where it is not known what is in it.
 */
export function variablesContext(
  { variables }: SimulatedSettings,
  environment: EnvironmentSettings | null | undefined,
): PartialMap | Unknown {
  if (environment === null) return variables ?? new Unknown(["vars"]);
  const own = environment?.variables;
  if (!own || !variables) return new Unknown(["vars"]);
  const replaced = new Set(Object.keys(own).map((name) => name.toUpperCase()));
  const kept = Object.entries(variables).filter(([name]) => !replaced.has(name.toUpperCase()));
  return Object.fromEntries([...kept, ...Object.entries(own)]);
}
