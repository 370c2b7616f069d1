import { defineDiagnostic, type ExpressionAt } from "@yardmaster/core";
import { type Visit, visitsOf } from "../../flow/document-flows.ts";
import { expressionsAt } from "../../flow/expression-index.ts";
import { scriptTexts } from "../../flow/script-inputs.ts";
import type { Taint } from "../../flow/taint.ts";
import { isWorse, type Verdict, verdictOf, whoSets } from "../../flow/verdict.ts";
import type { ActionSubject, Report, Rule, Subject } from "../rule.ts";
import { hoistFixes } from "./hoist-fix.ts";
import { relatedHops } from "./related-hops.ts";

interface Parameters {
  /** Without `${{ }}`. */
  readonly expression: string;
  /** What comes in, where that is not the expression itself. */
  readonly source: string;
  readonly who: string;
  readonly event: string;
  readonly limit: string;
}

const hint = () =>
  'Hand the value on in `env`, and let the script read the variable, in quotes: `env: { VALUE: … }` and `"$VALUE"`.';

function start({ expression, source, who, event }: Parameters): string {
  const from = source === expression ? "sets it" : `sets \`${source}\`, which comes to it`;
  return `\`\${{ ${expression} }}\` becomes part of the script before it runs, and ${who} ${from} (event \`${event}\`)`;
}

export const injection = defineDiagnostic({
  code: "injection",
  severity: "warning",
  message: (p: Parameters) => `${start(p)}: what they write there runs with the rights of this job.`,
  hint,
});

export const injectionLimited = defineDiagnostic({
  code: "injection-limited",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) => `${start(p)}: what they write there runs, although ${p.limit}.`,
  hint,
});

export const injectionByWriter = defineDiagnostic({
  code: "injection-by-writer",
  severity: "warning",
  confidence: "low",
  isPedantic: true,
  message: (p: Parameters) => `${start(p)}: a text with quotes or \`$(…)\` in it runs as code.`,
  hint,
});

interface Found {
  readonly at: ExpressionAt;
  readonly taint: Taint;
  readonly visit: Visit;
  readonly verdict: Verdict;
}

/**
 * An expression in a script is written into it before the script is read: GitHub's "Security hardening", "Understanding the
 * risk of script injections". Three levels, as CodeQL's actions/code-injection/{critical,medium,low} have them.
 */
export const injections: Rule = {
  reports: [injection, injectionLimited, injectionByWriter],
  workflow: look,
  action: look,
};

function look(document: Subject | ActionSubject, report: Report): void {
  // By place and text: one expression that stands twice in a script is one finding.
  const worst = new Map<string, Found>();
  for (const visit of visitsOf(document)) {
    for (const { path } of scriptTexts(visit.step)) {
      for (const at of expressionsAt(document, path)) {
        for (const taint of visit.flow.expression(at)) {
          const verdict = verdictOf(taint, visit);
          const key = `${path.join(".")} ${at.text}`;
          const known = worst.get(key);
          if (!known || isWorse(verdict, known.verdict)) worst.set(key, { at, taint, visit, verdict });
        }
      }
    }
  }
  for (const found of worst.values()) say(found, document, report);
}

function say({ at, taint, visit, verdict }: Found, document: Subject | ActionSubject, report: Report): void {
  const kind = { anyone: injection, limited: injectionLimited, writer: injectionByWriter }[verdict.reach];
  const expression = at.text.replace(/\s+/g, " ");
  const parameters: Parameters = {
    expression,
    source: taint.text.toLowerCase() === expression.toLowerCase() ? expression : taint.text,
    who: whoSets(taint, visit.event, verdict),
    event: visit.event,
    limit: verdict.limit,
  };
  report(kind, parameters, at.path, {
    ...(at.text.includes("\n") ? {} : { excerpt: at.text }),
    related: relatedHops(taint, document.file, at.path),
    fixes: hoistFixes(at, visit.step),
  });
}
