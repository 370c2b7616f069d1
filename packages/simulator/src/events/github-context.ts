import { contextProperties, isMap, type ValueMap } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import { fieldOf, textOf } from "./payload-field.ts";
import { isTagRef, refName } from "./ref-name.ts";
import type { RunPlace } from "./run-place.ts";
import type { Trust } from "./trust.ts";

/**
 * `github` as jobs read it, each property of it; what only a runner knows is unknown.
 * Source: docs.github.com, "Contexts reference", `github` context.
 * @param cron of a schedule: the one that is due.
 */
export function githubContext(
  event: SimulatedEvent,
  repository: SimulatedRepository,
  workflow: { readonly file: string; readonly name: string },
  { ref, sha }: RunPlace,
  { secretSource }: Trust,
  cron?: string,
): PartialMap {
  const [owner = ""] = repository.name.split("/");
  const payload = payloadContext(event);
  return {
    ...unknownProperties,
    ...(event.actor === "" ? {} : { actor: event.actor }),
    ...idOf("actor_id", event, ["sender"], textOf(event.payload, "sender", "login") === event.actor),
    api_url: "https://api.github.com",
    ...branchesOf(event),
    event: cron === undefined ? payload : { ...payload, schedule: cron },
    event_name: event.name,
    graphql_url: "https://api.github.com/graphql",
    ...refOf(event, ref),
    repository: repository.name,
    ...idOf("repository_id", event, ["repository"]),
    repository_owner: owner,
    ...idOf("repository_owner_id", event, ["repository", "owner"]),
    repositoryUrl: `git://github.com/${repository.name}.git`,
    repository_visibility: repository.visibility,
    run_attempt: String(event.attempt),
    secret_source: secretSource,
    server_url: "https://github.com",
    ...(sha === "" ? {} : { sha, workflow_sha: sha }),
    ...(event.triggeringActor === "" ? {} : { triggering_actor: event.triggeringActor }),
    workflow: workflow.name,
    ...(ref === "" ? {} : { workflow_ref: `${repository.name}/${workflow.file}@${ref}` }),
  };
}

/** What is there in every run. `job` is null in front of a runner, and names of actions are empty in most steps. */
const alwaysThere = new Set(
  [
    "actor actor_id event_path env output path repository_id repository_owner_id retention_days run_id run_number sha state",
    "step_summary token triggering_actor workflow_ref workflow_sha workspace",
  ].flatMap((names) => names.split(" ")),
);

const unknownProperties: PartialMap = Object.fromEntries(
  [...Object.keys(contextProperties.github), "ref_protected"].map((name) => [
    name,
    new Unknown([`github.${name}`], alwaysThere.has(name) ? true : undefined),
  ]),
);

/** Where the payload is an example's, its numbers are nobody's. */
function idOf(name: string, event: SimulatedEvent, holder: readonly string[], isIt = true): PartialMap {
  const id = fieldOf(event.payload, ...holder, "id");
  const isKnown = isIt && typeof id === "number" && !event.assumed.has([...holder, "id"].join("."));
  return isKnown ? { [name]: String(id) } : {};
}

/** Only two events have them, by GitHub's page; what reviews have is not stated. */
function branchesOf({ name, payload }: SimulatedEvent): PartialMap {
  if (name === "pull_request_review" || name === "pull_request_review_comment") return {};
  if (name !== "pull_request" && name !== "pull_request_target") return { base_ref: "", head_ref: "" };
  const base = textOf(payload, "pull_request", "base", "ref");
  const head = textOf(payload, "pull_request", "head", "ref");
  return {
    base_ref: base ?? new Unknown(["github.base_ref"], true),
    head_ref: head ?? new Unknown(["github.head_ref"], true),
  };
}

/** A deployment of a commit has no ref. */
function refOf({ name }: SimulatedEvent, ref: string): PartialMap {
  if (ref === "") return name.startsWith("deployment") ? { ref: "", ref_name: "", ref_type: "" } : {};
  return { ref, ref_name: refName(ref), ref_type: isTagRef(ref) ? "tag" : "branch" };
}

const withUnknowns = new WeakMap<SimulatedEvent, PartialMap>();

/** `github.event`, with what the payload lacks as unknown. */
function payloadContext(event: SimulatedEvent): PartialMap {
  const { payload, lacking } = event;
  if (!lacking || lacking.size === 0) return payload as PartialMap;
  const known = withUnknowns.get(event);
  if (known) return known;
  let made = payload as PartialMap;
  for (const path of lacking) made = withUnknown(made, path.split("."), new Unknown([`github.event.${path}`]));
  withUnknowns.set(event, made);
  return made;
}

function withUnknown(map: PartialMap, [name, ...rest]: readonly string[], value: Unknown): PartialMap {
  if (name === undefined) return map;
  const below: PartialValue | undefined = Object.hasOwn(map, name) ? map[name] : undefined;
  if (rest.length === 0) return below === undefined ? { ...map, [name]: value } : map;
  return isMap(below as ValueMap) ? { ...map, [name]: withUnknown(below as PartialMap, rest, value) } : map;
}
