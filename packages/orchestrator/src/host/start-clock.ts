import type { Clock, Host } from "./host.ts";

/** A clock whose deadline is so many seconds from now. */
export function startClock(host: Pick<Host, "now" | "wait">, seconds: number): Clock {
  const end = host.now().getTime() + seconds * 1000;
  return { now: host.now, wait: host.wait, remainingMilliseconds: () => end - host.now().getTime() };
}
