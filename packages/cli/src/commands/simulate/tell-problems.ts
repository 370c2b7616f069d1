import type { Problem, Trace } from "@yardmaster/simulator";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { ReadOutcomes } from "../../repository/read-outcomes.ts";
import { capital } from "./prepare.ts";

export interface ToldProblems {
  readonly sentences: readonly string[];
  readonly problems: readonly Problem[];
}

/** What was asked for and cannot be answered, for stderr. */
export function tellProblems({ problems }: Trace, _outcomes: ReadOutcomes["file"] | undefined): ToldProblems {
  const sentences = problems.map(({ file, message }) =>
    file === undefined || message.includes(file) ? `${capital(message)}.` : `${file}: ${message}.`,
  );
  return { sentences: [...new Set(sentences)], problems };
}

/** Files that are no workflows are the repository's matter, all else is in what was given. */
export function exitCodeOf({ problems }: ToldProblems): ExitCode {
  if (problems.length === 0) return exitCodes.clean;
  return problems.every(({ code }) => code === "workflow-unreadable") ? exitCodes.findings : exitCodes.usage;
}
