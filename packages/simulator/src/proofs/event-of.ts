import { completeEvent } from "../events/complete-event.ts";
import type { GivenEvent } from "../events/given-event.ts";
import { loadExamples } from "../events/load-examples.ts";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";

/** A Monday, 12:00 UTC: tests say the same on every day. */
const defaultInstant = "2026-01-05T12:00:00Z";

/**
 * An event for a test: what is said of it, and for the rest GitHub's examples.
 * @throws where it cannot be: another kind of event, a payload that lacks what has to be there.
 */
export async function eventOf(
  repository: SimulatedRepository,
  given: Partial<GivenEvent> & Pick<GivenEvent, "name">,
): Promise<SimulatedEvent> {
  const completed = completeEvent({ instant: defaultInstant, ...given }, repository, await loadExamples());
  if ("event" in completed) return completed.event;
  throw new Error(completed.problems.map(({ message }) => message).join("; "));
}
