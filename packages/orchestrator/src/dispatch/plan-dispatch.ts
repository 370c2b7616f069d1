import type { Task } from "@yardmaster/core";
import type { RepositoryName, WorkflowDispatch } from "@yardmaster/github";
import type { CheckedCommand } from "../command/check-command.ts";

/** What a checked command will do. */
export type DispatchPlan =
  | { readonly action: "help"; readonly tasks: readonly Task[] }
  | {
      readonly action: "dispatch";
      readonly task: string;
      readonly dryRun: boolean;
      readonly dispatch: WorkflowDispatch;
    };

export interface PlanContext {
  readonly repository: RepositoryName;
  /** As the payload has it: the only ref that a task may use. */
  readonly defaultBranch: string;
  /** Asked for outside the command, by a flag or an input. */
  readonly dryRun: boolean;
}

/** Repository and ref come from the event, the workflow from the table; a command gives inputs alone. */
export function planDispatch(command: CheckedCommand, context: PlanContext): DispatchPlan {
  if (command.kind === "help") return { action: "help", tasks: command.tasks };
  const { task, inputs } = command;
  return {
    action: "dispatch",
    task: task.name,
    dryRun: command.dryRun || context.dryRun,
    dispatch: { repository: context.repository, workflow: task.workflow, ref: context.defaultBranch, inputs },
  };
}
