import type { CommandRecord, RunRecord } from "../record/run-record.ts";

/** A line for each command, each beginning with a word of ours: the runner takes no line of it for a command. */
export function printVerdict({ stage, result, commands, ...run }: RunRecord): string {
  if (commands.length === 0) return `${stage}: ${result} ${printReason(run)}\n`;
  return commands
    .map((command) => `${stage}: ${command.result} ${printReason(command)}${printAnswer(command, stage)}\n`)
    .join("");
}

function printReason({ reason_code, reason, hint }: Pick<CommandRecord, "reason_code" | "reason" | "hint">): string {
  return `(${reason_code}): ${reason}${hint === null ? "" : ` ${hint}`}`;
}

/** At the gate the answer is what is wrong with an allowed command. */
function printAnswer({ decision, answer }: CommandRecord, stage: RunRecord["stage"]): string {
  return stage === "gate" && decision === "allowed" && answer.length > 0
    ? ` The command itself will be refused: ${answer.join(" ")}`
    : "";
}
