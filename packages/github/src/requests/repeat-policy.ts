import { setTimeout as sleep } from "node:timers/promises";
import type { GitHubOptions } from "../contract/github-options.ts";
import type { RepeatPolicy } from "./repeat-request.ts";

/** The bounds on repeated requests that the options set. */
export function repeatPolicyOf({
  remainingMilliseconds,
  maximumWaitSeconds = remainingMilliseconds ? Number.POSITIVE_INFINITY : 120,
  wait = sleep,
  random = Math.random,
  log = () => {},
}: GitHubOptions): RepeatPolicy {
  return {
    maximumWaitSeconds,
    remainingMilliseconds: remainingMilliseconds ?? (() => Number.POSITIVE_INFINITY),
    wait,
    random,
    log,
  };
}
