import { defineDiagnostic, printExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { excerptOf, problemsOf } from "./problems-of.ts";

interface Parameters {
  readonly text: string;
  readonly side: string;
  readonly boolean: string;
}

export const booleanAgainstText = defineDiagnostic({
  code: "boolean-against-text",
  severity: "warning",
  message: (p: Parameters) =>
    `\`${p.text}\` compares the text \`${p.side}\` with the boolean \`${p.boolean}\`: GitHub makes numbers of both, and of 'true' and 'false' none.`,
  hint: (p) =>
    p.side.startsWith("'")
      ? `Write \`${p.side.toLowerCase() === "'false'" ? "!" : ""}${p.boolean}\`.`
      : p.boolean === "true" || p.boolean === "false"
        ? `Compare it with the text: \`${p.side} == '${p.boolean}'\`.`
        : `Compare texts: \`${p.side} == 'true'\` beside \`${p.boolean}\`.`,
});

/** Outputs, variables of the environment and of the settings, inputs of actions and `github.event.inputs` are texts. */
export const booleansAgainstTexts: Rule = {
  reports: [booleanAgainstText],
  expression(at, document, report) {
    for (const { part, side, boolean } of problemsOf(at, document, "boolean-and-text", report)) {
      const parameters = {
        text: printExpression(part),
        side: printExpression(side),
        boolean: printExpression(boolean),
      };
      report(booleanAgainstText, parameters, at.path, { excerpt: excerptOf(at, part) });
    }
  },
};
