import { Octokit } from "@octokit/core";
import { fail, ok, type Result } from "@yardmaster/core";
import type { GitHubOptions } from "./create-github.ts";
import { describeFailure } from "./describe-failure.ts";
import type { GitHubError } from "./github.ts";
import { oneLine } from "./one-line.ts";
import { createTransport, redirectTarget } from "./transport.ts";

export interface Answer {
  readonly status: 200 | 204;
  readonly data: unknown;
}

/** One request and its answer; statuses other than 200 and 204 are errors. */
export type Send = (
  route: string,
  parameters: Readonly<Record<string, unknown>>,
) => Promise<Result<Answer, GitHubError>>;

/** Octokit on this package's own transport, without plugins: each call sends one request. */
export function createSend({
  token,
  apiUrl,
  userAgent,
  timeoutMilliseconds,
}: Pick<GitHubOptions, "token" | "apiUrl" | "userAgent" | "timeoutMilliseconds">): Send {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const octokit = new Octokit({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ""),
    userAgent,
    log: silent,
    request: { fetch: createTransport(timeoutMilliseconds), log: silent },
  });
  return async (route, parameters) => {
    const endpoint = octokit.request.endpoint(route, parameters);
    const request = `${endpoint.method} ${new URL(endpoint.url).pathname}`;
    try {
      const { status, data, headers, url } = await octokit.request(route, {
        ...parameters,
        headers: { "x-github-api-version": "2022-11-28" },
      });
      if (status === 200 || status === 204) return ok({ status, data });
      const target = redirectTarget(status, headers.location, new URL(url));
      const outcome = target ? `, a redirect to ${oneLine(target.origin, token)} that is not followed` : "";
      return fail({ kind: "unexpected", message: `GitHub answered ${status} to ${request}${outcome}.`, status });
    } catch (error) {
      return fail(describeFailure(error, request, token));
    }
  };
}
