export { eventOf } from "./event-of.ts";
export { type ForAllOptions, forAll } from "./for-all.ts";
export { goldenTrace, matchesGolden } from "./golden-trace.ts";
export {
  type Because,
  hasPermission,
  reaches,
  reachesNot,
  refused,
  runs,
  skipped,
  starts,
  startsNot,
  unknown,
  waits,
} from "./matchers.ts";
export { printCounterExample, printSearch } from "./print-search.ts";
export { type CounterExample, type Notes, type Property, type Search, type SearchOptions, search } from "./search.ts";
export type { Axis, Combination, Space } from "./search-space.ts";
