import { defineDiagnostic, printExpression, walkExpression } from "@yardmaster/core";
import { inferType } from "../../expression-types/infer-type.ts";
import { scopeAt } from "../../expression-types/scope.ts";
import type { ValueType } from "../../expression-types/value-type.ts";
import type { Rule } from "../rule.ts";
import { excerptOf, isFirst } from "./problems-of.ts";

interface Parameters {
  readonly text: string;
  readonly sought: string;
  readonly list: readonly string[];
  /** A value that is found, and is none of the list. */
  readonly example: string;
}

export const containsInLiteral = defineDiagnostic({
  code: "contains-in-literal",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) =>
    `\`${p.text}\` looks for a piece of a text: it also holds when \`${p.sought}\` is '${p.example}'.`,
  hint: (p) => `Look in a list: \`contains(fromJSON('${JSON.stringify(p.list)}'), ${p.sought})\`.`,
});

/** Where the text is known to be one of some, only one that is a piece of a word makes a difference. */
export const containsInLiterals: Rule = {
  reports: [containsInLiteral],
  expression(at, document, report) {
    if (!/contains\s*\(\s*'/i.test(at.text)) return;
    walkExpression(at.expression, (part) => {
      if (part.kind !== "call" || part.name.toLowerCase() !== "contains") return;
      const [where, sought] = part.arguments;
      if (where?.kind !== "literal" || typeof where.value !== "string" || !sought || sought.kind === "literal") return;
      const list = where.value.split(/[\s,;|]+/).filter((word) => word !== "");
      const example = pieceOf(
        list,
        inferType(sought, scopeAt(document, at.path), () => undefined),
      );
      if (example === undefined || !isFirst(report, `${printExpression(part)} ${JSON.stringify(at.path)}`)) return;
      const parameters = { text: printExpression(part), sought: printExpression(sought), list, example };
      report(containsInLiteral, parameters, at.path, { excerpt: excerptOf(at, part) });
    });
  },
};

function pieceOf(list: readonly string[], type: ValueType): string | undefined {
  const words = list.map((word) => word.toLowerCase());
  if (type.kind === "scalar" && type.values) {
    const pieces = type.values.filter((value) => typeof value === "string" && value !== "").map(String);
    return pieces.find((value) => {
      const piece = value.toLowerCase();
      return !words.includes(piece) && words.some((word) => word.includes(piece));
    });
  }
  const [longest = ""] = [...list].sort((a, b) => b.length - a.length);
  return longest.length > 1 ? longest.slice(0, Math.ceil(longest.length / 2)) : undefined;
}
