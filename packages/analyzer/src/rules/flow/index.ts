import type { Rule } from "../rule.ts";
import { botConditions } from "./bot-condition.ts";
import { commentsUngated } from "./comment-ungated.ts";
import { injections } from "./injection.ts";
import { labelGates } from "./label-gate-open.ts";
import { selfHostedForks } from "./self-hosted-fork.ts";
import { untrustedCheckouts } from "./untrusted-checkout.ts";

/** Untrusted input as a flow: what outsiders write, and the code that they bring. */
export const flowRules: readonly Rule[] = [
  injections,
  untrustedCheckouts,
  labelGates,
  commentsUngated,
  botConditions,
  selfHostedForks,
];
