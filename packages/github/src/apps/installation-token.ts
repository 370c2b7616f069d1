import { fail, ok, type Result } from "@yardmaster/core";
import createAppJwt from "universal-github-app-jwt";
import { dateOf, fieldsOf, isId, wrongShape } from "../answers/fields.ts";
import type { GitHubError, RepositoryName } from "../contract/github.ts";
import type { GitHubOptions } from "../contract/github-options.ts";
import { checkRepository } from "../requests/check-names.ts";
import { createClient, decoded } from "../requests/client.ts";
import { notSent } from "../requests/not-sent.ts";
import { repeatPolicyOf } from "../requests/repeat-policy.ts";

export interface InstallationTokenOptions extends Omit<GitHubOptions, "token"> {
  /** The app's id in digits, or its client id. */
  readonly appId: string;
  /** PEM, in PKCS#1 as GitHub hands it out or in PKCS#8; its line breaks may be written as `\n`. */
  readonly privateKey: string;
  /** All of one owner: the token reaches these and no others. At least 1, at most 500. */
  readonly repositories: readonly RepositoryName[];
  /** By GitHub's names, such as `actions`: the token gets these and `metadata: read`, whatever the app has. */
  readonly permissions: Readonly<Record<string, "read" | "write">>;
  /** Of the signature; this machine's clock unless given. GitHub takes up to ten minutes between the two clocks. */
  readonly now?: () => Date;
}

export interface InstallationToken {
  /** A secret. */
  readonly token: string;
  /** An hour after it was made, by GitHub's clock. */
  readonly expiresAt: Date;
}

const maximumRepositories = 500;

/**
 * A token of the GitHub App's installation at the owner of the repositories. Asks GET /repos/{owner}/{repo}/installation
 * of the first one, then POST /app/installations/{installation_id}/access_tokens; both repeat as reads do, for a token too
 * many does nothing. An app that is not installed there is `not-found`; permissions that it does not have are `invalid`.
 */
export async function createInstallationToken(
  options: InstallationTokenOptions,
): Promise<Result<InstallationToken, GitHubError>> {
  const { repositories, permissions } = options;
  const [first] = repositories;
  const refused = checkApp(options) ?? checkRepositories(repositories);
  if (refused || !first) return fail(refused ?? notSent("a token of an app needs a repository."));
  const jwt = await signJwt(options);
  if (!jwt.ok) return jwt;
  const client = createClient({ ...options, token: jwt.value }, repeatPolicyOf({ ...options, token: jwt.value }));

  const found = client.repeatable({
    refused: undefined,
    route: "GET /repos/{owner}/{repo}/installation",
    parameters: { ...first },
  });
  const installation = await decoded(found, decodeInstallation);
  if (!installation.ok) return installation;
  const made = client.repeatable({
    refused: undefined,
    route: "POST /app/installations/{installation_id}/access_tokens",
    parameters: {
      installation_id: installation.value,
      repositories: repositories.map(({ repo }) => repo),
      permissions,
    },
    statuses: [201],
  });
  return decoded(made, decodeToken);
}

function checkApp({ appId, permissions }: InstallationTokenOptions): GitHubError | undefined {
  if (!/^[A-Za-z0-9.]{1,64}$/.test(appId)) return notSent("the app's id is no number, and no client id either.");
  // Without permissions the token would have all that the app has.
  return Object.keys(permissions).length > 0 ? undefined : notSent("a token of an app needs a permission.");
}

function checkRepositories(repositories: readonly RepositoryName[]): GitHubError | undefined {
  if (repositories.length > maximumRepositories) {
    return notSent(`a token of an app reaches ${maximumRepositories} repositories, not ${repositories.length}.`);
  }
  for (const repository of repositories) {
    const refused = checkRepository(repository);
    if (refused) return refused;
  }
  const owners = new Set(repositories.map(({ owner }) => owner.toLowerCase()));
  if (owners.size <= 1) return undefined;
  return notSent(`a token of an app reaches the repositories of one owner, not of ${[...owners].join(", ")}.`);
}

/** @returns an error that says nothing of the key. */
async function signJwt({ appId, privateKey, now }: InstallationTokenOptions): Promise<Result<string, GitHubError>> {
  const at = now ? { now: Math.floor(now().getTime() / 1000) } : {};
  try {
    const { token } = await createAppJwt<string>({ id: appId, privateKey, ...at });
    return ok(token);
  } catch {
    return fail(notSent("the app's private key is no RSA key in PEM, PKCS#1 or PKCS#8."));
  }
}

function decodeInstallation(data: unknown): Result<number, GitHubError> {
  const { id } = fieldsOf(data);
  return isId(id) ? ok(id) : wrongShape("an installation");
}

function decodeToken(data: unknown): Result<InstallationToken, GitHubError> {
  const { token, expires_at: expires } = fieldsOf(data);
  const expiresAt = dateOf(expires);
  if (typeof token !== "string" || !/^[\x21-\x7e]{1,1000}$/.test(token) || !expiresAt) {
    return wrongShape("a token of an installation");
  }
  return ok({ token, expiresAt });
}
