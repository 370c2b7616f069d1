import { defineDiagnostic, foldExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { isFirst } from "./problems-of.ts";
import { literalText } from "./words.ts";

interface Parameters {
  readonly text: string;
  readonly value: string;
}

export const expressionConstant = defineDiagnostic({
  code: "expression-constant",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) => `\`${p.text}\` reads nothing and is always ${p.value}: it hides what runs.`,
  hint: (p) => `Write ${p.value} itself.`,
});

/** Of conditions, another rule tells. A bare literal, such as `${{ '{{' }}`, is a way to write what YAML or GitHub would read. */
export const expressionConstants: Rule = {
  reports: [expressionConstant],
  expression(at, _, report) {
    if (at.isCondition || at.expression.kind === "literal") return;
    const folded = foldExpression(at.expression);
    if (folded.kind !== "literal" || !isFirst(report, `${at.text} ${JSON.stringify(at.path)}`)) return;
    const excerpt = at.text.includes("\n") ? undefined : at.text;
    report(expressionConstant, { text: at.text, value: literalText(folded.value) }, at.path, { excerpt });
  },
};
