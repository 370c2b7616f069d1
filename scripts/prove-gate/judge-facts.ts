import { expressionsIn, printExpression, type WorkflowFact } from "@yardmaster/core";
import { checkGate } from "@yardmaster/orchestrator";
import { type SimulatedEvent, simulate, type Trace } from "@yardmaster/simulator";
import { reachesNot } from "@yardmaster/simulator/testing";
import * as axes from "./axes.ts";
import type { Facts } from "./facts.ts";
import { admitsAny, type ReadEvent, readEvent } from "./gate-answer.ts";
import { type GateAnswer, outcomesOf } from "./gate-outcomes.ts";
import { runnerOf, simulatedEvent } from "./given-event.ts";
import { taskTable } from "./task-tables.ts";
import type { Trigger } from "./triggers.ts";
import { botToken, type World } from "./world.ts";

export interface JudgedTrace {
  readonly trace: Trace;
  /** Jobs that the token reaches, or may; undefined where it reaches none. */
  readonly reach: string | undefined;
  /** Whether the program in the job with the token sends nothing, whoever the person is: the gate has not judged this attempt. */
  readonly isHeld: boolean;
}

/** Facts that agree in what somebody reads of them share what was computed: the positions in the lists say what that is. */
export function createJudge({ event: eventName, repository, space, payload, command }: Trigger, world: World) {
  const tables = axes.rules.map((rule) => taskTable(world.table, rule));
  // In place of the sender's position among all, that in the space: a trigger need not have all of them.
  const senderAt = new Map(space.sender.map((sender, index) => [sender, index]));
  const sizes = [space.comment, axes.actions, space.sender, space.rerun, axes.places].map(({ length }) => length);
  const sentAll = sizes.reduce((all, size) => all * size, 1);
  const events: (ReadEvent | undefined)[] = new Array(sentAll * axes.associations.length).fill(undefined);
  // 0: not asked yet; 1: denied; 2: allowed.
  const admissions = new Uint8Array(sentAll * axes.permissions.length * axes.teams.length * axes.rules.length);
  const emptyTraces = (): (JudgedTrace | undefined)[] => new Array(sentAll).fill(undefined);
  const emptyByAnswer = () => ({
    fails: emptyTraces(),
    nothing: emptyTraces(),
    denied: emptyTraces(),
    allowed: emptyTraces(),
  });
  // What no workflow reads need not be simulated again.
  const readsAssociation = [...repository.workflows.values()].some(readsCommentWhole);
  const traces = axes.associations.map(emptyByAnswer);

  const read = (facts: Facts): ReadEvent => {
    const asked = facts.rerun.keepsGate ? axes.firstAttempt : facts.rerun;
    return readEvent(payload(facts), runnerOf(eventName, facts.sender, asked), command(facts), world.checkEvent);
  };
  const judge = (facts: Facts, answer: GateAnswer): JudgedTrace => {
    const event = simulatedEvent(eventName, payload(facts), facts);
    const attempt = facts.rerun.keepsGate ? 1 : event.attempt;
    const trace = simulate(repository, event, outcomesOf(answer, attempt));
    return { trace, reach: reachIn(trace), isHeld: isHeld(attempt, event) };
  };
  return (facts: Facts): JudgedTrace => {
    const { association, permission, team, rule, comment, action, sender, rerun, place } = facts;
    const sent =
      (((comment.index * axes.actions.length + action.index) * space.sender.length + (senderAt.get(sender) ?? 0)) *
        space.rerun.length +
        rerun.index) *
        axes.places.length +
      place.index;
    const eventAt = sent * axes.associations.length + association.index;
    let event = events[eventAt];
    if (!event) {
      event = read(facts);
      events[eventAt] = event;
    }
    let answer: GateAnswer;
    if (event.kind === "commands") {
      const at =
        ((sent * axes.permissions.length + permission.index) * axes.teams.length + team.index) * axes.rules.length;
      const admission = at + rule.index;
      if (!admissions[admission]) {
        const isAdmitted = admitsAny(event, facts, tables[rule.index] ?? world.table, world.decideAdmission);
        admissions[admission] = isAdmitted ? 2 : 1;
      }
      answer = admissions[admission] === 2 ? "allowed" : "denied";
    } else answer = event.kind;
    const known = traces[readsAssociation ? association.index : 0]?.[answer] ?? [];
    let judged = known[sent];
    if (!judged) {
      judged = judge(facts, answer);
      known[sent] = judged;
    }
    return judged;
  };
}

/** Whether an expression reads the association of a comment's author, or what it stands in. */
function readsCommentWhole({ model }: WorkflowFact): boolean {
  const texts = expressionsIn(model).map(({ expression }) => printExpression(expression));
  return texts.some((text) => /association|\bgithub(?:\.event(?:\.comment)?)?(?!\.?[\w-])/i.test(text));
}

export function reachIn(trace: Trace): string | undefined {
  try {
    reachesNot(trace, botToken);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** As the program of the job with the token asks before it does anything. */
function isHeld(gateAttempt: number, { name, actor, triggeringActor, attempt }: SimulatedEvent): boolean {
  const env = {
    GATE_ALLOWED: "true",
    GATE_ATTEMPT: String(gateAttempt),
    GATE_VERDICTS: '{"table":"a","verdicts":[]}',
  };
  const run = { id: "4242", attempt: String(attempt), url: "https://github.com" };
  const runner = { eventName: name, repository: { owner: "acme", repo: "app" }, actor, triggeringActor, run };
  const answer = checkGate(env, { runner, tableDigest: "a" });
  return !answer.ok || answer.value.denial !== undefined;
}
