import { asList, type Diagnostic, defineDiagnostic, nearestNames, type Value } from "@yardmaster/core";
import { eventsOf } from "./events-of.ts";
import type { Rule } from "./rule.ts";
import { workflowName } from "./workflow-name.ts";

export const workflowRunName = defineDiagnostic({
  code: "workflow-run-name",
  severity: "warning",
  message: (p: { name: string; nearest: readonly string[] }) =>
    `\`workflow_run\` waits for the workflow ${JSON.stringify(p.name)}, and no workflow of this repository has that name: it never comes.`,
  hint: (p) =>
    p.nearest.length > 0
      ? `Write ${p.nearest.map((name) => JSON.stringify(name)).join(" or ")}, or give the workflow itself in place of its name.`
      : "Give the workflow itself in place of its name: `workflows: [build]`.",
});

/**
 * Names of runs that GitHub starts itself, without a file in the repository. Seen in public repositories' lists of runs,
 * 2026-11; others may exist, which is why a name that is not found is a warning.
 */
const startedByGitHub = [
  "pages-build-deployment",
  "pages build and deployment",
  "CodeQL",
  "Dependabot Updates",
  "Dependency Graph",
  "Automatic Dependency Submission",
  "Copilot",
  "Copilot code review",
  "Copilot coding agent",
];

export const checkWorkflowRunNames: Rule = ({ model }, repository) => {
  const given = eventsOf(model.on).get("workflow_run")?.workflows;
  const list: readonly Value[] = typeof given === "string" ? [given] : asList(given);
  const known = [...repository.values()].map(workflowName);
  return list.flatMap((name, index): Diagnostic[] => {
    if (typeof name !== "string" || isPattern(name) || known.includes(name) || startedByGitHub.includes(name))
      return [];
    const path = ["on", "workflow_run", "workflows", ...(typeof given === "string" ? [] : [index])];
    return [workflowRunName({ name, nearest: nearestNames(name, known) }, { path })];
  });
};

function isPattern(name: string): boolean {
  return /[*?[!+]/.test(name);
}
