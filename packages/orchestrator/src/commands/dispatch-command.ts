import { type Diagnostic, ok, type Result } from "@yardmaster/core";
import { checkEvent, factsOfEvent } from "../event/check-event.ts";
import { checkGate, type GateAnswer, verdictOn } from "../gate/check-gate.ts";
import type { Clock, ExitCode, Host } from "../host/host.ts";
import type { Timing } from "../host/stopwatch.ts";
import { createStopwatch } from "../host/stopwatch.ts";
import { type CommandPlan, planCommand, printRequest } from "../plan/plan-command.ts";
import type { Fact } from "../reasons/fact.ts";
import type { CommandRecord, RunRecord } from "../record/run-record.ts";
import { isDone } from "../status/status-of.ts";
import { visible } from "../text/visible-text.ts";
import { carryOut } from "./carry-out.ts";
import type { CommandDefinition } from "./command-definition.ts";
import { connect } from "./connect.ts";
import { createRecord } from "./create-record.ts";
import { contextOf, type PreparedRun, prepareRun, runFlags } from "./prepare-run.ts";
import { printVerdict } from "./print-verdict.ts";
import { writeRecord, writeRun } from "./write-record.ts";

export const dispatchCommand: CommandDefinition = {
  name: "orchestrator dispatch",
  description: "Carries out the commands of an event that have passed the gate.",
  flags: [
    ...runFlags,
    { name: "--dry-run", description: "Shows the requests; sends nothing, and answers no comment." },
  ],
  async run(flags, host) {
    const prepared = await prepareRun(flags, host);
    if (!prepared.ok) return prepared;
    const run = prepared.value;
    const gate = checkGate(host.env, run);
    if (!gate.ok) return gate;
    const isSilent = flags.isSet("--dry-run");
    const plans = planAll(run, gate.value, isSilent);
    const facts = [...factsOfEvent(run.event, run.runner), ...gate.value.facts];
    const record = recordOf(run, facts, host);
    const planned = plans.map((plan) => plan.record);
    const mustTell = gate.value.denial?.code === "table-changed" && run.event.name === "issue_comment";
    if (isSilent || !(mustTell || needsGitHub(plans, run))) return finish(record(planned, [], []), run, host);

    const connected = await connect(plans, run, host);
    if (!connected.ok) return connected;
    // On the disk before the first request goes out: a job killed in between leaves its evidence.
    const announced = await writeRecord(record(planned, [], []), { directory: run.directory, log: false }, host);
    if (!announced.ok) return announced;
    const stopwatch = createStopwatch(run.clock);
    const carried = await carryOut(plans, run, connected.value, stopwatch);
    return finish(record(carried.records, carried.facts, stopwatch.timings), run, host);
  },
};

function planAll(run: PreparedRun, gate: GateAnswer, dryRun: boolean): readonly CommandPlan[] {
  const sender = checkEvent(run.event, run.runner);
  const denial = gate.denial ?? (sender.ok ? undefined : sender.error);
  const context = contextOf(run, dryRun);
  const commands = run.commands.ok ? run.commands.value : [];
  return commands.map((given) => planCommand(given, verdictOn(given.id, { ...gate, denial }), context));
}

/** A comment is answered whatever becomes of it; a command given alone needs GitHub for what it starts. */
function needsGitHub(plans: readonly CommandPlan[], { event }: PreparedRun): boolean {
  const isAllowed = plans.some((plan) => plan.record.decision === "allowed");
  return isAllowed && (event.name === "issue_comment" || plans.some((plan) => plan.kind !== "settled"));
}

function recordOf(run: PreparedRun, facts: readonly Fact[], { now }: Pick<Clock, "now"> & Host) {
  const { login, id } = run.event.sender;
  const reason = run.commands.ok ? undefined : run.commands.error;
  return (commands: readonly CommandRecord[], further: readonly Fact[], timings: readonly Timing[]): RunRecord =>
    createRecord("dispatch", run, now(), {
      people: [{ login, id }],
      commands,
      reason,
      facts: [...facts, ...further],
      timings,
    });
}

async function finish(record: RunRecord, run: PreparedRun, host: Host): Promise<Result<ExitCode, Diagnostic>> {
  // First to the log: what was sent must be known even where nothing more can be written.
  host.stdout(printVerdict(record));
  for (const line of record.commands.flatMap(printRequests)) host.stdout(line);
  const written = await writeRun(record, run.directory, outputsOf(record), host);
  if (!written.ok) return written;
  return ok(record.commands.length > 0 && record.commands.every(isDone) ? 0 : 1);
}

/** The answer of a dry run is its requests. */
function printRequests({ targets, answer, dry_run }: CommandRecord): readonly string[] {
  return [
    ...(dry_run ? [] : answer).map((line) => `answer: ${visible(line)}\n`),
    ...targets.map(({ request, sent }) => {
      const times = sent === 0 ? "not sent" : sent === 1 ? "sent" : `sent ${sent} times`;
      return `dispatch: request ${times}: ${visible(printRequest(request))}\n`;
    }),
  ];
}

/** The task and its run are named where there is one of them; `commands` has them all. */
function outputsOf(record: RunRecord): Readonly<Record<string, string>> {
  const [command, ...more] = record.commands;
  const targets = more.length === 0 && command ? command.targets : [];
  const run = targets.length === 1 ? targets[0]?.run : undefined;
  return {
    result: record.result,
    reason_code: record.reason_code,
    task: more.length === 0 ? (command?.task ?? "") : "",
    dispatched_run_id: run?.id ?? "",
    dispatched_run_url: run?.url ?? "",
    run_id: record.run_id,
    commands: JSON.stringify(record.commands.map(outputOf)),
  };
}

function outputOf({ id, task, result, reason_code, targets }: CommandRecord) {
  const runs = targets.map((target) => ({ repository: target.repository, result: target.result, run: target.run }));
  return { id, task, result, reason_code, targets: runs };
}
