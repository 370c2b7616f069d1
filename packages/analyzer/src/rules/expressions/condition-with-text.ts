import {
  defineDiagnostic,
  type Fix,
  type ModelPath,
  readTemplate,
  type TemplatePart,
  type Value,
} from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";

interface Parameters {
  readonly text: string;
  /** Nothing but a line break stands around the one expression. */
  readonly isLineBreak: boolean;
}

export const conditionWithText = defineDiagnostic({
  code: "condition-with-text",
  severity: "warning",
  message: (p: Parameters) =>
    p.isLineBreak
      ? `The condition always holds: behind \`${p.text}\` the block has a line break, which makes a text of it.`
      : `The condition \`${p.text}\` always holds: what stands outside of \`\${{ }}\` makes a text of it.`,
  hint: (p) =>
    p.isLineBreak
      ? "Begin the block with `|-` or `>-`, or leave the `${{ }}` out."
      : "Leave the `${{ }}` out, or put them around the whole condition.",
});

/** A text that is not empty is true. Source: actions/runner, `src/Sdk/DTObjectTemplating/ObjectTemplating/TemplateReader.cs`, ParseScalar. */
export const conditionsWithText: Rule = {
  reports: [conditionWithText],
  job(job, _, report) {
    look(job.keys.if, [...job.path, "if"], report);
  },
  step(step, _, report) {
    look(step.keys.if, [...step.path, "if"], report);
  },
};

function look(condition: Value | undefined, path: ModelPath, report: Report): void {
  if (typeof condition !== "string" || !condition.includes("${{")) return;
  const parts = readTemplate(condition, true);
  const [only] = parts;
  const text = condition.trim();
  const isWhole = parts.length === 1 && only?.isWhole === true;
  if (parts.length === 0 || (isWhole && text === condition)) return;
  const parameters = { text: text.replaceAll(/\s+/g, " "), isLineBreak: isWhole };
  report(conditionWithText, parameters, path, { fixes: fixesOf(condition, path, parts) });
}

/** Without the marks, it is one expression. */
function fixesOf(condition: string, path: ModelPath, parts: readonly TemplatePart[]): readonly Fix[] {
  const [only] = parts;
  const value =
    parts.length === 1 && only?.isWhole
      ? only.text
      : condition.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, inner: string) =>
          /&&|\|\|/.test(inner) ? `(${inner})` : inner,
        );
  const [whole] = readTemplate(value.trim(), true);
  if (!whole || value.includes("${{") || value.includes("\n")) return [];
  const edited = value.trim().startsWith("!") ? `\${{ ${value.trim()} }}` : value.trim();
  return [{ title: "Make one expression of it.", safety: "unsafe", edits: [{ path, value: edited }] }];
}
