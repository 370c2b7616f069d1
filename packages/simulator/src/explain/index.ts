export {
  type ExplainedCondition,
  type ExplainedJob,
  type ExplainedStep,
  type Explanation,
  explainJob,
} from "./explain-job.ts";
export type { ExplainedPart } from "./explained-part.ts";
export { applyChange, type FactChange, type World } from "./fact-change.ts";
export {
  type ChangeOptions,
  type ChangeSearch,
  smallestChange,
  type TurningChange,
} from "./smallest-change.ts";
export type { Standing, Target } from "./target.ts";
