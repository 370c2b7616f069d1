import { type PartialMap, Unknown } from "@yardmaster/core";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { RunPlace } from "./run-place.ts";

/** `github` as jobs read it; what only a runner knows is unknown. Source: docs.github.com, "Contexts reference". */
export function githubContext(
  event: SimulatedEvent,
  repository: SimulatedRepository,
  workflow: { readonly file: string; readonly name: string },
  { ref, sha }: RunPlace,
): PartialMap {
  const [owner = ""] = repository.name.split("/");
  const unknown = (name: string, truth?: boolean) => ({ [name]: new Unknown([`github.${name}`], truth) });
  return {
    actor: event.actor,
    event: event.payload,
    event_name: event.name,
    ref,
    ref_name: ref.replace(/^refs\/(?:heads|tags|pull)\//, ""),
    ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
    repository: repository.name,
    repository_owner: owner,
    repository_visibility: repository.visibility,
    run_attempt: String(event.attempt),
    sha,
    triggering_actor: event.triggeringActor,
    workflow: workflow.name,
    workflow_ref: `${repository.name}/${workflow.file}@${ref}`,
    workflow_sha: sha,
    ...unknown("run_id", true),
    ...unknown("run_number", true),
    ...unknown("token", true),
  };
}
