import type { Value, WorkflowFact, WorkflowModel } from "@yardmaster/core";
import { type GivenOutcomes, type SimulatedEvent, type SimulatedRepository, simulate } from "@yardmaster/simulator";
import { readYaml } from "@yardmaster/yaml-io";

/** Workflows by the names of their files. */
export function repositoryOf(
  workflows: Readonly<Record<string, string>>,
  more: Partial<SimulatedRepository> = {},
): SimulatedRepository {
  const facts = Object.entries(workflows).map(([name, text]): [string, WorkflowFact] => {
    const file = `.github/workflows/${name}`;
    const { model, diagnostics } = readYaml(text, file);
    if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
    return [file, { file, model: model as WorkflowModel }];
  });
  return {
    name: "acme/app",
    defaultBranch: "main",
    visibility: "public",
    workflows: new Map(facts),
    settings: { defaultPermissions: "restricted", secrets: ["TOKEN", "KEY"], variables: {} },
    ...more,
  };
}

export function push(payload: Readonly<Record<string, Value>> = {}): SimulatedEvent {
  return {
    name: "push",
    payload,
    ref: "refs/heads/main",
    sha: "a".repeat(40),
    actor: "octocat",
    triggeringActor: "octocat",
    instant: "2026-11-27T12:00:00Z",
    changedFiles: [],
    commitMessage: "",
    by: "person",
    attempt: 1,
    assumed: new Set(),
  };
}

export function traceOf(workflows: Readonly<Record<string, string>>, outcomes: GivenOutcomes = {}) {
  return simulate(repositoryOf(workflows), push(), outcomes);
}

/** A failed assertion as runners show it. */
export function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    const { name, message, operator, actual, expects, expected } = error as Error & Record<string, unknown>;
    if (name !== "AssertionError" || expects !== expected) throw error;
    return `${operator}: ${message} | ${JSON.stringify(actual)} | ${JSON.stringify(expects)}`;
  }
  return "passes";
}
