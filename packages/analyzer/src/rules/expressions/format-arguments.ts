import { defineDiagnostic, type Expression, printExpression, walkExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { excerptOf, isFirst } from "./problems-of.ts";

export const formatInvalid = defineDiagnostic({
  code: "format-invalid",
  severity: "error",
  message: (p: { format: string }) => `GitHub fails on the format '${p.format}': a brace in it is no placeholder.`,
  hint: () => "Number the placeholders, as in `{0}`, and write `{{` and `}}` for braces.",
});

export const formatArgumentMissing = defineDiagnostic({
  code: "format-argument-missing",
  severity: "error",
  message: (p: { format: string; placeholder: number; given: number }) =>
    `GitHub fails on the format '${p.format}': it names {${p.placeholder}}, and ${p.given === 1 ? "one value is" : `${p.given} values are`} given.`,
  hint: () => "Give a value for each placeholder; they count from `{0}`.",
});

export const formatArgumentUnused = defineDiagnostic({
  code: "format-argument-unused",
  severity: "warning",
  message: (p: { format: string; value: string; placeholder: number }) =>
    `The format '${p.format}' does not use \`${p.value}\`: there is no {${p.placeholder}} in it.`,
  hint: (p) => `Put {${p.placeholder}} into the format, or remove the value.`,
});

/** Source: actions/runner, `src/Sdk/DTExpressions2/Expressions2/Sdk/Functions/Format.cs`. */
export const formatArguments: Rule = {
  reports: [formatInvalid, formatArgumentMissing, formatArgumentUnused],
  expression(at, _, report) {
    if (!/format\s*\(/i.test(at.text)) return;
    walkExpression(at.expression, (part) => {
      const found = part.kind === "call" && part.name.toLowerCase() === "format" ? part.arguments : [];
      const [format, ...values] = found;
      if (format?.kind !== "literal" || typeof format.value !== "string") return;
      if (!isFirst(report, `${printExpression(part)} ${JSON.stringify(at.path)}`)) return;
      const text = format.value;
      const placeholders = placeholdersOf(text);
      const excerpt = excerptOf(at, format);
      if (!placeholders) {
        report(formatInvalid, { format: text }, at.path, { excerpt });
        return;
      }
      const missing = placeholders.find((placeholder) => placeholder >= values.length);
      if (missing !== undefined) {
        report(formatArgumentMissing, { format: text, placeholder: missing, given: values.length }, at.path, {
          excerpt,
        });
      }
      for (const [index, value] of values.entries()) {
        if (placeholders.includes(index)) continue;
        const parameters = { format: text, value: printExpression(value), placeholder: index };
        report(formatArgumentUnused, parameters, at.path, { excerpt: excerptOf(at, value as Expression) });
      }
    });
  },
};

/** @returns undefined where GitHub refuses the format. */
function placeholdersOf(format: string): readonly number[] | undefined {
  const placeholders: number[] = [];
  for (let index = 0; index < format.length; index++) {
    const brace = format[index];
    if (brace !== "{" && brace !== "}") continue;
    if (format[index + 1] === brace) {
      index += 1;
      continue;
    }
    const [written, number] = /^\{(\d{1,3})\}/.exec(format.slice(index, index + 5)) ?? [];
    if (written === undefined) return undefined;
    placeholders.push(Number(number));
    index += written.length - 1;
  }
  return placeholders;
}
