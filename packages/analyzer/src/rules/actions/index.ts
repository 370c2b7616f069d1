import type { Rule } from "../rule.ts";
import { localActions } from "./local-action.ts";
import { publishedInputs } from "./published-inputs.ts";

export const actionRules: readonly Rule[] = [localActions, publishedInputs];
