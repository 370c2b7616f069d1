import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { Reason } from "../trace/trace.ts";

/** From then on, public repositories without an event rule of their own refuse `pull_request_target`. */
const blockedSince = Date.parse("2026-12-02T00:00:00Z");

/**
 * Why a run fails at its start: Actions policies, each of which has to allow it.
 * Sources: docs.github.com, "About Actions policies" and "Controlling who can execute workflows" (policies layer like
 * rulesets); "Securely using pull_request_target" (an own event rule replaces the default). The instant of the event decides.
 */
export function refusalOfPolicies(
  event: SimulatedEvent,
  repository: SimulatedRepository,
  file: string,
): Reason | undefined {
  const { policies } = repository.settings;
  const concerned = (policies ?? []).filter(
    ({ workflows, isEvaluatedOnly }) => !isEvaluatedOnly && (workflows?.includes(file) ?? true),
  );
  // The rights of a re-run are the first actor's; who may ask for one is for the policy of who asks.
  const actor = event.attempt > 1 ? event.triggeringActor : event.actor;
  for (const { events, actors } of concerned) {
    if (events && !events.includes(event.name)) {
      return { code: "policy-event", text: `an Actions policy does not let \`${event.name}\` start ${file}` };
    }
    if (actors && !actors.some((login) => login.toLowerCase() === actor.toLowerCase())) {
      return { code: "policy-actor", text: `an Actions policy does not let \`${actor}\` start ${file}` };
    }
  }
  const isBlocked =
    event.name === "pull_request_target" &&
    repository.visibility === "public" &&
    Date.parse(event.instant) >= blockedSince &&
    !concerned.some(({ events }) => events);
  if (!isBlocked) return undefined;
  const text =
    "public repositories refuse `pull_request_target` from 2 December 2026, unless an Actions policy with an event rule allows it";
  return { code: "pull-request-target-blocked", text, ...(policies ? {} : { dependsOn: ["the Actions policies"] }) };
}
