import { count, type JobView, limitsOf, type WorkflowView } from "@yardmaster/core";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { Reason } from "../trace/trace.ts";
import { type Call, contractOf, refuseCall } from "./call-contract.ts";
import { type CalledFile, findCalled } from "./find-called.ts";
import { explicitPermissions, type Permissions } from "./permissions.ts";
import { refuseInputs } from "./refuse-inputs.ts";
import { refusePermissions } from "./refuse-permissions.ts";
import { refuseSecrets } from "./refuse-secrets.ts";

/** What the calls of a workflow, at any depth, make of a run that it starts. */
export interface CallVerdict {
  /** The run fails before any job of it. `path` is of the calling job in the workflow that starts. */
  readonly refusal?: Reason;
  /** What would refuse it if a setting that is not known were so. */
  readonly doubts: readonly Reason[];
}

/**
 * GitHub loads all workflows that a run may call before its first job, whether or not the jobs that call them will run.
 * Source: actions/runner, `ReusableWorkflowsLoader` and `WorkflowTemplateConverter.ConvertToReferencedWorkflow`.
 */
export function refuseCalls(view: WorkflowView, file: string, repository: SimulatedRepository): CallVerdict {
  const judged = verdicts.get(repository) ?? new Map<string, CallVerdict>();
  verdicts.set(repository, judged);
  const verdict = judged.get(file) ?? judgeCalls(view, file, repository);
  judged.set(file, verdict);
  return verdict;
}

/** By file: the calls of a repository do not change with the event. */
const verdicts = new WeakMap<SimulatedRepository, Map<string, CallVerdict>>();

function judgeCalls(view: WorkflowView, file: string, repository: SimulatedRepository): CallVerdict {
  const doubts: Reason[] = [];
  const seen = new Set<string>();
  const refusal = refuseJobs(view, { key: file, place: undefined }, undefined, [file], { repository, doubts, seen });
  return refusal ? { refusal, doubts } : { doubts };
}

interface Walk {
  readonly repository: SimulatedRepository;
  readonly doubts: Reason[];
  /** Keys of all that are called. */
  readonly seen: Set<string>;
}

function refuseJobs(
  view: WorkflowView,
  caller: Pick<CalledFile, "key" | "place">,
  ceiling: Permissions | undefined,
  chain: readonly string[],
  walk: Walk,
): Reason | undefined {
  for (const job of view.jobs) {
    const granted = explicitPermissions({ job: job.keys.permissions, workflow: view.model.permissions, ceiling });
    const refusal = refuseJob(job, caller, granted, chain, walk);
    if (refusal) return { ...refusal, path: [...job.path, "uses"] };
  }
  return undefined;
}

function refuseJob(
  job: JobView,
  caller: Pick<CalledFile, "key" | "place">,
  granted: Permissions | undefined,
  chain: readonly string[],
  walk: Walk,
): Reason | undefined {
  if (!job.uses) return undefined;
  const { text } = job.uses;
  const refuse = (code: string, what: string): Reason => refuseCall(code, job, caller, what);
  const called = findCalled(job.uses, walk.repository, caller.place);
  if (called.kind === "invalid") return refuse("call-invalid", `names no workflow by \`${text}\``);
  if (called.kind === "missing") {
    return called.problem === undefined
      ? refuse("call-missing", `calls ${called.file}, which is not there`)
      : refuse("call-unreadable", `calls ${called.file}, which GitHub cannot read: ${called.problem}`);
  }
  if (chain.includes(called.key)) {
    return refuse("call-loop", `calls ${called.key}, which calls it: ${[...chain, called.key].join(" -> ")}`);
  }
  const { calledLevels, reusableWorkflows } = limitsOf("github.com");
  if (chain.length > calledLevels) {
    return refuse("call-too-deep", `calls ${called.key} at level ${chain.length + 1} of ${calledLevels + 1}`);
  }
  walk.seen.add(called.key);
  if (walk.seen.size > reusableWorkflows) {
    return refuse("call-too-many", `calls ${called.key} beside ${count(reusableWorkflows, "other workflow")}`);
  }
  if (called.kind === "unknown") return undefined;
  const contract = contractOf(called.view);
  if (!contract) return refuse("call-not-offered", `calls ${called.key}, whose \`on\` does not list \`workflow_call\``);
  const call: Call = { job, caller, called, contract, granted };
  return (
    refuseInputs(call) ??
    refuseSecrets(call) ??
    refusePermissions(call, walk.repository, walk.doubts) ??
    refuseJobs(called.view, called, granted, [...chain, called.key], walk)
  );
}
