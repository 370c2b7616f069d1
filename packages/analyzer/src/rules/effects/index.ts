import type { Rule } from "../rule.ts";
import { dispatchesTriggered } from "./dispatch-not-triggered.ts";

/** Between workflows that start each other. */
export const effectRules: readonly Rule[] = [dispatchesTriggered];
