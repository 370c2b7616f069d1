import type { Rule } from "../rule.ts";
import { matrixAxes } from "./axis-unknown.ts";
import { contextProperties } from "./context-property-unknown.ts";
import { inputsDeclared } from "./input-undeclared.ts";
import { jobOutputs } from "./job-output-unknown.ts";
import { needsKnown } from "./need-missing.ts";
import { settingsDeclared } from "./secret-undeclared.ts";
import { stepOutputs } from "./step-output-unknown.ts";
import { stepsKnown } from "./step-unknown.ts";

/** What expressions read, what they compare, and when conditions hold. */
export const expressionRules: readonly Rule[] = [
  contextProperties,
  stepsKnown,
  stepOutputs,
  needsKnown,
  jobOutputs,
  matrixAxes,
  inputsDeclared,
  settingsDeclared,
];
