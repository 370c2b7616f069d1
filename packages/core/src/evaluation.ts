// An entry beside the package's index: the language and `gen` evaluate nothing, and compile nothing of it.
export { type EvaluatedPart, type Evaluation, evaluateExpression } from "./expressions/evaluate-expression.ts";
export type { FunctionAnswers } from "./expressions/partial-evaluator.ts";
export { causesOf, type PartialMap, type PartialValue, Unknown } from "./expressions/unknown.ts";
