import { type ActionMetadata, actionName, defineDiagnostic, nearestNames } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { judgeInputs } from "./judge-inputs.ts";

export const actionInputUnknown = defineDiagnostic({
  code: "action-input-unknown",
  severity: "warning",
  confidence: "medium",
  message: (p: { uses: string; name: string; nearest: readonly string[] }) =>
    `\`${p.uses}\` has no input ${JSON.stringify(p.name)}: GitHub warns in the log, and the step runs without it.`,
  hint: ({ nearest }) =>
    nearest.length > 0
      ? `Write ${nearest.map((name) => JSON.stringify(name)).join(" or ")}.`
      : "Leave it out, or use a version of the action that has it.",
});

export const actionInputMissing = defineDiagnostic({
  code: "action-input-missing",
  severity: "warning",
  confidence: "medium",
  message: (p: { uses: string; name: string }) =>
    `\`${p.uses}\` requires the input ${JSON.stringify(p.name)}: without it, the action gets the empty text, and most stop there.`,
  hint: (p) => `Give \`${p.name}\`.`,
});

export const actionInputDeprecated = defineDiagnostic({
  code: "action-input-deprecated",
  severity: "warning",
  message: (p: { uses: string; name: string; reason: string }) =>
    `The input ${JSON.stringify(p.name)} of \`${p.uses}\` is deprecated${p.reason === "" ? "" : `: ${p.reason.replace(/\.$/, "")}`}.`,
  hint: () => "Replace it as the action's documentation says.",
});

/**
 * What steps give actions of other repositories: those of the lock at their commit, and widely used ones at their major
 * version. A later release of that may have more inputs, and require fewer: there, a name that is near to none is left
 * alone, and so is what is missing beside one.
 */
export const publishedInputs: Rule = {
  reports: [actionInputUnknown, actionInputMissing, actionInputDeprecated],
  step({ uses, keys, path }, { document }, report) {
    if (uses?.kind !== "repository") return;
    const metadata = document.facts.published(actionName(uses), uses.ref);
    if (!metadata || metadata.kind === "workflow") return;
    const { text } = uses;
    const { unknown, missing, deprecated } = judgeInputs(keys.with, metadata);
    const isNewer = !metadata.isExact && unknown.some((name) => nearestOf(name, metadata).length === 0);
    for (const name of unknown) {
      const nearest = nearestOf(name, metadata);
      if (nearest.length === 0 && !metadata.isExact) continue;
      report(actionInputUnknown, { uses: text, name, nearest }, [...path, "with", name], { at: "key" });
    }
    for (const name of isNewer ? [] : missing) report(actionInputMissing, { uses: text, name }, [...path, "uses"]);
    for (const { name, message } of deprecated) {
      report(actionInputDeprecated, { uses: text, name, reason: message }, [...path, "with", name], { at: "key" });
    }
  },
};

function nearestOf(name: string, { inputs }: ActionMetadata): readonly string[] {
  return nearestNames(name, Object.keys(inputs));
}
