import { Octokit } from "@octokit/core";
import { fail, ok, type Result } from "@yardmaster/core";
import type { GitHubError } from "../contract/github.ts";
import type { GitHubOptions } from "../contract/github-options.ts";
import { carriedOutAfter, describeFailure } from "./describe-failure.ts";
import { notSent } from "./not-sent.ts";
import { oneLine } from "./one-line.ts";
import { createTransport, redirectTarget } from "./transport.ts";

export interface Answer {
  readonly status: number;
  readonly data: unknown;
}

/** One request and its answer; statuses other than those named are errors. */
export type Send = (
  route: string,
  parameters: Readonly<Record<string, unknown>>,
  statuses: readonly number[],
) => Promise<Result<Answer, GitHubError>>;

/** Octokit on this package's own transport, without plugins: each call sends one request. */
export function createSend({
  token,
  apiUrl,
  userAgent,
  timeoutMilliseconds,
  remainingMilliseconds = () => Number.POSITIVE_INFINITY,
}: Pick<GitHubOptions, "token" | "apiUrl" | "userAgent" | "timeoutMilliseconds" | "remainingMilliseconds">): Send {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const timeout = () => Math.max(1, Math.min(timeoutMilliseconds, Math.floor(remainingMilliseconds())));
  const octokit = new Octokit({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ""),
    userAgent,
    log: silent,
    request: { fetch: createTransport(timeout), log: silent },
  });
  return async (route, parameters, statuses) => {
    const request = describeRequest(octokit, route, parameters);
    if (request === undefined) return fail(notSent("half of a surrogate pair is no part of an address."));
    if (remainingMilliseconds() < 1) return fail(notSent(`no time remains for ${request}.`, "timeout"));
    try {
      const { status, data, headers, url } = await octokit.request(route, {
        ...parameters,
        headers: { "x-github-api-version": "2022-11-28" },
      });
      if (statuses.includes(status)) return ok({ status, data });
      const target = redirectTarget(status, headers.location, new URL(url));
      const outcome = target ? `, a redirect to ${oneLine(target.origin, token)} that is not followed` : "";
      const message = `GitHub answered ${status} to ${request}${outcome}.`;
      return fail({ kind: "unexpected", message, status, carriedOut: carriedOutAfter(status) });
    } catch (error) {
      return fail(describeFailure(error, request, token));
    }
  };
}

/** @returns method and path, or undefined for parameters that no address can hold. */
function describeRequest(
  octokit: Octokit,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): string | undefined {
  try {
    const { method, url } = octokit.request.endpoint(route, parameters);
    return `${method} ${new URL(url).pathname}`;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
