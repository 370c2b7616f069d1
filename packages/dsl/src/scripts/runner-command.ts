import { reportMistake } from "@yardmaster/core";
import { checkText } from "../author/check-options.ts";
import { runnerNameInvalid } from "./diagnostics.ts";

declare const setsOutput: unique symbol;
const runnerCommandKey = Symbol.for("yardmaster.runner-command");

/**
 * Stands in a script template for a function of the script's own language, which the emitted script defines. Values are
 * written to the runner's files so that no text in them can begin another entry.
 */
export interface RunnerCommand<out O extends string = never> {
  readonly [setsOutput]: O;
}

export type RunnerTarget = "output" | "variable" | "path" | "summary";

export interface RunnerCommandNode {
  readonly target: RunnerTarget;
  /** Of the output or the variable; paths and summaries have none. */
  readonly name?: string;
}

/**
 * Sets an output of the step to one value: `` sh`${setOutput("version")} "$version"` ``,
 * `` py`${setOutput("version")}(version)` ``.
 */
export function setOutput<const O extends string>(name: O): RunnerCommand<O> {
  checkText(name, "the name of `setOutput`");
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) {
    const problem = "it must begin with a letter or `_` and go on with letters, digits, `-` and `_`";
    reportMistake(runnerNameInvalid({ kind: "an output", name, problem }));
  }
  return command({ target: "output", name });
}

/**
 * Sets an environment variable for the steps that follow.
 * @throws AuthoringError for names that the runner refuses: `GITHUB_*`, `RUNNER_*`, `NODE_OPTIONS`.
 */
export function setVariable(name: string): RunnerCommand {
  checkText(name, "the name of `setVariable`");
  const problem = !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
    ? "it is not made of letters, digits and `_`"
    : /^(GITHUB_|RUNNER_|NODE_OPTIONS$)/i.test(name)
      ? "the runner lets no step set it"
      : undefined;
  if (problem) reportMistake(runnerNameInvalid({ kind: "an environment variable", name, problem }));
  return command({ target: "variable", name });
}

/** Puts one folder before the others in `PATH`, for the steps that follow. */
export function addPath(): RunnerCommand {
  return command({ target: "path" });
}

/** Appends one text, Markdown, and a line end to the summary of the step: up to 1 MiB in all. */
export function appendSummary(): RunnerCommand {
  return command({ target: "summary" });
}

export function runnerCommandOf(value: unknown): RunnerCommandNode | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as { [runnerCommandKey]?: RunnerCommandNode })[runnerCommandKey];
}

function command<O extends string>(node: RunnerCommandNode): RunnerCommand<O> {
  return { [runnerCommandKey]: node } as unknown as RunnerCommand<O>;
}
