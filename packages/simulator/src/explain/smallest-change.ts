import { asMap } from "@yardmaster/core";
import { simulate } from "../runs/simulate.ts";
import type { SimulatedEvent } from "../trace/event.ts";
import type { GivenOutcomes, SimulatedRepository } from "../trace/facts.ts";
import type { Candidate } from "./candidate.ts";
import { conditionCandidates } from "./condition-candidates.ts";
import { applyChange, type FactChange, slotOf, type World } from "./fact-change.ts";
import { startCandidates } from "./start-candidates.ts";
import { type FoundTarget, findTarget, type Standing, type Target } from "./target.ts";

/** Facts that, were they so, would turn a result: each was simulated. */
export interface TurningChange {
  readonly changes: readonly FactChange[];
  /** What becomes of the target then. */
  readonly standing: Standing;
  /** `github.ref` were 'refs/heads/main'; without a final stop. */
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
  /** An event of another kind, completed, with what is not of its kind as it is; undefined where it cannot be. */
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
  const found = findTarget(simulate(world.repository, event, outcomes), target);
  if (!found) return undefined;
  const search = new Search(world, target, found.standing, maximumTried);
  const candidates = candidatesOf(found, world, eventOf);
  for (let size = 1; size <= 3 && search.found.length === 0; size += 1) {
    // What a change makes visible, as the conditions of a run that starts, is asked for with it.
    if (size === 1) for (const candidate of candidates) search.try([candidate]);
    else search.extend(candidates, eventOf);
  }
  return { standing: found.standing, found: search.found, tried: search.tried };
}

/** The workflow, and those that may be called: nothing else changes what becomes of it. */
function around({ file }: Target, repository: SimulatedRepository): SimulatedRepository {
  const kept = [...repository.workflows].filter(([path, { model }]) => {
    const on = model.on;
    if (path === file || on === "workflow_call") return true;
    return Array.isArray(on) ? on.includes("workflow_call") : Object.hasOwn(asMap(on) ?? {}, "workflow_call");
  });
  return { ...repository, workflows: new Map(kept) };
}

function candidatesOf(found: FoundTarget, world: World, eventOf: ChangeOptions["eventOf"]): readonly Candidate[] {
  const starts = startCandidates(found.workflow.file, world, eventOf);
  const conditions = found.jobs.length > 0 ? conditionCandidates(found, world) : [];
  const all = found.standing === "not-started" ? [...starts, ...conditions] : [...conditions, ...starts];
  const distinct = new Map(
    all.map((candidate) => [`${slotOf(candidate.change)} ${JSON.stringify(keyOf(candidate))}`, candidate]),
  );
  return [...distinct.values()];
}

/** Of several sentences for one change the first is as good as any. */
function keyOf({ change }: Candidate): unknown {
  return change.fact === "event" ? change.event.name : change;
}

interface Attempt {
  readonly candidates: readonly Candidate[];
  readonly world: World;
  readonly found: FoundTarget | undefined;
}

const maximumFound = 3;
/** Of attempts that are tried on: those that came furthest. */
const breadth = 60;

class Search {
  readonly found: TurningChange[] = [];
  tried = 0;
  readonly #world: World;
  readonly #target: Target;
  readonly #before: Standing;
  readonly #limit: number;
  #attempts: Attempt[] = [];

  constructor(world: World, target: Target, before: Standing, limit: number) {
    this.#world = world;
    this.#target = target;
    this.#before = before;
    this.#limit = limit;
  }

  try(candidates: readonly Candidate[], from = this.#world): void {
    const last = candidates.at(-1);
    if (!last || this.tried >= this.#limit || this.found.length >= maximumFound) return;
    this.tried += 1;
    const world = applyChange(from, last.change);
    const found = findTarget(simulate(world.repository, world.event, world.outcomes), this.#target);
    this.#attempts.push({ candidates, world, found });
    if (!found || !this.#isTurned(found.standing)) return;
    const texts = new Set(this.found.map(({ text }) => text));
    const text = candidates.map((each) => each.text).join(" and ");
    if (texts.has(text)) return;
    this.found.push({ changes: candidates.map(({ change }) => change), standing: found.standing, text });
  }

  /** One change more on top of each attempt, the furthest first. */
  extend(candidates: readonly Candidate[], eventOf: ChangeOptions["eventOf"]): void {
    const attempts = [...this.#attempts].sort((a, b) => progressOf(b.found) - progressOf(a.found)).slice(0, breadth);
    this.#attempts = [];
    const seen = new Set<string>();
    for (const attempt of attempts) {
      const own = attempt.found ? candidatesOf(attempt.found, attempt.world, eventOf) : [];
      const slots = new Set(attempt.candidates.map(({ change }) => slotOf(change)));
      for (const candidate of [...own, ...candidates]) {
        if (slots.has(slotOf(candidate.change)) || candidate.change.fact === "event") continue;
        const key = [...attempt.candidates, candidate]
          .map((each) => JSON.stringify(keyOf(each)))
          .sort()
          .join();
        if (seen.has(key)) continue;
        seen.add(key);
        this.try([...attempt.candidates, candidate], attempt.world);
      }
    }
  }

  #isTurned(standing: Standing): boolean {
    return this.#before === "runs" ? standing === "skipped" || standing === "not-started" : standing === "runs";
  }
}

/** How much of the way stands open. */
function progressOf(found: FoundTarget | undefined): number {
  if (!found) return 0;
  if (found.standing === "not-started") return found.workflow.closeness / 100;
  const open = found.jobs.filter(({ job }) => job.verdict === "runs").length;
  return 1 + open + (found.standing === "unknown" ? 0.5 : 0);
}
