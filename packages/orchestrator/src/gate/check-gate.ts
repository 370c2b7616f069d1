import { type Diagnostic, defineDiagnostic, ok, type Result } from "@yardmaster/core";
import { type Environment, type RunnerEnvironment, requireVariable } from "../host/runner-environment.ts";
import type { Fact } from "../reasons/fact.ts";
import { parseVerdicts, type Verdict } from "./gate-verdicts.ts";

export interface GateAnswer {
  readonly facts: readonly Fact[];
  /** Why nothing may be sent; undefined when the gate of this very attempt has passed. */
  readonly denial: Diagnostic | undefined;
  readonly verdicts: readonly Verdict[];
}

/**
 * What the gate's job said, by `GATE_ALLOWED` and `GATE_VERDICTS`. "Re-run failed jobs" keeps the outputs of an earlier
 * attempt, in which the person who started this one was not looked up: `GATE_ATTEMPT` must name this one.
 */
export function checkGate(
  env: Environment,
  { runner, tableDigest }: { readonly runner: RunnerEnvironment; readonly tableDigest: string },
): Result<GateAnswer, Diagnostic> {
  const allowed = requireVariable(env, "GATE_ALLOWED", 'the output "allowed" of the gate');
  if (!allowed.ok) return allowed;
  const text = requireVariable(env, "GATE_VERDICTS", 'the output "verdicts" of the gate');
  if (!text.ok) return text;
  const parsed = parseVerdicts(text.value);
  if (!parsed.ok) return parsed;
  const { table, verdicts } = parsed.value;
  const attempt = runner.run?.attempt ?? "1";
  const gateAttempt = env.GATE_ATTEMPT || "1";
  const facts = [
    { name: "gate", value: allowed.value === "true" ? "allowed" : "not allowed", source: "GATE_ALLOWED" },
    {
      name: "gate-attempt",
      value: gateAttempt === attempt ? "this attempt" : "another attempt",
      source: "GATE_ATTEMPT",
    },
  ];
  const answer = { facts, verdicts };
  if (allowed.value !== "true") return ok({ ...answer, denial: gateNotPassed() });
  if (gateAttempt !== attempt) return ok({ ...answer, denial: gateOfOtherAttempt() });
  // A merge in between may have given the task another rule.
  if (table !== tableDigest) return ok({ ...answer, denial: tableChanged() });
  return ok({ ...answer, denial: undefined });
}

/** A command on which the gate is silent, or says two things, is denied. */
export function verdictOn(id: string, { denial, verdicts }: Pick<GateAnswer, "denial" | "verdicts">): Verdict {
  const [verdict, ...others] = verdicts.filter((each) => each.id === id);
  if (denial) return { id, allowed: false, reason: denial, head: undefined };
  return verdict && others.length === 0 ? verdict : { id, allowed: false, reason: gateNotPassed(), head: undefined };
}

export const gateNotPassed = defineDiagnostic<void>({
  code: "gate-not-passed",
  severity: "error",
  message: () => 'The gate did not answer "true"; nothing was sent.',
  hint: () => "See the gate's job for its reason.",
});

export const gateOfOtherAttempt = defineDiagnostic<void>({
  code: "gate-of-other-attempt",
  severity: "error",
  message: () => "The gate passed in another attempt of this run; nothing was sent.",
  hint: () => 'Use "Re-run all jobs", so that the gate looks up who runs it now.',
});

export const tableChanged = defineDiagnostic<void>({
  code: "table-changed",
  severity: "error",
  message: () => "The table of tasks has changed since the gate judged by it; nothing was sent.",
  hint: () => 'Use "Re-run all jobs".',
});
