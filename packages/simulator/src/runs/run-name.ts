import type { WorkflowModel } from "@yardmaster/core";
import type { PartialMap, PartialValue } from "@yardmaster/core/evaluation";
import { fillText } from "../evaluate/evaluate.ts";
import { textOf } from "../events/payload-field.ts";
import type { SimulatedEvent } from "../trace/event.ts";

/**
 * What the list of runs shows. Without a `run-name` GitHub's page says it of two events, and nothing of the others: they have
 * the workflow's name here. Source: docs.github.com, "Workflow syntax", `run-name`.
 */
export function runName(
  model: WorkflowModel,
  name: string,
  { name: event, payload, commitMessage }: SimulatedEvent,
  contexts: PartialMap,
): PartialValue {
  const stated = model["run-name"];
  if (typeof stated === "string" && stated.trim() !== "") return fillText(stated, { contexts, answers: {} });
  if (event === "push")
    return (commitMessage ?? textOf(payload, "head_commit", "message") ?? name).split("\n", 1)[0] ?? "";
  if (event === "pull_request") return textOf(payload, "pull_request", "title") ?? name;
  return name;
}
