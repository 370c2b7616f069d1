import { asMap } from "@yardmaster/core";
import type { GivenJob, GivenOutcomes, JobTrace, WorkflowTrace } from "@yardmaster/simulator";
import type { CorpusRepository } from "./read-repositories.ts";

/** What an output may hold at run time: each a world of its own. */
export const outputValues = ["", "true", "false", '["a", "b"]', '{"include": [{"os": "x"}]}', "3"];

/** A world in which every output of every step and job has a value. */
export function concreteOutcomes(
  trace: WorkflowTrace,
  { views, texts }: CorpusRepository,
  value: string,
): GivenOutcomes {
  const jobs: Record<string, GivenJob> = {};
  for (const { place, file, id, legs, calls } of placedIn(trace.run?.jobs ?? [])) {
    const view = views.get(file)?.jobs.find((job) => job.id === id);
    if (!view || calls.length > 0 || legs.length === 0) continue;
    const named = Object.keys(asMap(view.keys.outputs) ?? {});
    const steps = view.steps.flatMap(({ keys }) => (typeof keys.id === "string" ? [keys.id] : []));
    jobs[place] = {
      outputs: Object.fromEntries(named.map((name) => [name, value])),
      steps: Object.fromEntries(
        steps.map((step) => [step, { outputs: outputsRead(texts.get(file) ?? "", step, value) }]),
      ),
    };
  }
  return { jobs };
}

export function placedIn(jobs: readonly JobTrace[]): readonly JobTrace[] {
  return jobs.flatMap((job) => [job, ...job.calls.flatMap(({ run }) => placedIn(run?.jobs ?? []))]);
}

function outputsRead(text: string, step: string, value: string): Readonly<Record<string, string>> {
  const reads = text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g);
  return Object.fromEntries([...reads].filter(([, id]) => id === step).map(([, , name = ""]) => [name, value]));
}
