import { RequestError } from "@octokit/request-error";
import { InvariantError } from "@yardmaster/core";
import type { GitHubError, GitHubErrorKind } from "../contract/github.ts";
import { oneLine } from "./one-line.ts";
import { isRateLimited, secondsToWait } from "./rate-limit.ts";
import { TransportFault } from "./transport.ts";

/**
 * @param error What Octokit threw.
 * @param request Method and path, for the message.
 * @param token Struck out of whatever the server said.
 */
export function describeFailure(error: unknown, request: string, token: string): GitHubError {
  if (!(error instanceof RequestError)) throw new InvariantError(`Octokit failed on ${request}.`, { cause: error });
  if (error.cause instanceof TransportFault) return describeFault(error.cause, request, token);
  const { response, status } = error;
  if (!response) throw new InvariantError(`Octokit failed on ${request} without an answer.`, { cause: error });
  const said = messageOf(response.data);
  const kind = errorKind(status, response.headers, said);
  const seconds = kind === "rate-limited" || kind === "server" ? secondsToWait(response.headers) : undefined;
  return {
    kind,
    message: `GitHub answered ${status} to ${request}${said === "" ? "." : `: ${oneLine(said, token)}`}`,
    status,
    carriedOut: carriedOutAfter(status),
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  };
}

function describeFault(fault: TransportFault, request: string, token: string): GitHubError {
  const message = `No usable answer of GitHub to ${request}: ${oneLine(fault.message, token)}.`;
  return { kind: fault.kind === "oversized" ? "unexpected" : fault.kind, message, carriedOut: "unknown" };
}

/**
 * What an answer other than the expected ones says about the request: 4xx refuse it, but 408 tells of lost patience; a
 * redirect, of a repository that was renamed, sends it elsewhere and does nothing itself.
 */
export function carriedOutAfter(status: number): GitHubError["carriedOut"] {
  const isRedirect = [301, 302, 303, 307, 308].includes(status);
  return isRedirect || (status >= 400 && status < 500 && status !== 408) ? "no" : "unknown";
}

function errorKind(status: number, headers: Readonly<Record<string, unknown>>, said: string): GitHubErrorKind {
  if (isRateLimited(status, headers, said)) return "rate-limited";
  if (status >= 500) return "server";
  return ({ 401: "unauthorized", 403: "forbidden", 404: "not-found", 422: "invalid" } as const)[status] ?? "unexpected";
}

/** Not Octokit's own text, which repeats whole bodies. */
function messageOf(data: unknown): string {
  const said = typeof data === "object" && data !== null && "message" in data ? data.message : undefined;
  return typeof said === "string" ? said : "";
}
