import { call, type Result } from "./build-expression.ts";
import { checkType } from "./check-operands.ts";
import type { Context, ContextName, Expr } from "./expr.ts";
import { listShape, type Shape, textShape, unknownShape } from "./shape.ts";

export function toJSON<C extends ContextName>(value: Expr<unknown, C>): Result<string, C> {
  return call("toJSON", textShape, value);
}

interface JsonTypes {
  readonly boolean: boolean;
  readonly number: number;
  readonly string: string;
  readonly "boolean[]": readonly boolean[];
  readonly "number[]": readonly number[];
  readonly "string[]": readonly string[];
}

type JsonText<C extends ContextName> = Expr<string | null, C>;
/** Contexts by where they can be read: each of these sets is taken wherever its last one is. */
type WorkflowContexts = "github" | "inputs" | "vars";
type JobContexts = WorkflowContexts | "needs" | "matrix" | "strategy";
type StepContexts = JobContexts | "steps" | "job" | "runner" | "env";

/**
 * The value that a text of JSON stands for. What it is, is known only at run time: the caller names the type, as a text or
 * as `fromJSON<T>(…)`, or lets it follow from where the value goes. A text that is no JSON fails the run.
 */
export function fromJSON<K extends keyof JsonTypes>(text: string, type: K): Context<JsonTypes[K], never>;
export function fromJSON<T>(text: string): Context<T, never>;
export function fromJSON<K extends keyof JsonTypes, C extends ContextName>(
  text: Expr<string | null, C>,
  type: K,
): Context<JsonTypes[K], NoInfer<C>>;
export function fromJSON<T, C extends ContextName>(text: JsonText<C>): Context<T, NoInfer<C>>;
// TypeScript infers no context beside a type that is named: the least of these sets that has it stands for it.
export function fromJSON<T>(text: JsonText<"inputs">): Context<T, "inputs">;
export function fromJSON<T>(text: JsonText<"needs">): Context<T, "needs">;
export function fromJSON<T>(text: JsonText<"steps">): Context<T, "steps">;
export function fromJSON<T>(text: JsonText<WorkflowContexts>): Context<T, WorkflowContexts>;
export function fromJSON<T>(text: JsonText<WorkflowContexts | "needs">): Context<T, WorkflowContexts | "needs">;
export function fromJSON<T>(text: JsonText<JobContexts>): Context<T, JobContexts>;
export function fromJSON<T>(text: JsonText<StepContexts>): Context<T, StepContexts>;
export function fromJSON<T>(text: JsonText<StepContexts | "secrets">): Context<T, StepContexts | "secrets">;
export function fromJSON(text: string | Expr<string | null, ContextName>, type?: keyof JsonTypes): unknown {
  checkType(text, ["text"], "the text of `fromJSON`");
  return call("fromJSON", jsonShape(type), text);
}

function jsonShape(type: keyof JsonTypes | undefined): Shape {
  if (type === undefined) return unknownShape;
  if (type.endsWith("[]")) return listShape;
  return { type: type === "string" ? "text" : (type as "number" | "boolean") };
}
