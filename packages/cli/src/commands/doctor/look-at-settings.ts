import type { RepositoryName, SettingsReads } from "@yardmaster/github";
import type { Host } from "../../program/host.ts";
import { userAgent } from "../../program/program.ts";
import { lookUpNames } from "./look-up-names.ts";
import { type DoctorFinding, error, listed, needed, notRead, ok, unknown, warning } from "./report.ts";
import type { UsedSettings } from "./used-settings.ts";

const timeoutMilliseconds = 20_000;

/** What GitHub knows of the names that workflows take from settings. @param name `owner/name`; undefined where git does not say. */
export async function lookAtSettings(
  used: UsedSettings,
  name: string | undefined,
  isOffline: boolean,
  host: Host,
): Promise<readonly DoctorFinding[]> {
  const { serverOf } = await import("@yardmaster/pins");
  const { apiUrl, token } = serverOf(undefined, host.env);
  const obstacle = isOffline
    ? { why: "--offline", next: "Run it without `--offline`." }
    : token === undefined
      ? { why: "no token is given", next: "Give a token in GITHUB_TOKEN or GH_TOKEN." }
      : name === undefined
        ? { why: "git names no repository", next: "Add the repository on GitHub as the remote `origin`." }
        : undefined;
  if (obstacle !== undefined || token === undefined || name === undefined) {
    const kinds = [
      ["secret", used.secrets],
      ["variable", used.variables],
      ["environment", used.environments],
    ] as const;
    return kinds.flatMap(([kind, names]) =>
      names.size === 0
        ? []
        : [unknown(`${kind}s`, `${needed(kind, names)}; not looked up: ${obstacle?.why}`, obstacle?.next)],
    );
  }
  const [owner = "", repo = ""] = name.split("/");
  const repository = { owner, repo };
  const { createSettingsReads } = await import("@yardmaster/github");
  const log = (line: string): void => host.stderr.write(`${line}\n`);
  const reads = createSettingsReads({ apiUrl, token, userAgent, timeoutMilliseconds, log });
  const { secrets, environmentSecrets, variables, environmentVariables } = reads;
  return [
    ...(await lookUpNames(
      { kind: "secret", used: used.secrets, read: secrets, readIn: environmentSecrets },
      repository,
    )),
    ...(await lookUpNames(
      { kind: "variable", used: used.variables, read: variables, readIn: environmentVariables },
      repository,
    )),
    ...(await lookUpEnvironments(used, repository, reads)),
    ...(await lookAtPolicy(reads, repository)),
  ];
}

async function lookUpEnvironments(
  { environments }: UsedSettings,
  repository: RepositoryName,
  reads: SettingsReads,
): Promise<readonly DoctorFinding[]> {
  if (environments.size === 0) return [];
  const known = await reads.environments(repository);
  if (!known.ok) return [notRead("environment", known.error)];
  const missing = [...environments].filter(
    ([each]) => !known.value.some((other) => other.toLowerCase() === each.toLowerCase()),
  );
  if (missing.length === 0) return [ok("environments", needed("environment", environments))];
  return missing.map(([each, places]) =>
    warning(
      "environment-missing",
      `The environment ${each} is not there, and GitHub makes it, without rules, when ${listed(places)} first runs`,
      "Make it in the settings, with its rules.",
    ),
  );
}

async function lookAtPolicy(reads: SettingsReads, repository: RepositoryName): Promise<readonly DoctorFinding[]> {
  const policy = await reads.actionsPolicy(repository);
  if (!policy.ok)
    return [
      unknown(
        "policy",
        `The policy of Actions cannot be read: ${policy.error.message}`,
        "It takes a token with the permission Administration: read.",
      ),
    ];
  const { isEnabled, allowedActions, requiresPins } = policy.value;
  if (!isEnabled)
    return [error("actions-off", "Actions are switched off in this repository", "Switch them on in its settings.")];
  const pins = requiresPins ? "; actions have to be pinned to commits, as generated YAML does" : "";
  if (allowedActions === "local_only")
    return [
      warning(
        "policy",
        `Only actions of this owner may run${pins}`,
        "Allow those that the lock names, in the settings under Actions.",
      ),
    ];
  if (allowedActions === "selected")
    return [
      warning(
        "policy",
        `Only selected actions may run${pins}`,
        "Compare the selection with the lock, in the settings under Actions.",
      ),
    ];
  return [ok("policy", `All actions may run${pins}`)];
}
