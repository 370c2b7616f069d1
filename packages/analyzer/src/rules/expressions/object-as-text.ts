import { defineDiagnostic, type ModelPath, printExpression } from "@yardmaster/core";
import { typeExpression } from "../../expression-types/type-expression.ts";
import type { Rule } from "../rule.ts";
import { excerptOf, isFirst, problemsOf } from "./problems-of.ts";
import { withArticle } from "./words.ts";

interface Parameters {
  readonly text: string;
  readonly is: "object" | "list";
  /** The function that takes a text; undefined where it stands in one. */
  readonly call: string | undefined;
}

export const objectAsText = defineDiagnostic({
  code: "object-as-text",
  severity: "warning",
  message: (p: Parameters) => {
    const becomes = p.is === "object" ? "Object" : "Array";
    const where = p.call === undefined ? "as text" : `in \`${p.call}\``;
    return `\`${p.text}\` is ${withArticle(p.is)}: ${where} it becomes \`${becomes}\`.`;
  },
  hint: (p) => `Write \`toJSON(${p.text})\`, or read one of its ${p.is === "object" ? "properties" : "items"}.`,
});

export const objectsAsText: Rule = {
  reports: [objectAsText],
  expression(at, document, report) {
    for (const { part, is, call } of problemsOf(at, document, "argument", report)) {
      report(objectAsText, { text: printExpression(part), is, call }, at.path, { excerpt: excerptOf(at, part) });
    }
    if (at.isCondition || (at.isWhole && !takesText(at.path))) return;
    const { type } = typeExpression(at, document);
    if (type.kind !== "object" && type.kind !== "list") return;
    if (!isFirst(report, `${at.text} ${JSON.stringify(at.path)}`)) return;
    const excerpt = at.text.includes("\n") ? undefined : at.text;
    report(objectAsText, { text: printExpression(at.expression), is: type.kind, call: undefined }, at.path, {
      excerpt,
    });
  },
};

/** Keys of which the value is a text whatever it comes from: a whole object is refused there, or becomes a text, too. */
function takesText(path: ModelPath): boolean {
  const [key, holder] = [path.at(-1), path.at(-2)];
  const isInStep = path.includes("steps");
  return (
    (isInStep && (key === "run" || key === "name" || holder === "env" || holder === "with")) || holder === "outputs"
  );
}
