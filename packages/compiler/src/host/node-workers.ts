import type { Worker } from "node:worker_threads";
import type { Workers } from "./workers.ts";

/** A thread costs about as much as it takes to start the program. */
const mostThreads = 4;
/** So that a thread never waits for this one, which answers only between two units. */
const unitsAhead = 2;

/** @param file the program of a worker: it takes `[index, unit]` and answers `[index, result]`. */
export function nodeWorkers(file: URL): Workers {
  return { run: (units, own) => share(units, own, file) };
}

async function share<U, R>(units: readonly U[], own: (unit: U) => Promise<R>, file: URL): Promise<readonly R[]> {
  const { availableParallelism } = await import("node:os"); // most runs have little to share
  const { setImmediate } = await import("node:timers/promises");
  const { Worker } = await import("node:worker_threads");
  const results = new Map<number, R>();
  let next = 0;
  const threads = Array.from({ length: Math.min(availableParallelism(), mostThreads) - 1 }, () => new Worker(file));
  let fail: (error: unknown) => void = () => {};
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  finished.catch(() => {}); // it is awaited below, maybe later than it fails
  const keep = (index: number, result: R): void => {
    results.set(index, result);
    if (results.size === units.length) finish();
  };
  const give = (thread: Worker): void => {
    if (next >= units.length) return;
    thread.postMessage([next, units[next]]);
    next += 1;
  };
  try {
    for (const thread of threads) {
      thread.on("error", fail);
      thread.on("message", ([index, result]: [number, R]) => {
        keep(index, result);
        give(thread);
      });
      for (let ahead = 0; ahead < unitsAhead; ahead++) give(thread);
    }
    while (next < units.length) {
      const index = next;
      next += 1;
      keep(index, await own(units[index] as U));
      await setImmediate(); // lets answers in
    }
    if (units.length > 0) await finished;
    return units.map((_, index) => results.get(index) as R);
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
