import type { Concurrency } from "./job-options.ts";

type Group = Concurrency<"concurrency.group">["group"];
type JobGroup = Concurrency<"jobs.*.concurrency.group">["group"];

/** One run at a time; of those that wait, only the newest stays: GitHub cancels the older pending ones. */
export function serial<G extends Group | JobGroup>(
  group: G,
): { readonly group: G; readonly "cancel-in-progress": false } {
  return { group, "cancel-in-progress": false };
}

/** A new run cancels the one that runs. */
export function latestOnly<G extends Group | JobGroup>(
  group: G,
): { readonly group: G; readonly "cancel-in-progress": true } {
  return { group, "cancel-in-progress": true };
}

/** One run at a time, and nothing is dropped: up to 100 wait, first in first out. github.com only, since 2026-05. */
export function queueAll<G extends Group | JobGroup>(group: G): { readonly group: G; readonly queue: "max" } {
  return { group, queue: "max" };
}
