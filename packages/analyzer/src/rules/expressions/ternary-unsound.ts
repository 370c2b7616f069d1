import { defineDiagnostic, type Expression, printExpression, walkExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { excerptOf, isFirst } from "./problems-of.ts";
import { literalText } from "./words.ts";

interface Parameters {
  readonly text: string;
  readonly value: string;
  readonly otherwise: string;
}

export const ternaryUnsound = defineDiagnostic({
  code: "ternary-unsound",
  severity: "warning",
  message: (p: Parameters) =>
    `\`${p.text}\` never gives ${p.value}: it counts as false, so that \`||\` goes on to \`${p.otherwise}\` either way.`,
  hint: (p) => `Turn the condition round, so that ${p.value} stands last, or use \`case(condition, ${p.value}, …)\`.`,
});

/** `a && '' || b` is always `b`, or what `a` is not. */
export const ternaries: Rule = {
  reports: [ternaryUnsound],
  expression(at, _, report) {
    if (at.isCondition || !at.text.includes("||")) return;
    walkExpression(at.expression, (part) => {
      if (part.kind !== "logical" || part.operator !== "||") return;
      for (const [index, operand] of part.operands.entries()) {
        const value = falsyEnd(operand);
        const otherwise = part.operands[index + 1];
        if (!value || !otherwise) continue;
        if (otherwise.kind === "literal" && !otherwise.value) continue;
        if (!isFirst(report, `${printExpression(part)} ${JSON.stringify(at.path)}`)) continue;
        const parameters = {
          text: printExpression(part),
          value: literalText(value.value),
          otherwise: printExpression(otherwise),
        };
        report(ternaryUnsound, parameters, at.path, { excerpt: excerptOf(at, part) });
      }
    });
  },
};

function falsyEnd(operand: Expression): (Expression & { readonly kind: "literal" }) | undefined {
  const last = operand.kind === "logical" && operand.operator === "&&" ? operand.operands.at(-1) : undefined;
  return last?.kind === "literal" && !last.value ? last : undefined;
}
