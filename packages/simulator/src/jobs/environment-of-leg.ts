import { asMap, isMap, type JobView } from "@yardmaster/core";
import { type PartialMap, Unknown } from "@yardmaster/core/evaluation";
import { asText, fill, type Scope } from "../evaluate/evaluate.ts";
import type { EnvironmentSettings, SimulatedSettings } from "../trace/facts.ts";
import type { EnvironmentTrace } from "../trace/trace.ts";
import { passesDeploymentRefs } from "./deployment-refs.ts";

export interface EnvironmentOfLeg {
  readonly trace: EnvironmentTrace;
  /** Undefined where it is not known what is in it. */
  readonly settings: EnvironmentSettings | undefined;
}

/**
 * The environment of a leg, and whether its run may deploy there; undefined for a leg without one. An approval is taken to
 * come. One that the repository does not have is made by the job, without rules.
 * Source: docs.github.com, "Managing environments for deployment"; actions/runner, `ConvertToActionEnvironmentReference`.
 */
export function environmentOfLeg(
  job: JobView,
  scope: Scope,
  { environments }: SimulatedSettings,
): EnvironmentOfLeg | undefined {
  const stated = job.keys.environment;
  if (stated === undefined || stated === null) return undefined;
  const filled = typeof stated === "string" ? fill(stated, scope) : fill(asMap(stated)?.name ?? "", scope);
  const name = asText(filled instanceof Unknown || !isMap(filled) ? filled : (filled as PartialMap).name);
  if (name === "") return undefined;
  if (name instanceof Unknown || !environments) {
    const dependsOn = name instanceof Unknown ? name.causes : [`settings.environments.${name}`];
    const text = name instanceof Unknown ? "its environment is not known" : `the rules of \`${name}\` are not known`;
    const reason = { code: "environment-unknown", text, dependsOn, path: [...job.path, "environment"] };
    return { trace: { name, admits: "unknown", reason }, settings: undefined };
  }
  const known = Object.entries(environments).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
  const settings = known ?? { secrets: [], variables: {} };
  return { trace: admission(name, settings, scope.contexts.github, job), settings };
}

function admission(
  name: string,
  { refs, needsApproval }: EnvironmentSettings,
  github: PartialMap[string],
  job: JobView,
): EnvironmentTrace {
  const path = [...job.path, "environment"];
  const ref = (github as PartialMap | undefined)?.ref;
  if (refs) {
    if (typeof ref !== "string") {
      const reason = {
        code: "environment-unknown",
        text: "the ref of the run is not known",
        dependsOn: ["github.ref"],
        path,
      };
      return { name, admits: "unknown", reason };
    }
    if (!passesDeploymentRefs(refs, ref)) {
      const text = `\`${name}\` admits no deployment from \`${ref}\``;
      return { name, admits: "no", reason: { code: "environment-refuses-ref", text, path } };
    }
  }
  if (!needsApproval) return { name, admits: "yes" };
  const reason = {
    code: "environment-needs-approval",
    text: `somebody has to approve what deploys to \`${name}\``,
    path,
  };
  return { name, admits: "yes", reason };
}
