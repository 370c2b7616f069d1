import { defineDiagnostic, nearestNames } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { outputReadsIn, outputsOf, stepOf, stepsAround } from "./step-outputs.ts";

export const outputNeverWritten = defineDiagnostic({
  code: "output-never-written",
  severity: "warning",
  message: (p: { step: string; output: string; written: readonly string[] }) =>
    `The script of the step "${p.step}" never writes an output "${p.output}"${p.written.length === 0 ? "" : `, only ${listed(p.written)}`}: what reads it gets an empty text.`,
  hint: (p) => {
    const [near] = nearestNames(p.output, p.written);
    return near === undefined ? `Write \`${p.output}=…\` to the file that \`GITHUB_OUTPUT\` names.` : `Read "${near}".`;
  },
});

export const outputsWritten: Rule = {
  reports: [outputNeverWritten],
  expression({ path, expression, text }, document, report) {
    if (!/steps\b/i.test(text)) return;
    const reads = outputReadsIn(expression);
    if (reads.length === 0) return;
    const steps = stepsAround(path, document);
    for (const { step: id, output } of reads) {
      const step = stepOf(id, steps);
      const writes = step && outputsOf(step);
      if (!step || !writes?.isComplete) continue;
      const written = [...writes.names];
      if (written.some((name) => name.toLowerCase() === output.toLowerCase())) continue;
      const script = step.script?.path ?? [...step.path, "with", "script"];
      report(outputNeverWritten, { step: id, output, written }, path, {
        excerpt: excerptOf(text, id, output),
        related: [{ message: `The script of "${id}".`, place: { path: script, at: "key" } }],
      });
    }
  },
};

function excerptOf(text: string, id: string, output: string): string | undefined {
  const written = new RegExp(`steps\\s*\\.\\s*${id}\\s*\\.\\s*outputs\\s*\\.\\s*${output}(?![\\w-])`, "i").exec(
    text,
  )?.[0];
  return written?.includes("\n") ? undefined : written;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `"${name}"`);
  return `${shown.join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`;
}
