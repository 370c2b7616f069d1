import { checkOutcomes, type Problem, type Trace } from "@yardmaster/simulator";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { visibleText } from "../../report/visible-text.ts";
import { capital, type Prepared } from "./prepare.ts";

/**
 * Says on stderr what was asked for and cannot be answered, and what was given and fits nothing.
 * @returns 1 where files are no workflows, which is the repository's matter; 2 where something given is wrong or lacking.
 */
export function tellProblems(
  trace: Trace,
  { reading, outcomes, outcomesFile }: Pick<Prepared, "reading" | "outcomes" | "outcomesFile">,
  host: Host,
): ExitCode {
  const ofOutcomes = checkOutcomes(reading.repository, trace, outcomes);
  const sentences = [
    ...trace.problems.map(sentenceOf),
    ...ofOutcomes.map((problem) => `${outcomesFile?.name ?? ""}: ${sentenceOf(problem)}`),
  ];
  for (const sentence of new Set(sentences)) host.stderr.write(`${visibleText(sentence)}\n`);
  const mistakes = [...trace.problems, ...ofOutcomes].filter(({ severity }) => severity === undefined);
  if (mistakes.length === 0) return exitCodes.clean;
  return mistakes.every(({ code }) => code === "workflow-unreadable" || code === "workflow-invalid")
    ? exitCodes.findings
    : exitCodes.usage;
}

function sentenceOf({ file, message, severity }: Problem): string {
  const ended = /[.?]$/.test(message) ? message : `${message}.`;
  if (file !== undefined && !message.includes(file)) return `${file}: ${ended}`;
  return severity === "note" ? `note: ${ended}` : capital(ended);
}
