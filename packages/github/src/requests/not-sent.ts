import type { GitHubError } from "../contract/github.ts";

/** @param problem A sentence without its capital letter. */
export function notSent(problem: string, kind: "invalid" | "timeout" = "invalid"): GitHubError {
  return { kind, message: `Not sent: ${problem}`, carriedOut: "no" };
}
