import { defineDiagnostic, type Fix, type ModelPath } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { isFirst, textAt } from "./problems-of.ts";

export const outputEndsInNewline = defineDiagnostic({
  code: "output-ends-in-newline",
  severity: "warning",
  message: (p: { output: string }) =>
    `The output "${p.output}" ends in a line break, which the block adds to its expression: it equals nothing that it is compared with.`,
  hint: () => "Begin the block with `|-` or `>-`, or write it on one line.",
});

/** Outputs of jobs, actions and called workflows that are one expression. */
export const outputsEndingInNewlines: Rule = {
  reports: [outputEndsInNewline],
  expression(at, document, report) {
    const output = at.isWhole && !at.isCondition ? outputAt(at.path) : undefined;
    if (output === undefined) return;
    const text = textAt(document, at.path);
    if (!text?.endsWith("\n") || !isFirst(report, JSON.stringify(at.path))) return;
    const fix: Fix = {
      title: "Take the line break away.",
      safety: "unsafe",
      edits: [{ path: at.path, value: text.trim() }],
    };
    report(outputEndsInNewline, { output }, at.path, { fixes: [fix] });
  },
};

function outputAt(path: ModelPath): string | undefined {
  const [last, before, third] = [path.at(-1), path.at(-2), path.at(-3)];
  if (before === "outputs" && path[0] === "jobs" && path.length === 4) return String(last);
  return last === "value" && third === "outputs" ? String(before) : undefined;
}
