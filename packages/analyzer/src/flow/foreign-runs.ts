import { asMap, type StepView } from "@yardmaster/core";
import { type CodeRun, runsTree } from "./build-tools.ts";
import type { Visit } from "./document-flows.ts";
import { type ForeignCheckout, foreignCheckout } from "./foreign-checkout.ts";
import type { FlowDocument } from "./steps-flow.ts";

/** A foreign checkout and the first step behind it that runs what it brought. */
export interface ForeignCode {
  readonly checkout: ForeignCheckout;
  /** At the checkout. */
  readonly visit: Visit;
  readonly run: { readonly code: CodeRun; readonly visit: Visit } | undefined;
}

/** @param visits of one job under one event, in order. */
export function foreignCode(visits: readonly Visit[], document: FlowDocument): readonly ForeignCode[] {
  return visits.flatMap((visit, index): readonly ForeignCode[] => {
    const checkout = foreignCheckout(visit, document);
    if (!checkout || visit.gate("head") === "closed") return [];
    // A script that checks out may go on and run in its own next lines.
    const own = checkout.step.script ? afterCheckout(checkout, visit) : undefined;
    if (own) return [{ checkout, visit, run: own }];
    for (const later of visits.slice(index + 1)) {
      if (isReplaced(later.step, checkout)) break;
      const code = later.gate("head") === "closed" ? undefined : runsTree(later.step);
      if (code && isInside(later.step, checkout)) return [{ checkout, visit, run: { code, visit: later } }];
    }
    return [{ checkout, visit, run: undefined }];
  });
}

function afterCheckout({ step, excerpt }: ForeignCheckout, visit: Visit): ForeignCode["run"] {
  const { script } = step;
  if (!script || excerpt === undefined) return undefined;
  const rest = script.text.slice(script.text.indexOf(excerpt) + excerpt.length);
  const code = runsTree({ ...step, script: { ...script, text: rest } });
  return code && { code, visit };
}

/** Whether a step puts the repository's own code in the same place. */
function isReplaced({ uses, keys }: StepView, { folder }: ForeignCheckout): boolean {
  if (uses?.kind !== "repository" || uses.text.split("@")[0]?.toLowerCase() !== "actions/checkout") return false;
  const inputs = asMap(keys.with);
  return inputs?.ref === undefined && inputs?.repository === undefined && (inputs?.path ?? "") === folder;
}

/** Whether a step works in the folder of the checkout. One below the workspace has to be named. */
export function isInside(step: StepView, { folder }: Pick<ForeignCheckout, "folder">): boolean {
  if (folder === "") return true;
  const named = [step.keys["working-directory"], step.script?.text, step.uses?.text, ...inputsOf(step)];
  return named.some((text) => typeof text === "string" && text.includes(folder));
}

function inputsOf({ keys }: StepView): readonly unknown[] {
  return Object.values(asMap(keys.with) ?? {});
}

/** Visits by job and event, each list in the order of its steps. */
export function byRun(visits: readonly Visit[]): readonly (readonly Visit[])[] {
  const runs: Visit[][] = [];
  for (const visit of visits) {
    const last = runs.at(-1);
    const [first] = last ?? [];
    if (last && first?.job === visit.job && first.event === visit.event && visit.before.length > 0) last.push(visit);
    else runs.push([visit]);
  }
  return runs;
}
