import { asList, defineDiagnostic, nearestNames, type Value } from "@yardmaster/core";
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
 * Workflows that GitHub has without a file in the repository, each with the path that its API gives. GitHub documents no
 * list: the pairs are those that public repositories have written down of theirs, read 2026-11. Hence a warning only.
 */
const startedByGitHub = [
  "pages-build-deployment", // dynamic/pages/pages-build-deployment; actions/starter-workflows#2453
  "pages build and deployment", // the same; what its runs are called in the API
  "CodeQL", // dynamic/github-code-scanning/codeql; actions/starter-workflows#2482 names it as the default setup's
  "Dependabot Updates", // dynamic/dependabot/dependabot-updates
  "Dependency Graph", // dynamic/dependabot/update-graph
  "Automatic Dependency Submission", // dynamic/dependency-graph/auto-submission
  "Automatic Dependency Submission (NuGet)", // the same; Flowfin/jellyfin-plugin-sso, run 31521364131
  "Automatic Dependency Submission (Python)", // the same
  "Copilot code review", // dynamic/copilot-pull-request-reviewer/copilot-pull-request-reviewer
  "Copilot coding agent", // dynamic/copilot-swe-agent/copilot, as listed in January 2026
  "Copilot cloud agent", // the same, as listed in May 2026
];

export const workflowRunNames: Rule = {
  reports: [workflowRunName],
  workflow({ events, repository }, report) {
    const given = events.get("workflow_run")?.workflows;
    const list: readonly Value[] = typeof given === "string" ? [given] : asList(given);
    const known = list.length === 0 ? [] : [...repository.values()].map(workflowName);
    for (const [index, name] of list.entries()) {
      if (typeof name !== "string" || isPattern(name) || known.includes(name) || startedByGitHub.includes(name))
        continue;
      const path = ["on", "workflow_run", "workflows", ...(typeof given === "string" ? [] : [index])];
      report(workflowRunName, { name, nearest: nearestNames(name, known) }, path);
    }
  },
};

function isPattern(name: string): boolean {
  return /[*?[!+]/.test(name);
}
