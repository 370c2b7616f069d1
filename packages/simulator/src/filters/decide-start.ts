import { asList, asMap, parseFilterPattern, passesFilter, type WorkflowView } from "@yardmaster/core";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { Answer, Reason } from "../trace/trace.ts";

/** Whether an event starts a workflow. */
export interface Start {
  readonly answer: Answer;
  readonly reason: Reason;
  /** As `WorkflowTrace.closeness`. */
  readonly closeness: number;
}

export function decideStart(view: WorkflowView, event: SimulatedEvent, _repository: SimulatedRepository): Start {
  const settings = view.events.get(event.name);
  if (!settings) {
    return {
      answer: "no",
      closeness: 0,
      reason: { code: "event-not-listed", text: `\`on\` does not list \`${event.name}\`` },
    };
  }
  const branches = asList(settings.branches).filter((pattern) => typeof pattern === "string");
  const name = event.ref.replace(/^refs\/heads\//, "");
  const path = ["on", event.name, "branches"];
  if (branches.length > 0 && asMap(view.model.on)) {
    const passes = passesFilter(branches.map(parseFilterPattern), name);
    if (!passes) {
      return {
        answer: "no",
        closeness: 1,
        reason: { code: "branches-none-match", text: `no pattern of \`branches\` matches \`${name}\``, path },
      };
    }
  }
  return {
    answer: "yes",
    closeness: 9,
    reason: { code: "event-listed", text: `\`on\` lists \`${event.name}\``, path: ["on", event.name] },
  };
}
