import type { GitHubError, RepositoryName } from "./github.ts";

/** Logins and organisations; managed users carry `_shortcode`, apps `[bot]`. */
const loginPattern = /^[A-Za-z0-9_-]{1,39}(?:\[bot\])?$/;
const accountPattern = /^[A-Za-z0-9_-]{1,39}$/;
const repositoryPattern = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;
const teamSlugPattern = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,255}$/;
const workflowFilePattern = /^[^/\\\p{C}]{1,250}\.ya?ml$/u;

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

function check(what: string, name: string, pattern: RegExp): GitHubError | undefined {
  if (pattern.test(name)) return undefined;
  const quoted = JSON.stringify(name.length > 64 ? `${name.slice(0, 64)}…` : name);
  return { kind: "invalid", message: `Not sent: ${quoted} cannot be the ${what} of anything on GitHub.` };
}
