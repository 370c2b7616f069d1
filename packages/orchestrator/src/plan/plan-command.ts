import { type Diagnostic, defineDiagnostic, fail, type Result, type Task } from "@yardmaster/core";
import type { RepositoryName } from "@yardmaster/github";
import type { CheckedCommand } from "../command/check-command.ts";
import { correlationId } from "../command/correlation-id.ts";
import { slashCommand } from "../command/find-command-lines.ts";
import type { GivenCommand } from "../command/given-command.ts";
import { printTaskHelp, printUsage } from "../command/print-usage.ts";
import type { OrchestratorEvent } from "../event/parse-event.ts";
import type { BoundHead } from "../gate/bind-head.ts";
import type { Verdict } from "../gate/gate-verdicts.ts";
import type { RunnerEnvironment } from "../host/runner-environment.ts";
import { defineReason } from "../reasons/define-reason.ts";
import type { Reason } from "../reasons/fact.ts";
import { type CommandRecord, type PlannedRequest, recordCommandText, type TargetRecord } from "../record/run-record.ts";
import { cut, quote } from "../text/visible-text.ts";
import { fullName, type PlannedDispatch, planDispatches, requestOf } from "./plan-dispatch.ts";

/** What is to be done for a command, and its record so far. Nothing is left to do where it is `settled`. */
export type CommandPlan =
  | { readonly kind: "settled"; readonly record: CommandRecord }
  | { readonly kind: "status"; readonly record: CommandRecord; readonly tasks: readonly Task[] }
  | { readonly kind: "cancel"; readonly record: CommandRecord; readonly task: Task }
  | DispatchPlan;

export interface DispatchPlan {
  readonly kind: "dispatch";
  readonly record: CommandRecord;
  readonly task: Task;
  readonly planned: readonly PlannedDispatch[];
  /** To be compared with the pull request again before anything is sent. */
  readonly head: BoundHead | undefined;
}

export interface CommandContext {
  readonly repository: RepositoryName;
  readonly defaultBranch: string;
  /** Asked for outside the command, by a flag or an input. */
  readonly dryRun: boolean;
}

export function planCommand(given: GivenCommand, verdict: Verdict, context: CommandContext): CommandPlan {
  const { checked } = given;
  const decided = { decision: "allowed", ...recordReason(verdict.reason) } as const;
  if (!verdict.allowed) {
    const answer = [usageOf(checked)];
    // A stranger shall not fill the log.
    const text = cut(given.text, maximumDeniedCharacters).head;
    const denied = { text, decision: "denied", result: "denied", ...namesOf(checked), answer } as const;
    return settled(given, { ...recordReason(verdict.reason), ...denied });
  }
  if (!checked.ok) return settled(given, { ...recordReason(checked.error), result: "refused" });
  const command = checked.value;
  const names = namesOf(checked);
  switch (command.kind) {
    case "help":
      return settled(given, {
        ...recordReason(helpShown()),
        result: "help",
        ...names,
        answer: printTaskHelp(command.tasks),
      });
    case "status":
    case "cancel":
      if (context.dryRun) {
        return settled(given, { ...recordReason(nothingSent()), ...names, dry_run: true, result: "dry-run" });
      }
      return "tasks" in command
        ? { kind: "status", record: recordOf(given, { ...decided, ...names, result: "status" }), tasks: command.tasks }
        : { kind: "cancel", record: recordOf(given, { ...decided, ...names, result: "refused" }), task: command.task };
    case "dispatch":
      return planDispatch(given, command, verdict, context);
  }
}

function planDispatch(
  given: GivenCommand,
  { task, inputs, dryRun }: Extract<CheckedCommand, { readonly kind: "dispatch" }>,
  { head }: Verdict,
  context: CommandContext,
): CommandPlan {
  const names = { action: "dispatch", task: task.name } as const;
  if (task.dispatch.head !== undefined && !head) {
    const reason = recordReason(headUnbound({ task: task.name }));
    return settled(given, { ...reason, ...names, decision: "denied", result: "denied" });
  }
  const planned = planDispatches(task, inputs, { ...context, correlationId: given.id, headSha: head?.sha });
  const targets = planned.map(plannedTarget);
  if (dryRun || context.dryRun) {
    const answer = targets.map(({ request }) => printRequest(request));
    const reason = recordReason(nothingSent());
    return settled(given, { ...reason, ...names, dry_run: true, targets, result: "dry-run", answer });
  }
  const record = recordOf(given, { ...recordReason(outcomeOpen()), ...names, targets, result: "sending" });
  return { kind: "dispatch", record, task, planned, head };
}

/** Where something stands in the way of every command: nothing was sent. */
export function refusePlan({ record }: CommandPlan, reason: Reason): CommandRecord {
  return { ...record, ...recordReason(reason), result: "refused" };
}

/** For a comment whose commands cannot be told apart: one refusal stands for all of them. */
export function refusedComment(event: OrchestratorEvent, runner: RunnerEnvironment, refusal: Diagnostic): CommandPlan {
  const given = { id: correlationId(event, runner, ""), line: null, text: slashCommand, checked: fail(refusal) };
  return planCommand(given, { id: given.id, allowed: false, reason: refusal, head: undefined }, noContext);
}

const noContext: CommandContext = { repository: { owner: "", repo: "" }, defaultBranch: "", dryRun: true };

/** The record of a command at the gate: what it would do is shown, and what is wrong with it, to whom it is allowed. */
export function judgedCommand(given: GivenCommand, verdict: Verdict, context: CommandContext): CommandRecord {
  const { record } = planCommand(given, verdict, context);
  const { checked } = given;
  return {
    ...record,
    ...recordReason(verdict.reason),
    result: record.decision,
    answer: record.decision === "allowed" && !checked.ok ? [printReason(checked.error)] : [],
  };
}

export function recordReason({ code, message, hint }: Reason): Pick<CommandRecord, "reason_code" | "reason" | "hint"> {
  return { reason_code: code, reason: message, hint: hint ?? null };
}

const maximumDeniedCharacters = 300;

export const headUnbound = defineDiagnostic<{ readonly task: string }>({
  code: "head-unbound",
  severity: "error",
  message: (p) => `The task ${quote(p.task)} takes the head of a pull request, and the gate has bound none.`,
  hint: () => 'Use "Re-run all jobs".',
});

export const helpShown = defineReason<void>("help", () => "The command asks for help; nothing was sent.");
export const nothingSent = defineReason<void>("dry-run", () => "This is a dry run; nothing was sent.");
export const outcomeOpen = defineReason<void>(
  "sending",
  () => "The request is being sent; its outcome is not known yet.",
);
export const notYetSent = defineReason<void>("planned", () => "Nothing was sent.");

function settled(given: GivenCommand, fields: Partial<CommandRecord>): CommandPlan {
  return { kind: "settled", record: recordOf(given, fields) };
}

function recordOf({ id, line, text }: GivenCommand, fields: Partial<CommandRecord>): CommandRecord {
  return {
    id,
    line,
    text: recordCommandText(text),
    decision: "allowed",
    reason_code: "",
    reason: "",
    hint: null,
    result: "refused",
    action: "none",
    task: null,
    dry_run: false,
    targets: [],
    answer: [],
    ...fields,
  };
}

function namesOf(checked: Result<CheckedCommand, Diagnostic>): Pick<CommandRecord, "action" | "task"> {
  if (!checked.ok) return { action: "none", task: null };
  const { value } = checked;
  const task = value.kind === "dispatch" || value.kind === "cancel" ? value.task.name : null;
  return { action: value.kind, task };
}

export function printRequest({ method, path, body }: PlannedRequest): string {
  return `${method} ${path} ${JSON.stringify(body)}`;
}

function usageOf(checked: Result<CheckedCommand, Diagnostic>): string {
  return checked.ok && checked.value.kind === "dispatch" ? printUsage(checked.value.task) : `${slashCommand} help`;
}

function plannedTarget(planned: PlannedDispatch): TargetRecord {
  return {
    repository: fullName(planned.dispatch.repository),
    request: requestOf(planned),
    result: "planned",
    ...recordReason(notYetSent()),
    sent: 0,
    status: null,
    run: null,
  };
}

function printReason({ code, message, hint }: Reason): string {
  return `${code}: ${message}${hint === undefined ? "" : ` ${hint}`}`;
}
