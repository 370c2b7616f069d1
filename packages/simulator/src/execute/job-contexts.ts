import { asMap, type Value, viewWorkflow } from "@yardmaster/core";
import type { PartialMap, PartialValue } from "@yardmaster/core/evaluation";
import { topContexts } from "../calls/top-contexts.ts";
import { asText, fill } from "../evaluate/evaluate.ts";
import { githubContext } from "../events/github-context.ts";
import { trustOfRun } from "../events/trust.ts";
import { needsContext } from "../jobs/ancestors.ts";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { JobTrace, RunTrace } from "../trace/trace.ts";
import type { PlacedCall, PlacedJob } from "./next-job.ts";

/** What is known of an executed run from its beginning. */
export interface ExecutedRun {
  readonly repository: SimulatedRepository;
  readonly event: SimulatedEvent;
  /** What only the run has: `run_id`, `token`. */
  readonly github: PartialMap;
  /** Values by name in upper case; one that is not there is empty, as on GitHub. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** What a job's legs read, but for `matrix`, `strategy`, and what belongs to a runner. */
export function jobContexts(placed: PlacedJob, run: ExecutedRun): PartialMap {
  const { workflow, calls } = placed;
  const [outermost] = calls;
  const started = outermost?.run ?? placed.run;
  const place = { ref: started.ref, sha: started.sha };
  const github = {
    ...githubContext(run.event, run.repository, workflow, place, trustOfRun(run.event, run.repository)),
    ...run.github,
  };
  const fact = run.repository.workflows.get(workflow.file);
  const shared = fact ? topContexts(github, run.event, viewWorkflow(fact.model), run.repository) : { github };
  const called = calls.at(-1)?.call;
  return {
    ...shared,
    ...(called ? { inputs: called.inputs } : {}),
    needs: needsOf(placed.run, placed.job),
    secrets: secretsOf(calls, run, shared),
  };
}

/** `needs` of a job, by the trace. */
function needsOf({ jobs }: RunTrace, { needs }: JobTrace): PartialMap {
  return needsContext(needs.flatMap(({ id }) => jobs.find((each) => each.id === id) ?? []));
}

/** Values of `secrets`: a called workflow has those that the calling job hands on, one call after the other. */
function secretsOf(calls: readonly PlacedCall[], run: ExecutedRun, shared: PartialMap): PartialMap {
  const own = { ...run.secrets, GITHUB_TOKEN: run.github.token };
  return calls.reduce<PartialMap>((secrets, { run: around, job, call }, depth) => {
    const handed = calledSecrets(job, run.repository);
    if (handed === "inherit") return secrets;
    const outer = depth === 0 ? undefined : calls[depth - 1]?.call;
    const contexts = {
      ...shared,
      secrets,
      ...(outer ? { inputs: outer.inputs } : {}),
      needs: needsOf(around, job),
      matrix: call.matrix,
    };
    const values = Object.entries(asMap(handed) ?? {}).map(([name, value]): [string, PartialValue] => [
      name.toUpperCase(),
      asText(fill(value ?? "", { contexts, answers: {} })),
    ]);
    return { ...Object.fromEntries(values), GITHUB_TOKEN: run.github.token };
  }, own);
}

function calledSecrets({ file, id }: JobTrace, repository: SimulatedRepository): Value | undefined {
  const fact = repository.workflows.get(file) ?? repository.calledElsewhere?.get(file);
  return fact && viewWorkflow(fact.model).jobs.find((job) => job.id === id)?.keys.secrets;
}
