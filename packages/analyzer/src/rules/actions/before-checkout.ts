import { actionName, defineDiagnostic, hostedRunnerSystem, runnerLabels, type StepView } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const localActionBeforeCheckout = defineDiagnostic({
  code: "local-action-before-checkout",
  severity: "error",
  message: (p: { uses: string }) =>
    `The step fails: \`${p.uses}\` is looked for in the workspace, and no step before it puts the repository there.`,
  hint: () => "Check the repository out first, or write `$/` in place of `./`, which needs no checkout.",
});

/**
 * An action by its folder in the workspace before anything can have been put there, on a runner that begins with an empty
 * one. Source: actions/runner, `src/Runner.Worker/ActionManager.cs` ("Did you forget to run actions/checkout …").
 */
export const localActionsBeforeCheckout: Rule = {
  reports: [localActionBeforeCheckout],
  job({ keys, steps }, { facts }, report) {
    const labels = runnerLabels(keys["runs-on"]);
    if (labels.length === 0 || !labels.every((label) => hostedRunnerSystem(label))) return;
    for (const { uses, path, ...step } of steps) {
      if (uses?.kind === "local" && !uses.isOfCommit) {
        // One that is missing is said to be so.
        if (facts.action(uses.folder) === "missing") return;
        report(localActionBeforeCheckout, { uses: uses.text }, [...path, "uses"]);
        return;
      }
      if (mayBringFiles({ uses, path, ...step } as StepView)) return;
    }
  },
};

/** Any script may, but for one that only prints; and any action but those that set the machine up. */
function mayBringFiles({ uses, script, keys }: StepView): boolean {
  if (uses?.kind === "repository") return !setsUpOnly.test(actionName(uses));
  if (uses || typeof keys.uses === "string") return true;
  return (
    script !== undefined && !/^\s*(?:(?:echo|printf|true|date|env|exit|set)\b[^|>&;`$()\n]*\s*)+$/.test(script.text)
  );
}

const setsUpOnly = /^(?:actions\/setup-[a-z]+|step-security\/harden-runner|docker\/(?:setup-[a-z]+|login)-action)$/;
