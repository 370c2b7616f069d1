import { defineDiagnostic, type ModelPath } from "@yardmaster/core";
import { calledWorkflow, maximumCallDepth } from "./called-workflow.ts";
import { type CallScope, concurrencyGroup, scopeOfCall } from "./concurrency-group.ts";
import type { AnalyzedWorkflow, RepositoryWorkflows, Rule, Subject } from "./rule.ts";
import { workflowName } from "./workflow-name.ts";

interface Parameters {
  /** As it is written where it is met a second time. */
  readonly group: string;
  /** `top level workflow`, or a job. */
  readonly holder: string;
  readonly waiter: string;
}

export const concurrencyDeadlock = defineDiagnostic({
  code: "concurrency-deadlock",
  severity: "error",
  message: (p: Parameters) =>
    `GitHub cancels this: a deadlock for concurrency group '${p.group}' was detected between '${p.holder}' and '${p.waiter}'.`,
  hint: () =>
    "Give one of the two another group, or none: what holds a group waits for what it contains. `github.workflow` names the caller also in a called workflow, and groups ignore case.",
});

/** A group that is held while what is inside runs. */
interface Held {
  readonly holder: string;
  readonly path: ModelPath;
  /** Compared with others: expressions in one spelling, without case. */
  readonly key: string;
}

/** A group that is met inside. */
interface Met {
  readonly waiter: string;
  readonly group: string;
  readonly key: string;
  readonly path: ModelPath;
}

/**
 * Groups that wait for themselves: of a workflow and its job, of a job that calls and what it calls, at any depth. Groups
 * are compared by their text, so that those of different texts that come to one name at run time are not seen.
 */
export const concurrencyDeadlocks: Rule = {
  reports: [concurrencyDeadlock],
  job({ id, keys, path }, workflow, report) {
    const { repository } = workflow;
    const scope: CallScope = { workflowName: nameWhenStarted(workflow), inputs: undefined };
    const top = concurrencyGroup(workflow.model.concurrency, scope);
    const held: Held[] = top ? [{ holder: "top level workflow", path: ["concurrency"], key: top.key }] : [];
    const own = concurrencyGroup(keys.concurrency, scope, keys);
    const called = calledWorkflow(keys, repository);
    const waiting = own ? [{ waiter: id, ...own, path: [...path, "concurrency"] }] : [];
    const inside = called ? metInside(called, scopeOfCall(scope, keys, called), id, path, repository, 1) : [];
    const [first] = [
      ...clashes(held, [...waiting, ...inside]),
      ...clashes(own ? [{ holder: id, path: [...path, "concurrency"], key: own.key }] : [], inside),
    ];
    if (!first) return;
    const holder = { message: "The group is held from here.", place: { path: first.holder } };
    report(concurrencyDeadlock, first.parameters, first.path, { related: [holder] });
  },
};

function metInside(
  workflow: AnalyzedWorkflow,
  scope: CallScope,
  caller: string,
  path: ModelPath,
  repository: RepositoryWorkflows,
  depth: number,
): readonly Met[] {
  const top = concurrencyGroup(workflow.model.concurrency, scope);
  const jobs = Object.entries(workflow.model.jobs).flatMap(([id, job]) => {
    const waiter = `${caller} / ${id}`;
    const own = concurrencyGroup(job.concurrency, scope, job);
    const called = depth < maximumCallDepth ? calledWorkflow(job, repository) : undefined;
    return [
      ...(own ? [{ waiter, ...own, path }] : []),
      ...(called ? metInside(called, scopeOfCall(scope, job, called), waiter, path, repository, depth + 1) : []),
    ];
  });
  return [...(top ? [{ waiter: caller, ...top, path }] : []), ...jobs];
}

function clashes(
  held: readonly Held[],
  met: readonly Met[],
): readonly { readonly parameters: Parameters; readonly path: ModelPath; readonly holder: ModelPath }[] {
  return met.flatMap(({ waiter, group, key, path }) =>
    held
      .filter((outer) => outer.key === key)
      .map((outer) => ({ parameters: { group, holder: outer.holder, waiter }, path, holder: outer.path })),
  );
}

/** What `github.workflow` is while this workflow is the one that was started; one that is only called never is. */
function nameWhenStarted({ model, file, events }: Subject): string | undefined {
  const isStarted = [...events.keys()].some((event) => event !== "workflow_call");
  return isStarted ? workflowName({ model, file }) : undefined;
}
