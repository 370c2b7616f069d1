import { defineDiagnostic, printExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { excerptOf, problemsOf } from "./problems-of.ts";
import { withArticle } from "./words.ts";

interface Parameters {
  readonly side: string;
  readonly is: string;
}

export const objectCompared = defineDiagnostic({
  code: "object-compared",
  severity: "warning",
  message: (p: Parameters) => `\`${p.side}\` is ${p.is}, which is equal to nothing but itself.`,
  hint: () => "Compare one of its properties, or `toJSON` of it.",
});

export const objectsCompared: Rule = {
  reports: [objectCompared],
  expression(at, document, report) {
    for (const { part, side, is } of problemsOf(at, document, "compared", report)) {
      const parameters = { side: printExpression(side), is: withArticle(is) };
      report(objectCompared, parameters, at.path, { excerpt: excerptOf(at, part) });
    }
  },
};
