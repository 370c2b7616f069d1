import type { StepView } from "@yardmaster/core";
import type { PartialValue } from "@yardmaster/core/evaluation";
import { fillAsText, type Scope } from "../evaluate/evaluate.ts";

/**
 * What the log calls a step: its name, else `Run` and what it runs, of a script the first line.
 * Source: actions/runner, `ActionRunner.GenerateDisplayName` and `FormatStepName`; of steps that wait or stop others,
 * @actions/workflow-parser, `model/converter/steps`.
 */
export function stepName({ keys, uses, script }: StepView, scope: Scope): PartialValue {
  const silent: Scope = { contexts: scope.contexts, answers: scope.answers };
  if (keys.name !== undefined && keys.name !== null && keys.name !== "")
    return firstLine(fillAsText(keys.name, silent));
  if (uses) return `Run ${uses.kind === "docker" ? uses.image : uses.text}`;
  if (script) return prefixed(firstLine(fillAsText(script.text, silent)));
  if ("wait" in keys) return "Wait";
  if ("wait-all" in keys) return "Wait for all";
  if ("cancel" in keys) return "Cancel";
  return "parallel" in keys ? "Parallel group" : "run";
}

function firstLine(text: PartialValue): PartialValue {
  return typeof text === "string" ? (text.trimStart().split(/\r|\n/, 1)[0] ?? "") : text;
}

function prefixed(text: PartialValue): PartialValue {
  return typeof text === "string" && text !== "" ? `Run ${text}` : text;
}
