import type { GitHub } from "../contract/github.ts";
import type { GitHubOptions } from "../contract/github-options.ts";
import { createClient } from "../requests/client.ts";
import { repeatPolicyOf } from "../requests/repeat-policy.ts";
import { commentMethods } from "./comments.ts";
import { dispatchMethods } from "./dispatches.ts";
import { peopleMethods } from "./people.ts";
import { pullRequestMethods } from "./pull-requests.ts";
import { runMethods } from "./runs.ts";

/**
 * GitHub by Octokit. Its plugins for retries and limits are not used: both would send a dispatch again, neither retries a
 * time-out, and their waits have no common bound. Here a read fails four times at most, and every call ends with the waits'
 * bound. An unusable token or address is an `invalid` of every method.
 */
export function createGitHub(options: GitHubOptions): GitHub {
  const client = createClient(options, repeatPolicyOf(options));
  return {
    ...peopleMethods(client),
    ...pullRequestMethods(client),
    ...dispatchMethods(client),
    ...runMethods(client),
    ...commentMethods(client),
  };
}
