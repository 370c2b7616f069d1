import {
  hostedRunnerSystem,
  type JobView,
  runnerLabels,
  runnerSystem,
  runnerSystemNames,
  type Value,
} from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { StrategyFacts } from "./matrix-legs-of-job.ts";

/**
 * What a job's `if` and `strategy` may read. What is not said of `vars` is not known; `inputs` is null where nothing has any.
 * Source: docs.github.com, "Contexts reference", "Context availability".
 */
export function jobContexts({ github, inputs, vars }: PartialMap, needs: PartialValue): PartialMap {
  return { github: github ?? null, inputs: inputs ?? null, vars: vars ?? new Unknown(["vars"]), needs };
}

/** `strategy`. Source: actions/runner, `WorkflowTemplateConverter.ConvertToStrategy`. */
export function strategyContext(
  { failFast, maxParallel }: StrategyFacts,
  index: number,
  total: number | Unknown,
): PartialMap {
  const isStated = maxParallel instanceof Unknown || (typeof maxParallel === "number" && maxParallel > 0);
  return {
    "fail-fast": failFast,
    "job-index": total instanceof Unknown ? new Unknown(["strategy.job-index"]) : index,
    "job-total": total,
    "max-parallel": isStated ? maxParallel : total,
  };
}

/** `runner`, as far as the labels of a job tell. @param runsOn filled in. */
export function runnerContext(runsOn: PartialValue): PartialMap {
  const system = runsOn instanceof Unknown ? undefined : runnerSystem(runsOn as Value);
  const isHosted =
    !(runsOn instanceof Unknown) && runnerLabels(runsOn as Value).some((label) => hostedRunnerSystem(label));
  const key = `${system ?? ""} ${isHosted}`;
  const known = runners.get(key);
  if (known) return known;
  const unknown = (name: string, truth?: boolean) => ({ [name]: new Unknown([`runner.${name}`], truth) });
  const made: PartialMap = {
    os: system ? runnerSystemNames[system] : new Unknown(["runner.os"], true),
    ...unknown("arch", true),
    ...unknown("name", true),
    environment: isHosted ? "github-hosted" : new Unknown(["runner.environment"], true),
    ...unknown("temp", true),
    ...unknown("tool_cache", true),
    ...unknown("workspace", true),
    // `1` where somebody asked for it, and else nothing.
    ...unknown("debug"),
  };
  runners.set(key, made);
  return made;
}

const runners = new Map<string, PartialMap>();

/**
 * `job`, without `status`, which changes from step to step.
 * @param workflow what of it names the file that the job stands in.
 */
export function jobContext({ keys: { container, services } }: JobView, workflow: PartialMap): PartialMap {
  const made = plain.get(workflow) ?? { ...unknownOfJob("check_run_id"), ...workflow };
  plain.set(workflow, made);
  if (container === undefined && services === undefined) return made;
  return {
    ...made,
    ...(container === undefined ? {} : unknownOfJob("container")),
    ...(services === undefined ? {} : unknownOfJob("services")),
  };
}

/** Of jobs without containers, by what names their file. */
const plain = new WeakMap<PartialMap, PartialMap>();

function unknownOfJob(name: string): PartialMap {
  return { [name]: new Unknown([`job.${name}`], true) };
}
