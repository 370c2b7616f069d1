import type { Rule } from "../rule.ts";
import { callCacheModes } from "./call-cache-mode.ts";
import { callForms } from "./call-form.ts";
import { lockedCalls } from "./locked-call.ts";

export const callRules: readonly Rule[] = [callForms, lockedCalls, callCacheModes];
