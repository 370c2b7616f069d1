import type { Rule } from "../rule.ts";
import { injections } from "./injection.ts";

/** Untrusted input as a flow: what outsiders write, and the code that they bring. */
export const flowRules: readonly Rule[] = [injections];
