import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import type { RepositoryName } from "@yardmaster/github";
import { badVariable, missingVariable } from "../reasons/problems.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the runner says of the run, which no payload and no comment can change. */
export interface RunnerEnvironment {
  readonly eventName: string;
  readonly repository: RepositoryName;
  /** Whose action started the run. A re-run keeps it. */
  readonly actor: string;
  /** Who started this attempt: another person after a re-run. */
  readonly triggeringActor: string;
  /** Absent outside a runner. */
  readonly run: GitHubRun | undefined;
}

export interface GitHubRun {
  readonly id: string;
  /** Counts from 1. */
  readonly attempt: string;
  readonly url: string;
}

export function readRunnerEnvironment(env: Environment): Result<RunnerEnvironment, Diagnostic> {
  const purposes = {
    GITHUB_EVENT_NAME: "the name of the event that started the run",
    GITHUB_REPOSITORY: "the repository as OWNER/NAME",
    GITHUB_ACTOR: "the login of the person who started the run",
    GITHUB_TRIGGERING_ACTOR: "the login of the person who started this attempt",
  };
  for (const [name, purpose] of Object.entries(purposes)) {
    const present = requireVariable(env, name, purpose);
    if (!present.ok) return present;
  }
  const fullName = env.GITHUB_REPOSITORY ?? "";
  const [, owner, repo] = /^([A-Za-z0-9_-]+)\/([A-Za-z0-9._-]+)$/.exec(fullName) ?? [];
  if (!owner || !repo) return fail(badVariable({ name: "GITHUB_REPOSITORY", value: fullName, expected: "OWNER/NAME" }));
  const run = readRun(env);
  if (!run.ok) return run;
  return ok({
    eventName: env.GITHUB_EVENT_NAME ?? "",
    repository: { owner, repo },
    actor: env.GITHUB_ACTOR ?? "",
    triggeringActor: env.GITHUB_TRIGGERING_ACTOR ?? "",
    run: run.value,
  });
}

/** For what only a run of GitHub Actions can do. */
export function requireRun({ run }: RunnerEnvironment): Result<GitHubRun, Diagnostic> {
  return run ? ok(run) : fail(missingVariable({ name: "GITHUB_RUN_ID", purpose: "the id of the workflow run" }));
}

/** An empty variable is a missing one: a workflow passes an unset secret or variable as the empty text. */
export function requireVariable(env: Environment, name: string, purpose: string): Result<string, Diagnostic> {
  const value = env[name];
  return value === undefined || value.trim() === "" ? fail(missingVariable({ name, purpose })) : ok(value);
}

export function readApiUrl(env: Environment): Result<string, Diagnostic> {
  const value = requireVariable(env, "GITHUB_API_URL", "the address of GitHub's REST API");
  if (!value.ok) return value;
  return URL.canParse(value.value)
    ? value
    : fail(badVariable({ name: "GITHUB_API_URL", value: value.value, expected: "an absolute URL" }));
}

function readRun(env: Environment): Result<GitHubRun | undefined, Diagnostic> {
  const id = env.GITHUB_RUN_ID ?? "";
  if (id === "") return ok(undefined);
  const attempt = env.GITHUB_RUN_ATTEMPT ?? "";
  const server = env.GITHUB_SERVER_URL ?? "";
  if (!/^\d{1,20}$/.test(id)) return fail(badVariable({ name: "GITHUB_RUN_ID", value: id, expected: "a number" }));
  if (!/^[1-9]\d{0,5}$/.test(attempt)) {
    return fail(badVariable({ name: "GITHUB_RUN_ATTEMPT", value: attempt, expected: "a number from 1" }));
  }
  if (!/^https?:\/\/[A-Za-z0-9.:-]+$/.test(server)) {
    return fail(
      badVariable({ name: "GITHUB_SERVER_URL", value: server, expected: "an address such as https://github.com" }),
    );
  }
  return ok({ id, attempt, url: `${server}/${env.GITHUB_REPOSITORY}/actions/runs/${id}/attempts/${attempt}` });
}
