import { defineDiagnostic } from "@yardmaster/core";
import { runsTree } from "../../flow/build-tools.ts";
import { visitsOf } from "../../flow/document-flows.ts";
import { foreignArtifact } from "../../flow/foreign-artifact.ts";
import { byRun, isInside } from "../../flow/foreign-runs.ts";
import type { Rule } from "../rule.ts";

export const untrustedArtifactRun = defineDiagnostic({
  code: "untrusted-artifact-run",
  severity: "warning",
  confidence: "medium",
  message: (p: { by: string }) =>
    `${p.by} runs files of a place into which an artifact of the run before is unpacked: a fork's run can put any file there, over those of the repository too.`,
  hint: () => "Unpack it into a folder of its own below `runner.temp`, take it for data, and check what it holds.",
});

/** Source: CodeQL, actions/artifact-poisoning/{critical,medium,path-traversal}; octoscan, dangerous-artefact. */
export const untrustedArtifactRuns: Rule = {
  reports: [untrustedArtifactRun],
  workflow(workflow, report) {
    for (const visits of byRun(visitsOf(workflow))) {
      for (const [index, visit] of visits.entries()) {
        const artifact = foreignArtifact(visit.step, visit.event);
        if (!artifact || visit.gate("head") !== "open" || /^[/~]|runner\.temp/.test(artifact.folder)) continue;
        for (const { step, gate, hasRights } of visits.slice(index + 1)) {
          const code = hasRights && gate("head") === "open" && isInside(step, artifact) ? runsTree(step) : undefined;
          if (!code) continue;
          report(untrustedArtifactRun, { by: code.by }, step.script?.path ?? [...step.path, "uses"], {
            excerpt: code.excerpt,
            related: [{ message: "The artifact comes from here.", place: { path: visit.step.path } }],
          });
          break;
        }
      }
    }
  },
};
