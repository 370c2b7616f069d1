import type { Rule } from "../rule.ts";
import { botConditions } from "./bot-condition.ts";
import { commentsUngated } from "./comment-ungated.ts";
import { injections } from "./injection.ts";
import { labelGates } from "./label-gate-open.ts";
import { promptInjections } from "./prompt-injection.ts";
import { scriptExpressions } from "./script-expression.ts";
import { scriptSinks } from "./script-sinks.ts";
import { selfHostedForks } from "./self-hosted-fork.ts";
import { untrustedArtifactRuns } from "./untrusted-artifact-run.ts";
import { untrustedCheckouts } from "./untrusted-checkout.ts";

/** Untrusted input as a flow: what outsiders write, and the code that they bring. */
export const flowRules: readonly Rule[] = [
  injections,
  scriptExpressions,
  scriptSinks,
  promptInjections,
  untrustedCheckouts,
  untrustedArtifactRuns,
  labelGates,
  commentsUngated,
  botConditions,
  selfHostedForks,
];
