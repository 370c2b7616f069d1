import { actionName, asMap, defineDiagnostic, type RepositoryReference } from "@yardmaster/core";
import { hasRetiredRuntime, runsOnNode20 } from "../../published/published-action.ts";
import type { Rule } from "../rule.ts";
import { isSwitchedOff } from "./switched-off.ts";

export const actionRuntimeRetired = defineDiagnostic({
  code: "action-runtime-retired",
  severity: "warning",
  message: (p: { action: string; runtime: string }) =>
    `${p.action} is made for ${p.runtime}, which GitHub's runners no longer have: they run it by a newer one, with a warning in each log.`,
  hint: () => "Use a version of the action that is made for Node.js 24.",
});

export const actionRuntimeEnding = defineDiagnostic({
  code: "action-runtime-ending",
  severity: "warning",
  isPedantic: true,
  message: (p: { action: string }) =>
    `${p.action} is made for Node.js 20, which GitHub has announced to take out of its runners.`,
  hint: () => "Use a version of the action that is made for Node.js 24.",
});

/** Actions whose Node.js the runners no longer have, or will not have: the metadata of one, and steps that use a known one. */
export const retiredRuntimes: Rule = {
  reports: [actionRuntimeRetired, actionRuntimeEnding],
  action({ model, using }, report) {
    const runtime = using.toLowerCase();
    const at = ["runs", "using"];
    if (asMap(model.runs) === undefined) return;
    if (retired.has(runtime)) report(actionRuntimeRetired, { action: "The action", runtime: nameOf(runtime) }, at);
    if (runtime === "node20") report(actionRuntimeEnding, { action: "The action" }, at);
  },
  step({ uses, path }, { document }, report) {
    if (uses?.kind !== "repository" || isSwitchedOff(uses, document)) return;
    const at = [...path, "uses"];
    const action = `\`${uses.text}\``;
    const using = document.facts.published(actionName(uses), uses.ref)?.using.toLowerCase() ?? "";
    if (retired.has(using)) report(actionRuntimeRetired, { action, runtime: nameOf(using) }, at);
    else if (isOf(hasRetiredRuntime, uses)) {
      report(actionRuntimeRetired, { action, runtime: "Node.js 16 or an older one" }, at);
    } else if (using === "node20" || isOf(runsOnNode20, uses)) report(actionRuntimeEnding, { action }, at);
  },
};

const retired: ReadonlySet<string> = new Set(["node12", "node16"]);

function nameOf(runtime: string): string {
  return `Node.js ${runtime.slice("node".length)}`;
}

function isOf(test: (name: string, ref: string) => boolean, uses: RepositoryReference): boolean {
  return test(actionName(uses), uses.ref);
}
