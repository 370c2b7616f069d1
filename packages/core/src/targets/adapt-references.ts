import type { ModelPath } from "../diagnostics/diagnostic.ts";
import type { Value, ValueMap } from "../model/model.ts";
import { type Adaptation, asList, asMap, mapEntries, refuse } from "./adaptation.ts";
import { hasFeature } from "./feature-table.ts";

const self = "$/";

/**
 * Writes `uses: $/path`, a file of this repository at the running commit, as `./path` where both are the same file: a
 * reusable workflow always is. An action is the one in the workspace, so the job must have checked this repository out.
 */
export function adaptReferences(job: ValueMap, isCalled: boolean, path: ModelPath, into: Adaptation): ValueMap {
  if (hasFeature(into.target, "self-reference")) return job;
  return mapEntries(job, (key, value) => {
    if (key === "uses") return isSelf(value) ? relative(value) : value;
    if (key !== "steps") return value;
    const steps = asList(value);
    const adapted = steps.map((step, index) =>
      adaptStep(step, steps.slice(0, index), isCalled, [...path, key, index], into),
    );
    return adapted.every((step, index) => step === steps[index]) ? value : adapted;
  });
}

function adaptStep(step: Value, before: readonly Value[], isCalled: boolean, path: ModelPath, into: Adaptation): Value {
  const keys = asMap(step);
  if (!keys || !isSelf(keys.uses)) return step;
  const reason = isCalled
    ? "a workflow that others call finds the caller's repository in the workspace"
    : before.some(checksOutThisCommit)
      ? undefined
      : "no step before it surely checks this repository out at this commit, into the workspace itself";
  if (reason !== undefined) {
    refuse(into, "self-reference", [...path, "uses"], reason);
    return step;
  }
  return { ...keys, uses: relative(keys.uses) };
}

/** Inputs of `actions/checkout` with which the workspace holds something else than the running commit. */
const otherContents = ["repository", "ref", "path", "sparse-checkout", "filter"];

function checksOutThisCommit(step: Value): boolean {
  const keys = asMap(step);
  if (!keys || typeof keys.uses !== "string" || !/^actions\/checkout@/i.test(keys.uses)) return false;
  if (keys.if !== undefined || keys["continue-on-error"] !== undefined) return false;
  const inputs = keys.with === undefined ? [] : Object.keys(asMap(keys.with) ?? { path: "" });
  return !inputs.some((input) => otherContents.includes(input.toLowerCase()));
}

function isSelf(uses: Value | undefined): uses is string {
  return typeof uses === "string" && uses.startsWith(self);
}

function relative(uses: string): string {
  return `./${uses.slice(self.length)}`;
}
