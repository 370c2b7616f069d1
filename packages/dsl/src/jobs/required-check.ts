import { allNeeds } from "../expressions/collections.ts";
import { or } from "../expressions/conditions.ts";
import type { ValueAt } from "../expressions/expr.ts";
import { always } from "../expressions/status.ts";
import { contains } from "../expressions/texts.ts";
import { sh } from "../scripts/shell/sh.ts";
import { run } from "../steps/step.ts";
import { job } from "./job.ts";
import { type Job, jobNode, makeJob } from "./job-handle.ts";

export interface RequiredCheckOptions {
  readonly "runs-on"?: ValueAt<"jobs.*.runs-on", string>;
  /** As shown in the list of checks, and named in the branch's protection; the id unless stated. */
  readonly name?: string;
}

/**
 * One job of constant name for a branch's protection to require. It ends whatever became of the others, and fails when
 * one of them failed or was cancelled; a skipped job, as by a condition on paths, counts as passed. Legs of a matrix
 * count together. The workflow must run for every pull request, and for merge groups where there is a queue.
 */
export function requiredCheck(
  id: string,
  jobs: readonly [Job<never>, ...Job<never>[]],
  { "runs-on": runsOn = "ubuntu-24.04", name }: RequiredCheckOptions = {},
): Job<never> {
  const unsound = or(contains(allNeeds.result, "failure"), contains(allNeeds.result, "cancelled"));
  const check = job(id, {
    ...(name === undefined ? {} : { name }),
    // Without it the job would be skipped when one that it needs fails, and a skipped check counts as passed.
    if: always(),
    needs: jobs,
    "runs-on": runsOn,
    permissions: {},
    "timeout-minutes": 5,
    steps: [run({ name: "Fail when a job failed or was cancelled", if: unsound }, sh`exit 1`)],
  });
  return makeJob({ ...jobNode(check), isRequiredCheck: true }, [], {});
}
