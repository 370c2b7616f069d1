import { defineDiagnostic, printExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { excerptOf, problemsOf } from "./problems-of.ts";

export const textAsCondition = defineDiagnostic({
  code: "text-as-condition",
  severity: "warning",
  message: (p: { text: string }) =>
    `\`${p.text}\` is a text, which holds as 'false', too: as a condition every text but the empty one is true.`,
  hint: (p) => `Compare it: \`${p.text} == 'true'\`.`,
});

/** Of texts that are known to be 'true' or 'false'. */
export const textsAsConditions: Rule = {
  reports: [textAsCondition],
  expression(at, document, report) {
    for (const { part } of problemsOf(at, document, "truthy", report)) {
      report(textAsCondition, { text: printExpression(part) }, at.path, { excerpt: excerptOf(at, part) });
    }
  },
};
