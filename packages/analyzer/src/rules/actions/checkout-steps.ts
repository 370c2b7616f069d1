import { actionName, asMap, type StepView } from "@yardmaster/core";

export function isCheckout({ uses }: StepView): boolean {
  return uses?.kind === "repository" && actionName(uses) === "actions/checkout";
}

/** A checkout of the repository itself, at the commit that runs, to the workspace. */
export function isPlainCheckout(step: StepView): boolean {
  const { repository, path, ref } = asMap(step.keys.with) ?? {};
  return isCheckout(step) && repository === undefined && path === undefined && ref === undefined;
}
