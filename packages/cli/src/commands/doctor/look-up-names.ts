import type { Result } from "@yardmaster/core";
import type { GitHubError, RepositoryName, SettingsReads } from "@yardmaster/github";
import { type DoctorFinding, error, listed, needed, notRead, ok, unknown } from "./report.ts";
import type { SettingUse } from "./used-settings.ts";

/** Names of one kind, and how GitHub is asked for those that are there. */
export interface NamesToLookUp {
  readonly kind: "secret" | "variable";
  readonly used: ReadonlyMap<string, readonly SettingUse[]>;
  /** Of the repository and its organisation. */
  readonly read: SettingsReads["secrets"];
  readonly readIn: SettingsReads["environmentSecrets"];
}

/** A name is there where all that read it can: a job sees the repository's, and those of its own environment. */
export async function lookUpNames(
  { kind, used, read, readIn }: NamesToLookUp,
  repository: RepositoryName,
): Promise<readonly DoctorFinding[]> {
  if (used.size === 0) return [];
  const shared = await read(repository);
  if (!shared.ok) return [notRead(kind, shared.error)];
  const wanted = [...used].filter(([name]) => !has(shared.value, name));
  const asked = new Set(wanted.flatMap(([, uses]) => uses.flatMap(({ environments }) => environments)));
  const inside = new Map<string, Result<readonly string[], GitHubError>>();
  for (const environment of asked) inside.set(environment, await readIn(repository, environment));
  const found = wanted.flatMap(([name, uses]) => {
    const without = uses.filter(({ environments }) => !environments.some((each) => hasIn(inside.get(each), name)));
    const isUncertain = ({ environments, isOpen }: SettingUse): boolean =>
      isOpen || environments.some((each) => isUnread(inside.get(each)));
    const missing = without.filter((use) => !isUncertain(use)).map(({ place }) => place);
    const uncertain = without.filter(isUncertain).map(({ place }) => place);
    return [
      ...(missing.length > 0 ? [missingName(kind, name, missing)] : []),
      ...(uncertain.length > 0 ? [uncertainName(kind, name, uncertain)] : []),
    ];
  });
  return found.length > 0 ? found : [ok(`${kind}s`, needed(kind, used))];
}

function has(names: readonly string[], name: string): boolean {
  return names.some((each) => each.toUpperCase() === name.toUpperCase());
}

function hasIn(read: Result<readonly string[], GitHubError> | undefined, name: string): boolean {
  return read?.ok === true && has(read.value, name);
}

/** An environment that is not there has no names. */
function isUnread(read: Result<readonly string[], GitHubError> | undefined): boolean {
  return read?.ok === false && read.error.kind !== "not-found";
}

function missingName(kind: string, name: string, places: readonly string[]): DoctorFinding {
  return error(
    `${kind}-missing`,
    `The ${kind} ${name} is not there; ${listed(places)} read${places.length === 1 ? "s" : ""} it`,
    "Add it in the settings of the repository, under Secrets and variables, Actions.",
  );
}

function uncertainName(kind: string, name: string, places: readonly string[]): DoctorFinding {
  return unknown(
    `${kind}s`,
    `The ${kind} ${name} is not in the repository, and whether the environment of ${listed(places)} has it is not known`,
    "Look at the environment in the settings, or give a token with the permission Environments: read.",
  );
}
