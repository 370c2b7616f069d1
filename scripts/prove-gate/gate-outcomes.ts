import type { GivenOutcomes } from "@yardmaster/simulator";
import { gatePlace } from "./triggers.ts";

/** What the step that asks the gate comes to. `fails`: `rc` ends with exit code 2 and puts nothing out. */
export type GateAnswer = "fails" | "nothing" | "denied" | "allowed";

/** @param attempt for which the gate has answered. */
export function outcomesOf(answer: GateAnswer, attempt: number): GivenOutcomes {
  const runId = { run_id: "2026-11-27T05-00-00-0700" };
  const outputs = {
    reason_code: answer,
    ...runId,
    run_attempt: String(attempt),
    found: String(answer !== "nothing"),
    verdicts: "{}",
    allowed: String(answer === "allowed"),
  };
  const decide = answer === "fails" ? ({ outcome: "failure", outputs: {} } as const) : { outputs };
  return { jobs: { [gatePlace]: { steps: { decide, "phoenix-run-id": { outputs: runId } } } } };
}
