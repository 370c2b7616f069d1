import { asMap, runnerSystem, type StepView, type Value, type ValueMap } from "@yardmaster/core";
import { type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { fillAsText, type Scope } from "../evaluate/evaluate.ts";
import type { StepTrace } from "../trace/trace.ts";

/**
 * What a script runs in, and where. `defaults.run` of the job stands in place of the workflow's as a whole.
 * Source: docs.github.com, "Workflow syntax", `jobs.<job_id>.steps[*].shell`; actions/runner, `JobExtension.InitializeJob`
 * and `ScriptHandler`.
 * @param runsOn of the leg, filled in.
 */
export function shellOfStep(
  { keys }: StepView,
  job: ValueMap,
  workflow: ValueMap,
  runsOn: PartialValue,
  scope: Scope,
): Pick<StepTrace, "shell" | "isShellOfRunner" | "workingDirectory"> {
  const defaults = asMap(asMap(job.defaults)?.run) ?? asMap(asMap(workflow.defaults)?.run) ?? {};
  const folder = stated(keys["working-directory"]) ?? stated(defaults["working-directory"]);
  const shell = stated(keys.shell) ?? stated(defaults.shell);
  const where = folder === undefined ? {} : { workingDirectory: fillAsText(folder, scope) };
  if (shell !== undefined) return { shell: fillAsText(shell, scope), ...where };
  return { shell: shellOfRunner(job, runsOn), isShellOfRunner: true, ...where };
}

function stated(value: Value | undefined): Value | undefined {
  return value === null || value === "" ? undefined : value;
}

function shellOfRunner(job: ValueMap, runsOn: PartialValue): PartialValue {
  if (job.container !== undefined && job.container !== null && job.container !== "") return "sh";
  const system = runsOn instanceof Unknown ? undefined : runnerSystem(runsOn as Value);
  if (system === undefined) return new Unknown(["runner.os"], true);
  return system === "windows" ? "pwsh" : "bash";
}
