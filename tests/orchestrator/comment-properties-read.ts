import type { Diagnostic, Result } from "@yardmaster/core";
import { type CheckedCommand, checkCommand, findCommandLines, parseCommand } from "@yardmaster/orchestrator";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";

/** The two tasks that comments of tests speak of. */
export const table = { ...sampleTasks, tasks: sampleTasks.tasks.slice(0, 2) };

export const taskNames = table.tasks.map((task) => task.name);

export function readCommand(line: string): Result<CheckedCommand, Diagnostic> {
  const command = parseCommand(line, taskNames);
  return command.ok ? checkCommand(command.value, table) : command;
}

/** What becomes of each command of a comment; one refusal where none is read. */
export function readComment(comment: string): readonly Result<CheckedCommand, Diagnostic>[] {
  const found = findCommandLines(comment);
  if (!found.ok) return [found];
  return found.value.map(({ text, hidden }) => (hidden ? { ok: false, error: hidden } : readCommand(text)));
}

/** `release-notes {"since":"v1"} dry`, `help deploy`, `status`, or the code of the refusal. */
export function printOutcome(outcome: Result<CheckedCommand, Diagnostic>): string {
  if (!outcome.ok) return outcome.error.code;
  const { value } = outcome;
  if (value.kind === "cancel") return `cancel ${value.task.name}`;
  if (value.kind === "dispatch") {
    return `${value.task.name} ${JSON.stringify(value.inputs)}${value.dryRun ? " dry" : ""}`;
  }
  return value.tasks === table.tasks ? value.kind : `${value.kind} ${value.tasks.map((task) => task.name).join(" ")}`;
}

/** Each found line as `LINE TEXT`, with `!` where it is partly hidden; or the code of the refusal. */
export function printFound(comment: string): string {
  const found = findCommandLines(comment);
  if (!found.ok) return `! ${found.error.code}`;
  return found.value.map(({ line, text, hidden }) => `${line}${hidden ? "!" : ""} ${text}`).join("\n");
}
