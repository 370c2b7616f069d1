import { checkHandles } from "../author/check-options.ts";
import { call } from "./build-expression.ts";
import type { Expr } from "./expr.ts";
import { booleanShape } from "./shape.ts";

/** Runs whatever happened before, a cancellation included. GitHub advises `not(cancelled())` instead. */
export const always = (): Expr<boolean, "always()"> => call("always", booleanShape);
export const cancelled = (): Expr<boolean, "cancelled()"> => call("cancelled", booleanShape);

/** True when an earlier step, or an ancestor of the job, failed; with jobs, in a job's `if`, when one of these did. */
export function failure(): Expr<boolean, "failure()">;
export function failure(...jobs: readonly { readonly id: string }[]): Expr<boolean, "failure(job)">;
export function failure(...jobs: readonly { readonly id: string }[]): Expr<boolean, never> {
  return call("failure", booleanShape, ...checkHandles(jobs, "job", "the jobs of `failure`").map(({ id }) => id));
}

/** Implied wherever a condition has no status function; with jobs, in a job's `if`, when these succeeded. */
export function success(): Expr<boolean, "success()">;
export function success(...jobs: readonly { readonly id: string }[]): Expr<boolean, "success(job)">;
export function success(...jobs: readonly { readonly id: string }[]): Expr<boolean, never> {
  return call("success", booleanShape, ...checkHandles(jobs, "job", "the jobs of `success`").map(({ id }) => id));
}
