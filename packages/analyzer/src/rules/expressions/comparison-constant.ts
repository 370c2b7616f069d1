import { defineDiagnostic, type Expression, nearestNames, printExpression, type Scalar } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { excerptOf, problemsOf } from "./problems-of.ts";
import { listOfValues, literalText } from "./words.ts";

interface Parameters {
  readonly text: string;
  readonly side: string;
  readonly literal: Scalar;
  readonly values: readonly Scalar[];
  readonly result: boolean;
}

const message = (p: Parameters) =>
  `\`${p.text}\` is always ${p.result}: \`${p.side}\` ${p.values.length > 0 ? `is ${listOfValues(p.values)}` : "is a number"}.`;
const hint = (p: Parameters) => {
  const texts = p.values.filter((value) => typeof value === "string" && value !== "").map(String);
  const nearest = nearestNames(String(p.literal), texts);
  if (nearest.length > 0) return `Write ${nearest.map(literalText).join(" or ")}.`;
  return "Compare it with what it can be, or remove the comparison.";
};

export const comparisonConstant = defineDiagnostic({
  code: "comparison-constant",
  severity: "warning",
  message,
  hint,
});

export const comparisonUnlisted = defineDiagnostic({
  code: "comparison-unlisted",
  severity: "warning",
  confidence: "medium",
  message,
  hint,
});

/**
 * Comparisons with what is never there. What GitHub itself writes is certain; the values of a matrix or the options of an
 * input change, and a condition may have been left for one that comes back.
 */
export const constantComparisons: Rule = {
  reports: [comparisonConstant, comparisonUnlisted],
  expression(at, document, report) {
    for (const { part, side, literal, values, result, tolerated } of problemsOf(at, document, "never", report)) {
      if (tolerated) continue;
      const parameters = { text: printExpression(part), side: printExpression(side), literal, values, result };
      const kind = isAuthors(side) ? comparisonUnlisted : comparisonConstant;
      report(kind, parameters, at.path, { excerpt: excerptOf(at, part) });
    }
  },
};

/** Whether its values are the author's own. */
function isAuthors(side: Expression): boolean {
  switch (side.kind) {
    case "property":
    case "index":
    case "star":
      return isAuthors(side.object) || (side.kind === "property" && side.name.toLowerCase() === "inputs");
    case "context":
      return ["matrix", "inputs"].includes(side.name.toLowerCase());
    case "logical":
      return side.operands.some(isAuthors);
    case "call":
      return side.arguments.some(isAuthors);
    default:
      return false;
  }
}
