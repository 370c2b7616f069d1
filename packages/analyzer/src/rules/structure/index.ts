import type { Rule } from "../rule.ts";
import { events } from "./events.ts";
import { knownKeys } from "./known-keys.ts";
import { needs } from "./needs.ts";
import { permissions } from "./permissions.ts";
import { stepIds } from "./step-ids.ts";

/** Of the structure of a workflow: what GitHub's parser does not see, or says without a name that was meant. */
export const structureRules: readonly Rule[] = [events, knownKeys, needs, stepIds, permissions];
