import { type Diagnostic, ok, type Result } from "@yardmaster/core";
import type { DispatchReceipt, GitHub } from "@yardmaster/github";
import { checkGate } from "../dispatch/check-gate.ts";
import { concludeDispatch } from "../dispatch/conclude-dispatch.ts";
import { checkEvent, factsOfEvent } from "../event/check-event.ts";
import type { Fact, Reason } from "../fact.ts";
import type { ExitCode, Host } from "../host.ts";
import { nothingPlanned, type PlannedAction, type RunRecord } from "../record/run-record.ts";
import { readApiUrl, requireVariable } from "../runner-environment.ts";
import { visible } from "../visible-text.ts";
import type { CommandDefinition } from "./command-definition.ts";
import { createRecord } from "./create-record.ts";
import { planCommand, recordPlan } from "./plan-command.ts";
import { type PreparedRun, prepareRun, runFlags } from "./prepare-run.ts";
import { printVerdict } from "./print-verdict.ts";
import { writeRecord, writeRun } from "./write-record.ts";

export const dispatchCommand: CommandDefinition = {
  name: "orchestrator dispatch",
  description: "Carries out the command of an event that has passed the gate.",
  flags: [...runFlags, { name: "--dry-run", description: "Shows the request and sends nothing." }],
  async run(flags, host) {
    const prepared = await prepareRun(flags, host);
    if (!prepared.ok) return prepared;
    const run = prepared.value;
    const gate = checkGate(host.env, run.runner);
    if (!gate.ok) return gate;
    const record = recordOf(run, [...factsOfEvent(run.event, run.runner), ...gate.value.facts]);

    const denial = checkEvent(run.event, run.runner) ?? gate.value.denial;
    if (denial) return finish(record({ result: "denied", reason: denial }), run, host);

    const planned = run.commandLine.ok
      ? planCommand(run.commandLine.value, { ...run, dryRun: flags.isSet("--dry-run") })
      : run.commandLine;
    const plan = recordPlan(planned);
    if (!planned.ok) return finish(record({ result: "refused", reason: planned.error, plan }), run, host);
    if (planned.value.action === "help") return finish(record({ result: "help", reason: helpShown, plan }), run, host);
    if (planned.value.dryRun) return finish(record({ result: "dry-run", reason: nothingSent, plan }), run, host);

    const github = connect(host);
    if (!github.ok) return github;
    const announce = record({ result: "sending", reason: outcomeOpen, plan });
    // On the disk before the request goes out: a job killed in between leaves its evidence.
    const announced = await writeRecord(announce, { directory: run.directory, log: false }, host);
    if (!announced.ok) return announced;
    const { dispatch } = planned.value;
    const conclusion = concludeDispatch(dispatch, await github.value.dispatchWorkflow(dispatch));
    const outcome =
      conclusion.result === "dispatched"
        ? { ...plan, sent: true, response: recordReceipt(conclusion.receipt) }
        : { ...plan, sent: conclusion.sent };
    const { result, reason } = conclusion;
    return finish(record({ result, reason, plan: outcome }), run, host);
  },
};

const helpShown: Reason = { code: "help", message: "The command asks for help; nothing was sent." };
const nothingSent: Reason = { code: "dry-run", message: "This is a dry run; nothing was sent." };
const outcomeOpen: Reason = { code: "sending", message: "The request is being sent; its outcome is not known yet." };

type Outcome = Pick<RunRecord, "result"> & { readonly reason: Reason; readonly plan?: PlannedAction };

function recordOf(run: PreparedRun, facts: readonly Fact[]) {
  return ({ result, reason, plan = nothingPlanned }: Outcome): RunRecord => {
    const decision = result === "denied" ? "denied" : "allowed";
    const { login, id } = run.event.sender;
    return createRecord("dispatch", run, { decision, reason, result, people: [{ login, id }], plan, facts });
  };
}

/** Asked for only when there is something to send: a dry run needs no token. */
function connect(host: Host): Result<GitHub, Diagnostic> {
  const token = requireVariable(host.env, "ORCHESTRATOR_BOT_TOKEN", "the token that starts workflows");
  if (!token.ok) return token;
  const apiUrl = readApiUrl(host.env);
  return apiUrl.ok ? ok(host.github({ token: token.value, apiUrl: apiUrl.value })) : apiUrl;
}

function recordReceipt({ status, run }: DispatchReceipt): NonNullable<PlannedAction["response"]> {
  return { status, run_id: run ? String(run.id) : null, run_url: run?.htmlUrl ?? null };
}

async function finish(record: RunRecord, run: PreparedRun, host: Host): Promise<Result<ExitCode, Diagnostic>> {
  // First to the log: what was sent must be known even where nothing more can be written.
  host.stdout(printVerdict(record));
  const { request, response, sent, task, help } = record.plan;
  for (const line of help ?? []) host.stdout(`help: ${visible(line)}\n`);
  if (request) host.stdout(`dispatch: request ${sent ? "sent" : "not sent"}: ${visible(printRequest(request))}\n`);
  const outputs = {
    result: record.result,
    reason_code: record.reason_code,
    task: task ?? "",
    dispatched_run_id: response?.run_id ?? "",
    dispatched_run_url: response?.run_url ?? "",
    run_id: record.run_id,
  };
  const written = await writeRun(record, run.directory, outputs, host);
  if (!written.ok) return written;
  return ok(["dispatched", "dry-run", "help"].includes(record.result) ? 0 : 1);
}

function printRequest({ method, path, body }: NonNullable<RunRecord["plan"]["request"]>): string {
  return `${method} ${path} ${JSON.stringify(body)}`;
}
