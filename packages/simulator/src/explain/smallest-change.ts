import { asMap } from "@yardmaster/core";
import { simulate } from "../runs/simulate.ts";
import type { SimulatedEvent } from "../trace/event.ts";
import type { GivenOutcomes, SimulatedRepository } from "../trace/facts.ts";
import type { Candidate } from "./candidate.ts";
import { conditionCandidates } from "./condition-candidates.ts";
import { applyChange, type FactChange, slotOf, type World } from "./fact-change.ts";
import { mayCarry } from "./payload-subjects.ts";
import { startCandidates } from "./start-candidates.ts";
import { type FoundTarget, findTarget, type Standing, type Target } from "./target.ts";

/** Facts that, were they so, would turn a result: each was simulated. */
export interface TurningChange {
  readonly changes: readonly FactChange[];
  /** What becomes of the target then. */
  readonly standing: Standing;
  /** `github.ref` were `'refs/heads/main'`; without a final stop. */
  readonly text: string;
}

export interface ChangeSearch {
  /** What becomes of the target as things are. */
  readonly standing: Standing;
  /** As few changes as any that were found, at most three such sets; empty where none of those that were tried turns it. */
  readonly found: readonly TurningChange[];
  /** How many sets of changes were simulated. */
  readonly tried: number;
}

export interface ChangeOptions {
  /** An event of another kind, completed; undefined where it cannot be. */
  readonly eventOf?: (name: string) => SimulatedEvent | undefined;
  /** 4,000 unless given. */
  readonly maximumTried?: number;
}

/**
 * The smallest change of facts by which something that does not run would, and something that runs would not. What its
 * conditions and filters ask is tried, one change first, then two, then three; what comes of each is simulated.
 * @returns undefined for a target that is not in the trace, though nothing around it keeps it out.
 */
export function smallestChange(
  repository: SimulatedRepository,
  event: SimulatedEvent,
  outcomes: GivenOutcomes,
  target: Target,
  { eventOf, maximumTried = 4000 }: ChangeOptions = {},
): ChangeSearch | undefined {
  const world: World = { repository: around(target, repository), event, outcomes };
  const before = traceTarget(world, target);
  if (!before) return undefined;
  const candidates = (found: FoundTarget, at: World) => candidatesOf(found, at, eventOf);
  const first = candidates(before, world);
  let attempts: readonly Attempt[] = [{ candidates: [], world, found: before }];
  let tried = 0;
  for (let size = 1; size <= maximumSize; size += 1) {
    const next: Attempt[] = [];
    const found = new Map<string, TurningChange>();
    for (const candidate of extensions(attempts, first, candidates)) {
      if (tried >= maximumTried || found.size >= maximumFound) break;
      tried += 1;
      const attempt = follow(candidate, target);
      const standing = attempt.found?.standing;
      if (standing === undefined || !isTurned(before.standing, standing)) next.push(attempt);
      else {
        const text = attempt.candidates.map((each) => each.text).join(" and ");
        const changes = attempt.candidates.map(({ change }) => change);
        if (!found.has(text)) found.set(text, { changes, standing, text });
      }
    }
    if (found.size > 0) return { standing: before.standing, found: [...found.values()], tried };
    attempts = next.sort((a, b) => progressOf(b.found) - progressOf(a.found)).slice(0, breadth);
  }
  return { standing: before.standing, found: [], tried };
}

const maximumSize = 3;
const maximumFound = 3;
/** Of attempts that are tried on: those that came furthest. */
const breadth = 60;

interface Attempt {
  readonly candidates: readonly Candidate[];
  readonly world: World;
  readonly found: FoundTarget | undefined;
}

/** The workflow, and those that may be called: nothing else changes what becomes of it. */
function around({ file }: Target, repository: SimulatedRepository): SimulatedRepository {
  const kept = [...repository.workflows].filter(([path, { model }]) => {
    const { on } = model;
    if (path === file || on === "workflow_call") return true;
    return Array.isArray(on) ? on.includes("workflow_call") : Object.hasOwn(asMap(on) ?? {}, "workflow_call");
  });
  return { ...repository, workflows: new Map(kept) };
}

function traceTarget({ repository, event, outcomes }: World, target: Target): FoundTarget | undefined {
  return findTarget(simulate(repository, event, outcomes), target);
}

/** What is asked for in the order in which it is tried: what decides first, of a run what its conditions read. */
function candidatesOf(found: FoundTarget, world: World, eventOf: ChangeOptions["eventOf"]): readonly Candidate[] {
  const starts = startCandidates(found.workflow.file, world, eventOf);
  const conditions = found.jobs.length > 0 ? conditionCandidates(found, world) : [];
  const all = found.standing === "not-started" ? [...starts, ...conditions] : [...conditions, ...starts];
  // Of several sentences for one change the first is as good as any.
  return [...new Map([...all].reverse().map((candidate) => [keyOf(candidate), candidate])).values()].reverse();
}

function keyOf({ change }: Candidate): string {
  return change.fact === "event" ? `event ${change.event.name}` : JSON.stringify(change);
}

/** One change more on top of each attempt: what it brought to light, then what was there to ask before. */
function* extensions(
  attempts: readonly Attempt[],
  first: readonly Candidate[],
  candidates: (found: FoundTarget, at: World) => readonly Candidate[],
): Generator<Attempt> {
  const seen = new Set<string>();
  for (const attempt of attempts) {
    const slots = new Set(attempt.candidates.map(({ change }) => slotOf(change)));
    const own = attempt.found && attempt.candidates.length > 0 ? candidates(attempt.found, attempt.world) : [];
    for (const candidate of [...own, ...first]) {
      const { change } = candidate;
      const isLate = change.fact === "event" && attempt.candidates.length > 0;
      if (isLate || slots.has(slotOf(change)) || isOfAnotherEvent(change, attempt.world)) continue;
      const all = [...attempt.candidates, candidate];
      const key = all.map(keyOf).sort().join("\n");
      if (seen.has(key)) continue;
      seen.add(key);
      yield { ...attempt, candidates: all };
    }
  }
}

/** What an event never has would turn nothing on GitHub. */
function isOfAnotherEvent(change: FactChange, { event }: World): boolean {
  return change.fact === "payload" && change.path[0] !== undefined && !mayCarry(event.name, change.path[0]);
}

/** @param attempt with a change at its end that its world does not have yet. */
function follow({ candidates, world: before }: Attempt, target: Target): Attempt {
  const last = candidates.at(-1);
  const world = last ? applyChange(before, last.change) : before;
  return { candidates, world, found: traceTarget(world, target) };
}

function isTurned(before: Standing, standing: Standing): boolean {
  return before === "runs" ? standing === "skipped" || standing === "not-started" : standing === "runs";
}

/** How much of the way stands open. */
function progressOf(found: FoundTarget | undefined): number {
  if (!found) return 0;
  if (found.standing === "not-started") return found.workflow.closeness / 100;
  const open = found.jobs.filter(({ job }) => job.verdict === "runs").length;
  return 1 + open + (found.standing === "unknown" ? 0.5 : 0);
}
