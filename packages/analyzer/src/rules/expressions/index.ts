import type { Rule } from "../rule.ts";
import { matrixAxes } from "./axis-unknown.ts";
import { booleansAgainstTexts } from "./boolean-against-text.ts";
import { constantComparisons } from "./comparison-constant.ts";
import { constantConditions } from "./condition-constant.ts";
import { conditionsWithText } from "./condition-with-text.ts";
import { containsInLiterals } from "./contains-in-literal.ts";
import { contextProperties } from "./context-property-unknown.ts";
import { expressionConstants } from "./expression-constant.ts";
import { failuresTolerated } from "./failure-tolerated.ts";
import { formatArguments } from "./format-arguments.ts";
import { inputsDeclared } from "./input-undeclared.ts";
import { jobOutputs } from "./job-output-unknown.ts";
import { jsonOfLiterals } from "./json-invalid.ts";
import { keyValueTypes } from "./key-value-type.ts";
import { needsKnown } from "./need-missing.ts";
import { notsBeforeComparisons } from "./not-before-comparison.ts";
import { objectsAsText } from "./object-as-text.ts";
import { objectsCompared } from "./object-compared.ts";
import { outputsEndingInNewlines } from "./output-ends-in-newline.ts";
import { propertiesOfScalars } from "./property-of-scalar.ts";
import { settingsDeclared } from "./secret-undeclared.ts";
import { stepOutputs } from "./step-output-misspelled.ts";
import { stepsKnown } from "./step-unknown.ts";
import { ternaries } from "./ternary-unsound.ts";
import { textsAsConditions } from "./text-as-condition.ts";
import { usesPaths } from "./uses-path-hidden.ts";

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
  propertiesOfScalars,
  objectsCompared,
  objectsAsText,
  constantComparisons,
  failuresTolerated,
  notsBeforeComparisons,
  booleansAgainstTexts,
  textsAsConditions,
  formatArguments,
  jsonOfLiterals,
  keyValueTypes,
  usesPaths,
  outputsEndingInNewlines,
  expressionConstants,
  containsInLiterals,
  ternaries,
  conditionsWithText,
  constantConditions,
];
