import { viewWorkflow } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import {
  type GivenJob,
  type GivenOutcomes,
  isAmong,
  jobContexts,
  keyOf,
  nextJob,
  type PlacedJob,
  placedJobs,
  type SecretMasker,
  simulate,
  type Trace,
} from "@yardmaster/simulator";
import { executeLeg, type LegEnd } from "./execute-leg.ts";
import type { Execution } from "./execution.ts";

/** A leg of a job that was executed, or that would have been. */
export interface ExecutedJob {
  readonly file: string;
  readonly place: string;
  /** Of its check run. */
  readonly name: string;
  readonly status: LegEnd["status"] | "skipped" | "refused";
  readonly reason?: string;
  readonly steps: LegEnd["steps"];
  readonly outputs: PartialMap;
  readonly summaries: readonly string[];
}

export interface RunExecution {
  readonly jobs: readonly ExecutedJob[];
  /** With all that the execution came to. */
  readonly trace: Trace;
  readonly outcomes: GivenOutcomes;
}

export interface RunChoices {
  readonly anySystem: boolean;
  readonly keep: boolean;
  /** Of jobs that somebody speaks of: these are not executed. */
  readonly outcomes?: GivenOutcomes;
  /** Workflow files; undefined: all that the event starts. */
  readonly workflows?: readonly string[];
}

/**
 * Executes what an event starts, job by job: what each comes to is given to the simulator, which says what follows from it.
 */
export async function executeRun(execution: Execution, choices: RunChoices): Promise<RunExecution> {
  const { repository, event, github } = execution.run;
  const executed: ExecutedJob[] = [];
  const settled = new Set<string>();
  const open = new Set<string>();
  const jobs: Record<string, Record<string, GivenJob>> = {};
  const given = choices.outcomes?.jobs ?? {};
  let number = 0;

  const traceNow = (file?: string): Trace => {
    const all = file === undefined ? Object.assign({}, ...Object.values(jobs)) : jobs[file];
    return simulate(repository, event, { ...choices.outcomes, github, jobs: { ...all, ...given } });
  };
  const files = traceNow()
    .workflows.filter(({ starts, file }) => starts === "yes" && (choices.workflows?.includes(file) ?? true))
    .map(({ file }) => file);

  for (const file of files) {
    const ofFile = (trace: Trace): Trace => ({
      ...trace,
      workflows: trace.workflows.filter((each) => each.file === file),
    });
    for (;;) {
      if (execution.signal.aborted) break;
      const trace = ofFile(traceNow(file));
      const [workflow] = trace.workflows;
      if (workflow?.run?.verdict !== "runs") break;
      const placed = nextJob(trace, settled);
      if (!placed) break;
      settled.add(keyOf(placed.workflow, placed.job));
      if (Object.hasOwn(given, placed.job.place)) continue;
      const reason = refusalOf(placed, open);
      if (reason !== undefined) {
        open.add(keyOf(placed.workflow, placed.job));
        executed.push(notExecuted(placed, reason));
        execution.print(nameOf(placed), `Not executed: ${reason}`);
        continue;
      }
      const legs = await executeJob(execution, choices, placed, () => number++);
      executed.push(...legs.map((leg, index) => reportOf(placed, leg, index, execution)));
      if (legs.some(({ status }) => status === "unknown")) open.add(keyOf(placed.workflow, placed.job));
      jobs[file] = { ...jobs[file], [placed.job.place]: givenJob(legs) };
    }
    executed.push(...leftOver(ofFile(traceNow(file)), settled, execution));
  }
  const outcomes = {
    github,
    jobs: { ...Object.assign({}, ...Object.values(jobs)), ...given } as Record<string, GivenJob>,
  };
  return { jobs: executed, trace: traceNow(), outcomes };
}

async function executeJob(
  execution: Execution,
  choices: RunChoices,
  placed: PlacedJob,
  count: () => number,
): Promise<readonly LegEnd[]> {
  const { job, calls, run } = placed;
  const { repository } = execution.run;
  const fact = repository.workflows.get(job.file) ?? repository.calledElsewhere?.get(job.file);
  const view = fact && viewWorkflow(fact.model);
  const jobView = view?.jobs.find(({ id }) => id === job.id);
  if (!view || !jobView) return [];
  const { ref, sha } = calls[0]?.run ?? run;
  const placeOfRun = { ref, sha: sha || execution.copy.sha };
  const contexts = jobContexts(placed, execution.run);
  const isFast = (jobView.keys.strategy as { readonly "fail-fast"?: unknown } | undefined)?.["fail-fast"] !== false;
  const ends: LegEnd[] = [];
  for (const [legIndex, trace] of job.legs.entries()) {
    const hasFailed = ends.some(({ status }) => status === "failure");
    if (hasFailed && isFast && jobView.keys["continue-on-error"] !== true) {
      ends.push({ ...nothing, status: "cancelled", reason: "another leg failed, and `fail-fast` ends the rest" });
      continue;
    }
    ends.push(
      await executeLeg({
        execution,
        job: jobView,
        model: view.model,
        trace,
        number: count(),
        legIndex,
        legCount: job.legs.length,
        name: nameOf(placed, legIndex),
        contexts,
        placeOfRun,
        definition: definitionOf(placed, execution, placeOfRun),
        anySystem: choices.anySystem,
        keep: choices.keep,
      }),
    );
  }
  return ends;
}

const nothing: LegEnd = { status: "unknown", steps: [], outputs: {}, summaries: [] };

/** `job.workflow_…`: of this repository's files. */
function definitionOf({ job }: PlacedJob, { run }: Execution, { ref, sha }: { ref: string; sha: string }): PartialMap {
  const { name } = run.repository;
  return {
    workflow_repository: name,
    workflow_sha: sha,
    workflow_file_path: job.file,
    workflow_ref: `${name}/${job.file}@${ref}`,
  };
}

/** What stands in the way of a job that would run. */
function refusalOf({ workflow, run, job, calls }: PlacedJob, open: ReadonlySet<string>): string | undefined {
  const matrix = calls.find(({ job: calling }) => calling.calls.length > 1);
  if (matrix) return `${matrix.job.id} calls it for each leg of a matrix, and their outcomes cannot be told apart`;
  const needs = [{ run, job }, ...calls].flatMap((each) => each.job.needs.map(({ id }) => ({ run: each.run, id })));
  const missing = needs.find(({ run: around, id }) => {
    const need = around.jobs.find((each) => each.id === id);
    return need !== undefined && isAmong(workflow, need, open);
  });
  return missing && `it needs ${missing.id}, of which not all was executed`;
}

/** Jobs that the trace can say nothing of, or that GitHub refuses. */
function leftOver(trace: Trace, settled: ReadonlySet<string>, execution: Execution): readonly ExecutedJob[] {
  const [workflow] = trace.workflows;
  if (workflow?.run && workflow.run.verdict !== "runs") {
    const reason = `the run ${workflow.run.verdict === "waits" ? "waits" : "is refused"}: ${workflow.run.reason?.text ?? ""}`;
    execution.print(workflow.file, `Not executed: ${reason}`);
    const status = workflow.run.verdict === "waits" ? "unknown" : "refused";
    return [{ ...nothing, file: workflow.file, place: "", name: workflow.name, status, reason }];
  }
  return placedJobs(trace).flatMap((placed): readonly ExecutedJob[] => {
    const { job, calls } = placed;
    if (settled.has(keyOf(placed.workflow, job))) return [];
    const around = [...calls.map((each) => each.job), job];
    const isSkipped = around.some(({ verdict }) => verdict === "skipped");
    if (isSkipped) return [{ ...notExecuted(placed, job.reason.text), status: "skipped" }];
    const isRefused = around.some(({ verdict }) => verdict === "refused");
    const reason = execution.signal.aborted ? "it was cancelled" : job.reason.text;
    execution.print(nameOf(placed), `Not executed: ${reason}`);
    return [{ ...notExecuted(placed, reason), status: isRefused ? "refused" : "unknown" }];
  });
}

function notExecuted(placed: PlacedJob, reason: string): ExecutedJob {
  return { ...nothing, file: placed.workflow.file, place: placed.job.place, name: nameOf(placed), reason };
}

/** As people may see it. */
function reportOf(placed: PlacedJob, leg: LegEnd, index: number, { masker }: Execution): ExecutedJob {
  const { mask } = masker;
  const hideReason = (reason: string | undefined) => (reason === undefined ? {} : { reason: mask(reason) });
  const steps = leg.steps.map(({ reason, ...step }) => ({
    ...step,
    name: mask(step.name),
    ...hideReason(reason),
    outputs: masked(step.outputs, masker),
    env: [],
  }));
  const { reason, ...rest } = leg;
  const named = { file: placed.workflow.file, place: placed.job.place, name: mask(nameOf(placed, index)) };
  return { ...named, ...rest, ...hideReason(reason), steps };
}

function masked(outputs: PartialMap | Unknown, { mask }: SecretMasker): PartialMap | Unknown {
  if (outputs instanceof Unknown) return outputs;
  const texts = Object.entries(outputs).map(([name, value]) => [name, typeof value === "string" ? mask(value) : value]);
  return Object.fromEntries(texts);
}

/** @param legIndex of the whole job where it is left out. */
function nameOf({ job }: PlacedJob, legIndex?: number): string {
  const leg = legIndex === undefined ? undefined : job.legs[legIndex]?.name;
  const names: readonly (PartialValue | undefined)[] = [leg, job.name, job.place];
  return names.find((name) => typeof name === "string" && name !== "") as string;
}

/** What the simulator is told of a job. An output that is not known is left to it. */
function givenJob(legs: readonly LegEnd[]): GivenJob {
  return {
    legs: Object.fromEntries(
      legs.map(({ status, outputs, steps }, index) => [
        String(index),
        {
          ...(status === "unknown" ? {} : { result: status }),
          outputs: knownTexts(outputs),
          steps: Object.fromEntries(
            steps.flatMap((step) => {
              if (step.outcome === "skipped" || step.outcome === "refused") return [];
              const { outcome, env } = step;
              const known = step.outputs instanceof Unknown ? {} : { outputs: knownTexts(step.outputs) };
              return [[step.id ?? String(step.index), { outcome, ...known, env: Object.fromEntries(env) }]];
            }),
          ),
        },
      ]),
    ),
  };
}

function knownTexts(map: PartialMap): Readonly<Record<string, string>> {
  const texts = Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}
