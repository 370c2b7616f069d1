import { type Diagnostic, ok, type Result, type TaskTable } from "@yardmaster/core";
import { checkCommand } from "../command/check-command.ts";
import { parseCommand } from "../command/parse-command.ts";
import { type DispatchPlan, planDispatch } from "../dispatch/plan-dispatch.ts";
import { printTaskHelp } from "../dispatch/print-task-help.ts";
import type { OrchestratorEvent } from "../event/parse-event.ts";
import { nothingPlanned, type PlannedAction } from "../record/run-record.ts";
import type { RunnerEnvironment } from "../runner-environment.ts";

export interface CommandContext {
  readonly table: TaskTable;
  readonly event: OrchestratorEvent;
  readonly runner: RunnerEnvironment;
  /** Asked for by a flag of `rc`. */
  readonly dryRun: boolean;
}

export function planCommand(line: string, context: CommandContext): Result<DispatchPlan, Diagnostic> {
  const { table, event, runner } = context;
  const names = table.tasks.map((task) => task.name);
  const command = parseCommand(line, names);
  if (!command.ok) return command;
  const checked = checkCommand(command.value, table);
  if (!checked.ok) return checked;
  const dryRun = context.dryRun || (event.name === "workflow_dispatch" && event.mode === "dry-run");
  const { defaultBranch } = event.repository;
  return ok(planDispatch(checked.value, { repository: runner.repository, defaultBranch, dryRun }));
}

/** The plan before anything is sent. */
export function recordPlan(planned: Result<DispatchPlan, Diagnostic>): PlannedAction {
  if (!planned.ok) {
    const { code, message, hint } = planned.error;
    return { ...nothingPlanned, refusal: { code, message, ...(hint === undefined ? {} : { hint }) } };
  }
  const plan = planned.value;
  if (plan.action === "help") return { ...nothingPlanned, action: "help", help: printTaskHelp(plan.tasks) };
  const { owner, repo } = plan.dispatch.repository;
  return {
    ...nothingPlanned,
    action: "dispatch",
    task: plan.task,
    dry_run: plan.dryRun,
    request: {
      method: "POST",
      path: `/repos/${owner}/${repo}/actions/workflows/${plan.dispatch.workflow}/dispatches`,
      body: { ref: plan.dispatch.ref, inputs: plan.dispatch.inputs },
    },
  };
}
