import { type Diagnostic, ok, type Result } from "@yardmaster/core";
import { factsOfEvent } from "../event/check-event.ts";
import { checkGate } from "../gate/check-gate.ts";
import type { Verdict } from "../gate/gate-verdicts.ts";
import type { ExitCode, Host } from "../host/host.ts";
import { createStopwatch } from "../host/stopwatch.ts";
import { type CommandPlan, planCommand, refusedComment } from "../plan/plan-command.ts";
import { defineReason } from "../reasons/define-reason.ts";
import type { RunRecord } from "../record/run-record.ts";
import { carryOut } from "./carry-out.ts";
import type { CommandDefinition } from "./command-definition.ts";
import { connect } from "./connect.ts";
import { createRecord } from "./create-record.ts";
import { contextOf, type PreparedRun, prepareRun, runFlags } from "./prepare-run.ts";
import { printVerdict } from "./print-verdict.ts";
import { writeRun } from "./write-record.ts";

export const refuseCommand: CommandDefinition = {
  name: "orchestrator refuse",
  description: "Tells the author of a comment why the gate has allowed none of its commands.",
  flags: runFlags,
  async run(flags, host) {
    const prepared = await prepareRun(flags, host);
    if (!prepared.ok) return prepared;
    const run = prepared.value;
    const gate = checkGate(host.env, run);
    if (!gate.ok) return gate;
    const plans = planDenials(run, gate.value.verdicts);
    // A stranger's comment gets one answer, however many commands it holds.
    const said = plans.slice(0, 1);
    const connected = said.length > 0 ? await connect(said, run, host) : ok(undefined);
    if (!connected.ok) return connected;
    const stopwatch = createStopwatch(run.clock);
    const carried = connected.value
      ? await carryOut(said, run, connected.value, stopwatch)
      : { records: [], facts: [] };
    const { login, id } = run.event.sender;
    const record = createRecord("refuse", run, host.now(), {
      people: [{ login, id }],
      commands: plans.map((plan) => plan.record),
      reason: run.commands.ok ? nothingToRefuse() : run.commands.error,
      facts: [...factsOfEvent(run.event, run.runner), ...gate.value.facts, ...carried.facts],
      timings: stopwatch.timings,
    });
    return finish(record, carried.facts.length === 0, run, host);
  },
};

export const nothingToRefuse = defineReason<void>(
  "nothing-to-refuse",
  () => "The gate has denied no command of this event.",
);

/** Every command of the comment as denied; one for all where they cannot be read; none where nobody gave one. */
function planDenials(run: PreparedRun, verdicts: readonly Verdict[]): readonly CommandPlan[] {
  const context = contextOf(run, false);
  if (run.commands.ok) {
    return run.commands.value.flatMap((given) => {
      const verdict = verdicts.find((each) => each.id === given.id && !each.allowed);
      return verdict ? [planCommand(given, verdict, context)] : [];
    });
  }
  return run.commands.error.code === "no-command" ? [] : [refusedComment(run.event, run.runner, run.commands.error)];
}

async function finish(
  record: RunRecord,
  isSaid: boolean,
  run: PreparedRun,
  host: Host,
): Promise<Result<ExitCode, Diagnostic>> {
  host.stdout(printVerdict(record));
  const outputs = { result: record.result, reason_code: record.reason_code, run_id: record.run_id };
  const written = await writeRun(record, run.directory, outputs, host);
  if (!written.ok) return written;
  return ok(isSaid ? 0 : 1);
}
