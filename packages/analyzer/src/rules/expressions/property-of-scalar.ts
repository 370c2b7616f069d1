import { defineDiagnostic, printExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { excerptOf, problemsOf } from "./problems-of.ts";
import { withArticle } from "./words.ts";

interface Parameters {
  readonly object: string;
  readonly is: string;
  /** `*` for all of them. */
  readonly name: string;
}

export const propertyOfScalar = defineDiagnostic({
  code: "property-of-scalar",
  severity: "warning",
  message: (p: Parameters) =>
    p.name === "*"
      ? `\`${p.object}\` is ${p.is}, and \`.*\` takes the parts of an object or a list: it gives nothing.`
      : `\`${p.object}\` is ${p.is}, and has no property "${p.name}": this is always empty.`,
  hint: (p) =>
    p.is === "a text"
      ? `Where it holds JSON, read \`fromJSON(${p.object})${p.name === "*" ? ".*" : `.${p.name}`}\`.`
      : p.is === "a list"
        ? `Read an item by its number, or the property of all by \`${p.object}.*.${p.name}\`.`
        : "Remove what comes behind it.",
});

export const propertiesOfScalars: Rule = {
  reports: [propertyOfScalar],
  expression(at, document, report) {
    for (const { part, object, is, name } of problemsOf(at, document, "no-object", report)) {
      const parameters = { object: printExpression(object), is: withArticle(is), name };
      report(propertyOfScalar, parameters, at.path, { excerpt: excerptOf(at, part) });
    }
  },
};
