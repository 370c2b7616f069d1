import { defineDiagnostic } from "@yardmaster/core";
import { visitsOf } from "../../flow/document-flows.ts";
import { expressionsAt } from "../../flow/expression-index.ts";
import { modelOf } from "../../flow/model-actions.ts";
import { mayWrite } from "../../flow/rights.ts";
import { verdictOf, whoSets } from "../../flow/verdict.ts";
import type { ActionSubject, Report, Rule, Subject } from "../rule.ts";
import { relatedHops } from "./related-hops.ts";

export const promptInjection = defineDiagnostic({
  code: "prompt-injection",
  severity: "warning",
  confidence: "medium",
  message: (p: { source: string; who: string; event: string; action: string }) =>
    `${p.who.charAt(0).toUpperCase()}${p.who.slice(1)} sets \`${p.source}\` (event \`${p.event}\`), which is part of the prompt of ${p.action}: what they write there tells the model what to do, beside a token that may write.`,
  hint: () =>
    "Let the model run in a job that can only read, and act on its answer in another one that checks it; or ask first who wrote the text.",
});

/**
 * An agent does what its prompt says, with the token and the tools of its job. A model that only answers does no harm until
 * its answer is used: that is `injection`, by way of its outputs. Source: CodeQL, actions/prompt-injection.
 */
export const promptInjections: Rule = {
  reports: [promptInjection],
  workflow: look,
  action: look,
};

function look(document: Subject | ActionSubject, report: Report): void {
  const said = new Set<string>();
  for (const visit of visitsOf(document)) {
    const model = modelOf(visit.step);
    if (!model?.action.isAgent) continue;
    const workflow = document.kind === "workflow" ? document.model.permissions : undefined;
    if (document.kind === "workflow" && !mayWrite(visit.job.keys.permissions ?? workflow)) continue;
    for (const path of model.prompts) {
      for (const at of expressionsAt(document, path)) {
        const taint = visit.flow.expression(at).find((one) => verdictOf(one, visit).reach === "anyone");
        const key = `${path.join(".")} ${at.text}`;
        if (!taint || said.has(key)) continue;
        said.add(key);
        const who = whoSets(taint, visit.event, verdictOf(taint, visit));
        report(promptInjection, { source: taint.text, who, event: visit.event, action: model.name }, at.path, {
          excerpt: at.text.includes("\n") ? undefined : at.text,
          related: relatedHops(taint, document.file, at.path),
        });
      }
    }
  }
}
