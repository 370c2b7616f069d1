import type { ContextsAt, Expr, ScalarValue } from "../expressions/expr.ts";

type OutputValue =
  | string
  | number
  | boolean
  | Expr<ScalarValue, "needs" | ContextsAt<"on.workflow_call.outputs.*.value">>;
/** An output of a reusable workflow: a job's output, or what else is known when all jobs have ended. */
export type WorkflowOutput = OutputValue | { readonly description?: string; readonly value: OutputValue };
