import { setTimeout as sleep } from "node:timers/promises";
import { fail, ok } from "@yardmaster/core";
import { checkConnection } from "./check-connection.ts";
import { checkLogin, checkRepository, checkTeam, checkWorkflowFile } from "./check-names.ts";
import { decodeCollaborator, decodeDispatchedRun, decodeTeamMembership } from "./decode-answers.ts";
import type { GitHub } from "./github.ts";
import { type RetryPolicy, retryRead } from "./retry-read.ts";
import { createSend } from "./send.ts";

export interface GitHubOptions {
  /** Sent to the origin of `apiUrl` alone. */
  readonly token: string;
  /** `https://api.github.com`, or `https://HOST/api/v3` of GitHub Enterprise Server; plain http only to loopback. */
  readonly apiUrl: string;
  readonly userAgent: string;
  /** Of one request, from connecting to the last byte of the answer. */
  readonly timeoutMilliseconds: number;
  /** Of all waits before repeated reads of one call together, 120 unless given. A longer one is an error at once. */
  readonly maximumWaitSeconds?: number;
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** Hears of each repeated read in one line without secrets. */
  readonly log?: (line: string) => void;
}

/**
 * GitHub by Octokit. Its plugins for retries and limits are not used: both would send a dispatch again, neither retries a
 * time-out, and their waits have no common bound. Here a read lasts at most four time-outs and the waits between them. An
 * unusable token or address is an `invalid` of every method.
 */
export function createGitHub(options: GitHubOptions): GitHub {
  const send = createSend(options);
  const unusable = checkConnection(options.apiUrl, options.token);
  const policy = retryPolicyOf(options);
  return {
    async collaborator(repository, login) {
      const refused = unusable ?? checkRepository(repository) ?? checkLogin(login);
      if (refused) return fail(refused);
      const route = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
      const answer = await retryRead(() => send(route, { ...repository, username: login }), policy);
      return answer.ok ? decodeCollaborator(answer.value.data, login) : answer;
    },

    async teamMembership(org, teamSlug, login) {
      const refused = unusable ?? checkTeam(org, teamSlug) ?? checkLogin(login);
      if (refused) return fail(refused);
      const route = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
      const answer = await retryRead(() => send(route, { org, team_slug: teamSlug, username: login }), policy);
      if (answer.ok) return decodeTeamMembership(answer.value.data);
      return answer.error.kind === "not-found" ? ok("none-or-not-visible") : answer;
    },

    async dispatchWorkflow({ repository, workflow, ref, inputs }) {
      const refused = unusable ?? checkRepository(repository) ?? checkWorkflowFile(workflow);
      if (refused) return fail(refused);
      const route = "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";
      const dispatch = { ...repository, workflow_id: workflow, ref, inputs };
      let answer = await send(route, { ...dispatch, return_run_details: true });
      // GHES up to 3.20 does not know the field. A 400 has dispatched nothing, so this alone is sent again.
      if (!answer.ok && answer.error.status === 400 && answer.error.message.includes("return_run_details")) {
        answer = await send(route, dispatch);
      }
      if (!answer.ok) return answer;
      return answer.value.status === 204 ? ok({ status: 204 }) : decodeDispatchedRun(answer.value.data);
    },
  };
}

/** The bounds on repeated reads that the options set. */
export function retryPolicyOf({ maximumWaitSeconds = 120, wait = sleep, log = () => {} }: GitHubOptions): RetryPolicy {
  return { maximumWaitSeconds, wait, log };
}
