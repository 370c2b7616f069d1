import type { Clock } from "./host.ts";

export interface Timing {
  /** Kebab-case. */
  readonly name: string;
  readonly milliseconds: number;
}

/** Measures what a run waits for. */
export interface Stopwatch {
  readonly timings: readonly Timing[];
  measure<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export function createStopwatch(clock: Pick<Clock, "now">): Stopwatch {
  const timings: Timing[] = [];
  return {
    timings,
    async measure(name, work) {
      const start = clock.now().getTime();
      const index = timings.push({ name, milliseconds: 0 }) - 1;
      try {
        return await work();
      } finally {
        timings[index] = { name, milliseconds: clock.now().getTime() - start };
      }
    },
  };
}
