import { count, fail, type ModelPath, ok, type Result, type Value } from "@yardmaster/core";
import { Unknown } from "@yardmaster/core/evaluation";
import type { Scope } from "../evaluate/evaluate.ts";
import type { OtherRun } from "../trace/facts.ts";
import type { ConcurrencyTrace, Reason } from "../trace/trace.ts";
import { type Concurrency, groupKey, readConcurrency } from "./read-concurrency.ts";

/** A group that a run holds while what is inside runs. */
export interface HeldGroup {
  readonly key: string;
  /** As GitHub names it: `top level workflow`, or the place of a job. */
  readonly holder: string;
}

/** What stands around a `concurrency`. */
export interface ConcurrencySurroundings {
  /** What would hold the group: the top level workflow, or a job. */
  readonly holder: string;
  readonly path: ModelPath;
  /** Of the same run, around this one. */
  readonly held: readonly HeldGroup[];
  /** Of the repository; undefined where nobody said. */
  readonly runs: readonly OtherRun[] | undefined;
}

/** How a `concurrency` comes out. */
export interface ConcurrencyOutcome {
  readonly trace: ConcurrencyTrace;
  /** What is inside stands behind these. */
  readonly held: readonly HeldGroup[];
  /** Whether it has to wait for another run, or is cancelled before it begins. */
  readonly fate: "runs" | "waits" | "cancelled";
}

/**
 * What becomes of a run or job that joins a concurrency group, and of those that are there.
 * Source: docs.github.com, "Control the concurrency of workflows and jobs".
 * @returns the reason where GitHub refuses what is written.
 */
export function joinGroup(
  written: Value,
  scope: Scope,
  around: ConcurrencySurroundings,
): Result<ConcurrencyOutcome, Reason> {
  const read = readConcurrency(written, scope);
  if (!read.ok) return fail({ ...read.error, path: around.path });
  const concurrency = read.value;
  const { group, cancelsOthers, queue } = concurrency;
  const { fate, ...effect } = effectOf(concurrency, around);
  const key = groupKey(group);
  const trace: ConcurrencyTrace = {
    group,
    cancelsOthers,
    ...(queue === "single" ? {} : { queue }),
    effect: { ...effect, path: around.path },
  };
  const held = key === undefined ? around.held : [...around.held, { key, holder: around.holder }];
  return ok({ trace, held, fate });
}

type Effect = Omit<Reason, "path"> & Pick<ConcurrencyOutcome, "fate">;

function effectOf({ group, cancelsOthers, queue }: Concurrency, around: ConcurrencySurroundings): Effect {
  const key = groupKey(group);
  if (key === undefined || group instanceof Unknown) {
    const dependsOn = group instanceof Unknown ? group.causes : [];
    const text = "which runs are in its concurrency group depends on what is not known";
    return { code: "concurrency-group-unknown", text, dependsOn, fate: "runs" };
  }
  const holder = around.held.find((outer) => outer.key === key);
  if (holder) {
    const text = `it waits for the group \`${group}\`, which the ${holder.holder} around it holds: GitHub cancels it`;
    return { code: "concurrency-deadlock", text, fate: "cancelled" };
  }
  if (!around.runs) {
    const text = `whether another run is in the group \`${group}\` is not known`;
    return { code: "concurrency-runs-unknown", text, dependsOn: ["repository.runs"], fate: "runs" };
  }
  const others = around.runs.filter((run) => run.group.toLowerCase() === key);
  const running = others.filter(({ status }) => status === "in_progress");
  const pending = others.filter(({ status }) => status === "pending");
  if (others.length === 0) {
    return { code: "concurrency-free", text: `no other run is in the group \`${group}\``, fate: "runs" };
  }
  if (cancelsOthers instanceof Unknown) {
    const text = `whether it cancels the ${named(others)} depends on what is not known`;
    return { code: "concurrency-cancel-unknown", text, dependsOn: cancelsOthers.causes, fate: "runs" };
  }
  if (cancelsOthers) {
    return { code: "concurrency-cancels", text: `it cancels the ${named(others)} in \`${group}\``, fate: "runs" };
  }
  if (queue === "max") {
    const text = `it waits behind the ${named(others)} in \`${group}\``;
    if (pending.length < longestQueue) return { code: "concurrency-queues", text, fate: "waits" };
    return {
      code: "concurrency-queue-full",
      text: `${count(pending.length, "run")} wait in \`${group}\`: GitHub cancels it`,
      fate: "cancelled",
    };
  }
  if (pending.length === 0) {
    return { code: "concurrency-waits", text: `it waits for the ${named(running)} in \`${group}\``, fate: "waits" };
  }
  if (queue instanceof Unknown) {
    const text = `whether it replaces the ${named(pending)} depends on what is not known`;
    return { code: "concurrency-queue-unknown", text, dependsOn: queue.causes, fate: "waits" };
  }
  const text = `it takes the place of the ${named(pending)} in \`${group}\`, which GitHub cancels`;
  return { code: "concurrency-replaces", text, fate: "waits" };
}

/** Source: docs.github.com, "Control the concurrency of workflows and jobs", `queue`. */
const longestQueue = 100;

function named(runs: readonly OtherRun[]): string {
  const [only] = runs;
  if (runs.length === 1 && only) {
    return `${only.status === "pending" ? "pending" : "running"} run of ${only.workflow}`;
  }
  return `${runs.length} runs`;
}
