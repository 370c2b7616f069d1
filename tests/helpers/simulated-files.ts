import { workflowModel } from "@yardmaster/compiler/lint";
import type { WorkflowFact } from "@yardmaster/core";
import type { GivenOutcomes, JobTrace, RunTrace, SimulatedEvent, SimulatedRepository } from "@yardmaster/simulator";
import { simulate } from "@yardmaster/simulator";
import { readYaml } from "@yardmaster/yaml-io";

/** A repository of workflows as texts. @param files by their names in `.github/workflows`, or by path. */
export function repositoryOf(
  files: Readonly<Record<string, string>>,
  facts: Partial<SimulatedRepository> = {},
): SimulatedRepository {
  const workflows = new Map(
    Object.entries(files).map(([name, text]) => {
      const file = name.includes("/") ? name : `.github/workflows/${name}`;
      return [file, workflowOf(text, file)];
    }),
  );
  return { name: "octo/hello", defaultBranch: "main", visibility: "public", workflows, settings: {}, ...facts };
}

export function workflowOf(text: string, file: string): WorkflowFact {
  const { model: value, diagnostics } = readYaml(text, file);
  const model = workflowModel(value);
  if (!model || diagnostics.length > 0) throw new Error(`${file} is no workflow`);
  return { file, model };
}

/** A push of one file to `main`, or what is said. */
export function eventOf(facts: Partial<SimulatedEvent> = {}): SimulatedEvent {
  return {
    name: "push",
    payload: {},
    ref: "refs/heads/main",
    sha: "0123456789012345678901234567890123456789",
    actor: "mona",
    triggeringActor: "mona",
    instant: "2026-11-27T12:00:00Z",
    changedFiles: ["README.md"],
    commitMessage: "Say hello",
    by: "person",
    attempt: 1,
    assumed: new Set(),
    ...facts,
  };
}

/** The run of one workflow; a push starts it unless another event is said. */
export function runOf(
  repository: SimulatedRepository,
  name = "main.yml",
  event: SimulatedEvent = eventOf(),
  outcomes: GivenOutcomes = {},
): RunTrace {
  const { workflows } = simulate(repository, event, outcomes);
  const workflow = workflows.find(({ file }) => file === `.github/workflows/${name}`);
  if (!workflow?.run) throw new Error(`${name} does not start: ${workflow?.reason.text}`);
  return workflow.run;
}

/** @param place `caller/id` of a job that is called. */
export function jobAt(run: RunTrace, place: string): JobTrace {
  const found = jobsOf(run).find((job) => job.place === place);
  if (!found) throw new Error(`There is no job ${place}`);
  return found;
}

/** All jobs of a run, those that are called behind the job that calls them. */
export function jobsOf(run: RunTrace): readonly JobTrace[] {
  return run.jobs.flatMap((job) => [job, ...job.calls.flatMap((call) => (call.run ? jobsOf(call.run) : []))]);
}
