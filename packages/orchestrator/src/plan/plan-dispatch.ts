import type { Task } from "@yardmaster/core";
import type { RepositoryDispatch, RepositoryName, WorkflowDispatch } from "@yardmaster/github";
import type { PlannedRequest } from "../record/run-record.ts";

/** One request of a command. */
export type PlannedDispatch =
  | { readonly event: "workflow_dispatch"; readonly dispatch: WorkflowDispatch }
  | { readonly event: "repository_dispatch"; readonly dispatch: RepositoryDispatch };

export interface PlanContext {
  /** In which the command was given. */
  readonly repository: RepositoryName;
  /** As the payload has it. */
  readonly defaultBranch: string;
  readonly correlationId: string;
  /** The commit to which the gate bound the pull request; absent for tasks that take none. */
  readonly headSha: string | undefined;
}

/**
 * One dispatch for each repository of the task. Repository, ref, workflow and event type come from the table and the
 * payload; a command gives values of inputs alone.
 */
export function planDispatches(
  { dispatch }: Task,
  inputs: Readonly<Record<string, string>>,
  context: PlanContext,
): readonly PlannedDispatch[] {
  const { correlation, head } = dispatch;
  const values = {
    ...inputs,
    ...(head !== undefined && context.headSha !== undefined ? { [head]: context.headSha } : {}),
    ...(correlation === undefined ? {} : { [correlation]: context.correlationId }),
  };
  const names = dispatch.repositories.map(splitName);
  return (names.length > 0 ? names : [context.repository]).map((repository) =>
    dispatch.event === "workflow_dispatch"
      ? {
          event: dispatch.event,
          dispatch: {
            repository,
            workflow: dispatch.workflow,
            ref: dispatch.ref ?? context.defaultBranch,
            inputs: values,
          },
        }
      : { event: dispatch.event, dispatch: { repository, eventType: dispatch.type, payload: values } },
  );
}

export function requestOf({ event, dispatch }: PlannedDispatch): PlannedRequest {
  const { owner, repo } = dispatch.repository;
  return event === "workflow_dispatch"
    ? {
        method: "POST",
        path: `/repos/${owner}/${repo}/actions/workflows/${dispatch.workflow}/dispatches`,
        body: { ref: dispatch.ref, inputs: dispatch.inputs },
      }
    : {
        method: "POST",
        path: `/repos/${owner}/${repo}/dispatches`,
        body: { event_type: dispatch.eventType, client_payload: dispatch.payload },
      };
}

/** What is started, for a sentence. */
export function nameOf({ event, dispatch }: PlannedDispatch): string {
  return event === "workflow_dispatch" ? dispatch.workflow : dispatch.eventType;
}

export function fullName({ owner, repo }: RepositoryName): string {
  return `${owner}/${repo}`;
}

/** @param name `OWNER/NAME` */
export function splitName(name: string): RepositoryName {
  const [owner = "", repo = ""] = name.split("/");
  return { owner, repo };
}
