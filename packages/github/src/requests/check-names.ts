import type { GitHubError, RepositoryName } from "../contract/github.ts";
import { notSent } from "./not-sent.ts";

/** Logins and organisations; managed users carry `_shortcode`, apps `[bot]`. */
const loginPattern = /^[A-Za-z0-9_-]{1,39}(?:\[bot\])?$/;
const accountPattern = /^[A-Za-z0-9_-]{1,39}$/;
const repositoryPattern = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;
const teamSlugPattern = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,255}$/;
const eventTypePattern = /^[^\p{C}]{1,100}$/u;
const workflowFilePattern = /^[^/\\\p{C}]{1,250}\.ya?ml$/u;
const maximumPayloadKeys = 10;
const maximumPayloadBytes = 64 * 1024;

export function checkRepository({ owner, repo }: RepositoryName): GitHubError | undefined {
  return check("owner", owner, accountPattern) ?? check("repository", repo, repositoryPattern);
}

export function checkLogin(login: string): GitHubError | undefined {
  return check("login", login, loginPattern);
}

export function checkTeam(org: string, teamSlug: string): GitHubError | undefined {
  return check("organisation", org, accountPattern) ?? check("team slug", teamSlug, teamSlugPattern);
}

export function checkWorkflowFile(workflow: string): GitHubError | undefined {
  return check("workflow file name", workflow, workflowFilePattern);
}

export function checkEventType(eventType: string): GitHubError | undefined {
  return check("event type", eventType, eventTypePattern);
}

/** GitHub's limits of `client_payload`. */
export function checkPayload(payload: Readonly<Record<string, string>>): GitHubError | undefined {
  const keys = Object.keys(payload).length;
  const bytes = Buffer.byteLength(JSON.stringify(payload));
  if (keys <= maximumPayloadKeys && bytes < maximumPayloadBytes) return undefined;
  return notSent(`a payload of ${keys} keys and ${bytes} bytes is more than GitHub takes.`);
}

export function checkId(what: string, id: number): GitHubError | undefined {
  return Number.isSafeInteger(id) && id > 0 ? undefined : refusal(id, what);
}

/** Years that GitHub's filters can say. */
export function checkInstant(instant: Date): GitHubError | undefined {
  const year = instant.getUTCFullYear();
  if (year >= 1970 && year <= 9999) return undefined;
  return refusal(Number.isNaN(year) ? "Invalid Date" : instant.toISOString(), "instant");
}

function check(what: string, name: string, pattern: RegExp): GitHubError | undefined {
  if (pattern.test(name)) return undefined;
  return refusal(JSON.stringify(name.length > 64 ? `${name.slice(0, 64)}…` : name), what);
}

function refusal(value: string | number, what: string): GitHubError {
  return notSent(`${value} cannot be the ${what} of anything on GitHub.`);
}
