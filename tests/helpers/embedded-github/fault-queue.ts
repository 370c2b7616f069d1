import type { Fault } from "./fault.ts";

/** The faults that wait for their requests: one each. */
export interface FaultQueue {
  /** For the next requests to the route, in order. */
  add(route: string, faults: readonly Fault[]): void;
  /** For one request by its place among all, from 0. */
  addAt(index: number, fault: Fault): void;
  take(route: string, index: number): Fault | undefined;
}

export function createFaultQueue(): FaultQueue {
  const byRoute = new Map<string, Fault[]>();
  const byIndex = new Map<number, Fault>();
  return {
    add: (route, faults) => byRoute.set(route, [...(byRoute.get(route) ?? []), ...faults]),
    addAt: (index, fault) => byIndex.set(index, fault),
    take: (route, index) => byIndex.get(index) ?? byRoute.get(route)?.shift(),
  };
}
