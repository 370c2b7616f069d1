import { defineDiagnostic, printExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { excerptOf, problemsOf } from "./problems-of.ts";

interface Parameters {
  readonly text: string;
  readonly operand: string;
}

export const notBeforeComparison = defineDiagnostic({
  code: "not-before-comparison",
  severity: "warning",
  message: (p: Parameters) =>
    `\`${p.text}\` compares \`!${p.operand}\`, which is true or false: \`!\` binds stronger than the comparison.`,
  hint: () => "Write `!=` in place of `==`, or put parentheses around the comparison behind the `!`.",
});

export const notsBeforeComparisons: Rule = {
  reports: [notBeforeComparison],
  expression(at, document, report) {
    for (const { part, operand } of problemsOf(at, document, "negated", report)) {
      const parameters = { text: printExpression(part), operand: printExpression(operand) };
      report(notBeforeComparison, parameters, at.path, { excerpt: excerptOf(at, part) });
    }
  },
};
