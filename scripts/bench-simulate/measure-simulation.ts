import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { workflowModel } from "@yardmaster/compiler/lint";
import type { WorkflowFact, WorkflowModel } from "@yardmaster/core";
import { type SimulatedEvent, type SimulatedRepository, simulate } from "@yardmaster/simulator";
import { readYaml } from "@yardmaster/yaml-io";

export interface Measured {
  /** Seconds of processor time for reading as many workflows. */
  readonly loading: number;
  readonly passes: readonly MeasuredPass[];
}

export interface MeasuredPass {
  readonly title: string;
  readonly starting: number;
  readonly jobs: number;
  /** Of all legs. */
  readonly steps: number;
  /** Of processor time, by round: the first meets code and expressions that nothing has met. */
  readonly seconds: readonly number[];
}

/**
 * Simulates a push for workflows of a folder, repeated until there are as many as wanted: once as they are, and once as if
 * all of them listened to it.
 */
export function measureSimulation(folder: string, files: number, rounds: number): Measured {
  const texts = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
  const before = process.cpuUsage();
  const models = Array.from({ length: files }, (_, index) => modelOf(texts[index % texts.length] ?? ""));
  const loading = secondsSince(before);
  const all = models.flatMap((model) => model ?? []);
  const pushed = all.map((model) => ({ ...structuredClone(model), on: "push" }));
  return {
    loading,
    passes: [measurePass("as they are", all, rounds), measurePass("all for a push", pushed, rounds)],
  };
}

function modelOf(text: string): WorkflowModel | undefined {
  const { model, diagnostics } = readYaml(text, "workflow.yml");
  return diagnostics.length > 0 ? undefined : workflowModel(model);
}

function measurePass(title: string, models: readonly WorkflowModel[], rounds: number): MeasuredPass {
  const workflows = new Map(
    models.map((model, index): [string, WorkflowFact] => {
      const file = `.github/workflows/${index}.yml`;
      return [file, { file, model }];
    }),
  );
  const repository: SimulatedRepository = {
    name: "octo/hello",
    defaultBranch: "main",
    visibility: "public",
    workflows,
    settings: {},
  };
  const seconds: number[] = [];
  let trace = simulate({ ...repository, workflows: new Map() }, push);
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    trace = simulate(repository, push);
    seconds.push(secondsSince(before));
  }
  const runs = trace.workflows.flatMap(({ run }) => run ?? []);
  const jobs = runs.flatMap((run) => run.jobs);
  const steps = jobs.flatMap(({ legs }) => legs.map((leg) => leg.steps.length)).reduce((sum, one) => sum + one, 0);
  return { title, starting: runs.length, jobs: jobs.length, steps, seconds };
}

const push: SimulatedEvent = {
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
};

function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}
