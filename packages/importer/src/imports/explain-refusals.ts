import type { Diagnostic } from "@yardmaster/core";
import type { Objection } from "../proof/objection.ts";
import type { ImportedModule } from "./imported-module.ts";

/** Of a file that is refused and that GitHub would not run, GitHub's reason is the one to give. */
export async function explainRefusals(modules: readonly ImportedModule[]): Promise<void> {
  const refused = modules.filter(({ unanswered }) => unanswered.length > 0);
  if (refused.length === 0) return;
  const { checkAction, checkWorkflow, isMissingWorkflow } = await import("@yardmaster/analyzer");
  for (const module of refused) {
    const { path, kind, document } = module.file;
    const subject = { file: path, tree: document.tree };
    const said = kind === "action" ? await checkAction(subject) : await checkWorkflow(subject, () => undefined);
    const reasons = said.filter((diagnostic) => !isMissingWorkflow(diagnostic));
    if (reasons.length > 0) module.unanswered = reasons.map((reason) => objectionOf(reason, module));
  }
}

function objectionOf(diagnostic: Diagnostic, { file }: ImportedModule): Objection {
  const { place, message: reason } = diagnostic;
  const location = place && "location" in place ? place.location : undefined;
  const path = location ? file.document.pathAt(location.line, location.column) : undefined;
  return { judge: "language", path: path ?? [], reason, diagnostic };
}
