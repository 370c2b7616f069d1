import type { RunRecord } from "../record/run-record.ts";

/** One line that begins with a word of ours: the runner takes no line of it for a command. */
export function printVerdict(record: RunRecord): string {
  const { stage, result, reason_code, reason, hint, plan } = record;
  const advice = hint === null ? "" : ` ${hint}`;
  const refusal =
    stage === "gate" && plan.refusal
      ? ` The command itself will be refused (${plan.refusal.code}): ${plan.refusal.message}${plan.refusal.hint ? ` ${plan.refusal.hint}` : ""}`
      : "";
  return `${stage}: ${result} (${reason_code}): ${reason}${advice}${refusal}\n`;
}
