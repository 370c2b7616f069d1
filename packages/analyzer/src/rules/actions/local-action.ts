import {
  type ActionMetadata,
  defineDiagnostic,
  nearestNames,
  type StepView,
  type UsesReference,
} from "@yardmaster/core";
import type { Report, Rule, StepHolder } from "../rule.ts";
import { isPlainCheckout } from "./checkout-steps.ts";
import { judgeInputs } from "./judge-inputs.ts";
import { outputsRead } from "./outputs-read.ts";
import { looksLikeRef } from "./uses-form.ts";

interface NamedParameters {
  readonly uses: string;
  readonly name: string;
  readonly nearest: readonly string[];
}

export const localActionMissing = defineDiagnostic({
  code: "local-action-missing",
  severity: "error",
  message: (p: { uses: string }) =>
    `\`${p.uses}\` names no action: the repository has no action.yml, action.yaml or Dockerfile there.`,
  hint: () => "Correct the folder; it is relative to the root of the repository.",
});

export const localActionAbsent = defineDiagnostic({
  code: "local-action-absent",
  severity: "warning",
  message: (p: { uses: string }) =>
    `The repository has no action for \`${p.uses}\`: the step fails unless an earlier one puts it there.`,
  hint: () => "Correct the folder if the action is of this repository; it is relative to its root.",
});

export const localActionUnreadable = defineDiagnostic({
  code: "local-action-unreadable",
  severity: "error",
  message: (p: { path: string; reason: string }) => `${p.path} ${p.reason}.`,
  hint: () => "Correct that file: GitHub could not load the action either.",
});

export const localActionInput = defineDiagnostic({
  code: "local-action-input",
  severity: "error",
  message: (p: NamedParameters) =>
    `The action of \`${p.uses}\` has no input ${JSON.stringify(p.name)}: GitHub would warn in the log and go on without it.`,
  hint: (p) => insteadOf(p) ?? "Leave it out, or declare it in the action's metadata.",
});

export const localActionRequired = defineDiagnostic({
  code: "local-action-required",
  severity: "warning",
  message: (p: { uses: string; name: string }) =>
    `The action of \`${p.uses}\` requires the input ${JSON.stringify(p.name)}: without it, GitHub gives the empty text.`,
  hint: (p) => `Give \`${p.name}\`.`,
});

export const localActionOutput = defineDiagnostic({
  code: "local-action-output",
  severity: "error",
  message: (p: NamedParameters) =>
    `The action of \`${p.uses}\` has no output ${JSON.stringify(p.name)}: what reads it gets the empty text.`,
  hint: (p) => insteadOf(p) ?? "Declare it in the action's metadata.",
});

function insteadOf({ nearest }: NamedParameters): string | undefined {
  return nearest.length > 0 ? `Write ${nearest.map((name) => JSON.stringify(name)).join(" or ")}.` : undefined;
}

/** Steps that use an action of their own repository by its folder: whether it is there, and what it takes and gives. */
export const localActions: Rule = {
  reports: [
    localActionMissing,
    localActionAbsent,
    localActionUnreadable,
    localActionInput,
    localActionRequired,
    localActionOutput,
  ],
  step(step, holder, report) {
    const { uses, path } = step;
    // One with a ref has a form that is refused.
    if (uses?.kind !== "local" || looksLikeRef(uses.folder)) return;
    const found = holder.document.facts.action(uses.folder);
    const at = [...path, "uses"];
    if (found === "unknown") return;
    if (found === "missing") {
      const isCertain = uses.isOfCommit || isAfterOwnCheckout(step, holder);
      report(isCertain ? localActionMissing : localActionAbsent, { uses: uses.text }, at);
    } else if ("unreadable" in found) report(localActionUnreadable, found.unreadable, at);
    else {
      reportInputs(step, uses, found.metadata, report);
      reportOutputs(step, uses, found.metadata, holder, report);
    }
  },
};

/** What stands in the workspace is this repository: nothing but plain checkouts has run before. */
function isAfterOwnCheckout(step: StepView, { job, document, steps }: StepHolder): boolean {
  // One that is called may be called from another repository, whose checkout it is then.
  if (!job || document.events.has("workflow_call")) return false;
  const earlier = steps.slice(0, steps.indexOf(step)).filter(({ keys }) => keys.parallel === undefined);
  return earlier.length > 0 && earlier.every(isPlainCheckout);
}

function reportInputs({ keys, path }: StepView, { text }: UsesReference, metadata: ActionMetadata, report: Report) {
  const { unknown, missing } = judgeInputs(keys.with, metadata);
  for (const name of unknown) {
    const nearest = nearestNames(name, Object.keys(metadata.inputs));
    report(localActionInput, { uses: text, name, nearest }, [...path, "with", name], { at: "key" });
  }
  for (const name of missing) report(localActionRequired, { uses: text, name }, [...path, "uses"]);
}

/** Only a composite action gives nothing but what its metadata declare. */
function reportOutputs(
  { keys, path }: StepView,
  { text }: UsesReference,
  { outputs, using }: ActionMetadata,
  holder: StepHolder,
  report: Report,
): void {
  if (using !== "composite" || typeof keys.id !== "string") return;
  const declared = new Set(outputs.map((name) => name.toLowerCase()));
  for (const [name, readAt] of outputsRead(keys.id, holder)) {
    if (declared.has(name.toLowerCase())) continue;
    const parameters = { uses: text, name, nearest: nearestNames(name, outputs) };
    const related = [{ message: "It is read here.", place: { path: readAt } }];
    report(localActionOutput, parameters, [...path, "uses"], { related });
  }
}
