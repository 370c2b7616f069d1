import type { Result } from "@yardmaster/core";
import type { GitHubError, SettingsReads } from "@yardmaster/github";
import type { Host } from "../../program/host.ts";
import { userAgent } from "../../program/program.ts";
import { type DoctorFinding, error, listed, ok, unknown, warning } from "./report.ts";
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
  const why = isOffline
    ? "--offline"
    : token === undefined
      ? "no token is given"
      : name === undefined
        ? "git names no repository"
        : undefined;
  if (why !== undefined || token === undefined || name === undefined) {
    const kinds = [
      ["secret", used.secrets],
      ["variable", used.variables],
      ["environment", used.environments],
    ] as const;
    return kinds.flatMap(([kind, names]) =>
      names.size === 0
        ? []
        : [
            unknown(
              `${kind}s`,
              `${needed(kind, names)}; not looked up: ${why}`,
              "Give a token in GITHUB_TOKEN or GH_TOKEN.",
            ),
          ],
    );
  }
  const [owner = "", repo = ""] = name.split("/");
  const repository = { owner, repo };
  const { createSettingsReads } = await import("@yardmaster/github");
  const log = (line: string): void => host.stderr.write(`${line}\n`);
  const reads = createSettingsReads({ apiUrl, token, userAgent, timeoutMilliseconds, log });
  return [...(await lookUpNames(used, repository, reads)), ...(await lookAtPolicy(reads, repository))];
}

async function lookUpNames(
  used: UsedSettings,
  repository: Parameters<SettingsReads["secrets"]>[0],
  reads: SettingsReads,
): Promise<readonly DoctorFinding[]> {
  const found: DoctorFinding[] = [];
  for (const [kind, names, read, readIn] of [
    ["secret", used.secrets, reads.secrets, reads.environmentSecrets],
    ["variable", used.variables, reads.variables, reads.environmentVariables],
  ] as const) {
    if (names.size === 0) continue;
    const known = await read(repository);
    if (!known.ok) {
      found.push(notRead(kind, known));
      continue;
    }
    const there = new Set(known.value.map((each) => each.toUpperCase()));
    for (const [environment, own] of used.inEnvironments) {
      const wanted = own[kind === "secret" ? "secrets" : "variables"];
      if ([...wanted].every((each) => there.has(each.toUpperCase()))) continue;
      const inside = await readIn(repository, environment);
      for (const each of inside.ok ? inside.value : []) there.add(each.toUpperCase());
    }
    const missing = [...names].filter(([each]) => !there.has(each.toUpperCase()));
    found.push(
      ...missing.map(([each, places]) =>
        error(
          `${kind}-missing`,
          `The ${kind} ${each} is not there; ${listed(places)} read${places.length === 1 ? "s" : ""} it`,
          `Add it in the settings of the repository, under Secrets and variables, Actions.`,
        ),
      ),
    );
    if (missing.length === 0) found.push(ok(`${kind}s`, needed(kind, names)));
  }
  if (used.environments.size > 0) {
    const known = await reads.environments(repository);
    if (!known.ok) found.push(notRead("environment", known));
    else {
      const missing = [...used.environments].filter(
        ([each]) => !known.value.some((other) => other.toLowerCase() === each.toLowerCase()),
      );
      found.push(
        ...missing.map(([each, places]) =>
          warning(
            "environment-missing",
            `The environment ${each} is not there, and GitHub makes it, without rules, when ${listed(places)} first runs`,
            "Make it in the settings, with its rules.",
          ),
        ),
      );
      if (missing.length === 0) found.push(ok("environments", needed("environment", used.environments)));
    }
  }
  return found;
}

async function lookAtPolicy(
  reads: SettingsReads,
  repository: Parameters<SettingsReads["secrets"]>[0],
): Promise<readonly DoctorFinding[]> {
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

function notRead(
  kind: string,
  { error: problem }: { readonly error: GitHubError } & Pick<Result<never, GitHubError>, "ok">,
): DoctorFinding {
  const rights =
    problem.kind === "forbidden" || problem.kind === "not-found"
      ? "The token may not read them: give one that may."
      : "Try again.";
  return unknown(`${kind}s`, `The ${kind}s cannot be read: ${problem.message}`, rights);
}

function needed(kind: string, names: ReadonlyMap<string, readonly string[]>): string {
  return `${names.size} ${kind}${names.size === 1 ? "" : "s"} needed: ${listed([...names.keys()], 20)}`;
}
