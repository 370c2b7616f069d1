import type { StepTrace } from "../trace/trace.ts";
import type { RecordedStep } from "./recording.ts";

export interface StepMatches {
  readonly matched: readonly { readonly step: StepTrace; readonly recorded: RecordedStep }[];
  readonly missing: readonly StepTrace[];
  readonly added: readonly RecordedStep[];
}

/**
 * Steps of the runner's own, which no workflow has. Source: actions/runner, `JobExtension.cs` and `JobRunner.cs`.
 */
const ownSteps =
  /^(?:Set up job|Set up runner|Complete job|Complete runner|Initialize containers|Stop containers|Pull |Build |Pre |Post |Checkout workflow)/;

/** In their order, by the names that the log shows. A step of which the name is not known takes what is left at its place. */
export function matchSteps(steps: readonly StepTrace[], recorded: readonly RecordedStep[]): StepMatches {
  const names = new Set(steps.map(({ name }) => name));
  const left = [...recorded]
    .sort((one, other) => one.number - other.number)
    .filter(({ name }) => names.has(name) || !ownSteps.test(name));
  const matched: { step: StepTrace; recorded: RecordedStep }[] = [];
  const open: StepTrace[] = [];
  const missing: StepTrace[] = [];
  for (const step of steps) {
    if (step.kind !== "run" && step.kind !== "uses") continue; // GitHub lists steps that only wait in its own way.
    if (typeof step.name !== "string") {
      open.push(step);
      continue;
    }
    const index = left.findIndex(({ name }) => name === step.name);
    const [found] = index < 0 ? [] : left.splice(index, 1);
    if (found) matched.push({ step, recorded: found });
    else missing.push(step);
  }
  if (open.length === left.length) {
    for (const [index, step] of open.entries()) {
      const found = left[index];
      if (found) matched.push({ step, recorded: found });
    }
    return { matched, missing, added: [] };
  }
  return { matched, missing, added: open.length > 0 ? [] : left };
}
