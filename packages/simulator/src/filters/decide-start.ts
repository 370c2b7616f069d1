import { eventsOf, type WorkflowFact } from "@yardmaster/core";
import { ruleOfEvent } from "../events/event-table.ts";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { Answer, Problem, Reason } from "../trace/trace.ts";
import { chainGate, dispatchGate, exceptionGate, workflowsGate } from "./event-gates.ts";
import type { Gate, GateAnswer, GateInput } from "./gate.ts";
import { nameGate } from "./name-gates.ts";
import { conflictGate, defaultBranchGate, forkGate, tokenGate } from "./origin-gates.ts";
import { pathGate } from "./path-gate.ts";
import { scheduleGate } from "./schedule-gate.ts";
import { skipGate } from "./skip-gate.ts";
import { typeGate } from "./type-gate.ts";

/** Whether an event starts a workflow. */
export interface Start {
  readonly answer: Answer;
  readonly reason: Reason;
  /** As `WorkflowTrace.closeness`. */
  readonly closeness: number;
  /** As `WorkflowTrace.obstacles`. */
  readonly obstacles: readonly Reason[];
  readonly problems: readonly Problem[];
  /** Of a schedule: the cron that is due, `github.event.schedule`. */
  readonly cron?: string;
  /** Fields of the payload that it was decided by. */
  readonly reads: readonly string[];
}

/** In GitHub's order, as far as its documents show one. */
const gates: readonly Gate[] = [
  typeGate,
  nameGate,
  pathGate,
  workflowsGate,
  chainGate,
  dispatchGate,
  exceptionGate,
  skipGate,
  defaultBranchGate,
  forkGate,
  tokenGate,
  scheduleGate,
  conflictGate,
];

/** A rule that forbids decides, whatever another leaves open. */
export function decideStart(fact: WorkflowFact, event: SimulatedEvent, repository: SimulatedRepository): Start {
  const events = eventsOf(fact.model.on);
  const settings = events.get(event.name);
  const rule = ruleOfEvent(event.name);
  if (!settings || !rule) {
    const text = `\`on\` does not list \`${event.name}\``;
    const reason = { code: "event-not-listed", text, path: ["on"] };
    return { answer: "no", reason, closeness: 0, obstacles: [reason], problems: [], reads: [] };
  }
  const path = pathOfEvent(fact, event.name);
  const input: GateInput = { ...fact, settings, path, event, rule, repository };
  const answers = gates.flatMap((gate) => gate(input) ?? []);
  const forbidding = answers.filter(({ passes }) => passes === "no");
  const open = answers.filter(({ passes }) => passes === "unknown");
  const decides = forbidding[0] ?? open[0];
  // What a rule would have to be told is no problem where another forbids the start anyway.
  const heard = forbidding.length > 0 ? forbidding : open;
  const cron = answers.find((answer) => answer.cron !== undefined)?.cron;
  return {
    answer: decides?.passes ?? "yes",
    reason: decides?.reason ?? reasonToStart(answers, event, path),
    closeness: 1 + gates.length - forbidding.length,
    obstacles: forbidding.map(({ reason }) => reason),
    problems: heard.flatMap(({ problem }) => problem ?? []),
    reads: answers.flatMap(({ reads }) => reads ?? []),
    ...(cron === undefined ? {} : { cron }),
  };
}

function reasonToStart(answers: readonly GateAnswer[], { name }: SimulatedEvent, path: Reason["path"]): Reason {
  const texts = answers.map(({ reason }) => reason.text);
  const last = answers.at(-1)?.reason.path ?? path;
  return {
    code: "event-listed",
    text: [`\`on\` lists \`${name}\``, ...texts].join("; "),
    ...(last ? { path: last } : {}),
  };
}

/** `on` may be a name, a list of names, or a map. */
function pathOfEvent({ model: { on } }: WorkflowFact, name: string): readonly (string | number)[] {
  if (typeof on === "string") return ["on"];
  return Array.isArray(on) ? ["on", on.indexOf(name)] : ["on", name];
}
