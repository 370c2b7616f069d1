import { nearestNames, platformEvents, type ValueMap } from "@yardmaster/core";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { Problem } from "../trace/trace.ts";
import type { GivenEvent } from "./given-event.ts";
import type { WebhookExample } from "./load-examples.ts";

export type CompletedEvent = { readonly event: SimulatedEvent } | { readonly problems: readonly Problem[] };

/** An event as simulations take it, from what a person says of it and, for the rest, from GitHub's examples. */
export function completeEvent(
  given: GivenEvent,
  repository: SimulatedRepository,
  examples: readonly WebhookExample[],
): CompletedEvent {
  const name = given.name ?? "push";
  if (!Object.hasOwn(platformEvents, name)) {
    const [nearest] = nearestNames(name, Object.keys(platformEvents));
    const hint = nearest === undefined ? "" : `: did you mean \`${nearest}\``;
    return { problems: [{ code: "event-unknown", message: `no workflow starts by an event \`${name}\`${hint}` }] };
  }
  const example = examples.find((each) => each.name === name)?.examples[0] ?? {};
  const payload: ValueMap = given.payload ?? example;
  const ref = given.ref ?? `refs/heads/${repository.defaultBranch}`;
  const actor = given.actor ?? "octocat";
  return {
    event: {
      name,
      payload,
      ref: ref.startsWith("refs/") ? ref : `refs/heads/${ref}`,
      sha: given.sha ?? "",
      actor,
      triggeringActor: given.triggeringActor ?? actor,
      instant: given.instant,
      changedFiles: given.files,
      commitMessage: given.message,
      by: given.by ?? "person",
      attempt: given.attempt ?? 1,
      assumed: new Set(),
    },
  };
}
