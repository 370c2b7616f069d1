import { isAuthoringError } from "@yardmaster/core";
import { flag, job, run, type Script, type Step, text, triggers, useAction, workflow } from "yardmaster";

/** What the tests of scripts interpolate. */
export const { on, inputs, github, runner, secrets, vars } = triggers(
  {
    workflow_dispatch: { inputs: { name: text(), strict: flag() } },
    issue_comment: { types: ["created"] },
  },
  { secrets: ["TOKEN"], vars: ["MODE"] },
);

export interface EmittedStep {
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

/** The only step of a workflow, as it is generated. */
export function emittedStep(step: Step): EmittedStep {
  const document = workflow("t", { on, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [step] })] });
  const [problem] = document.diagnostics;
  if (problem) throw new Error(`${problem.code}: ${problem.message}`);
  return (document.model.jobs.a as unknown as { steps: EmittedStep[] }).steps[0] as EmittedStep;
}

export function emitted(script: Script): EmittedStep {
  if (script.language !== "JavaScript") return emittedStep(run(script));
  return emittedStep(useAction("actions/github-script", { sha: "0".repeat(40), version: "v8.0.0" }, [], { script }));
}

/** The diagnostic that making a script ends with; "accepted" when it does not. */
export function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (isAuthoringError(error)) return `${error.diagnostic.code}: ${error.message}`;
    throw error;
  }
  return "accepted";
}

/** The place that a script refuses to take a value in; "accepted" when it takes it. */
export function refusedPlace(make: () => unknown): string {
  const text = refusal(make);
  return (
    /^interpolation-place: `[^`]+` is interpolated (.*), where a \w+ variable is not expanded/.exec(text)?.[1] ?? text
  );
}
