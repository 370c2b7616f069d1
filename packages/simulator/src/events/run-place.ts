import { asMap } from "@yardmaster/core";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";

/** What a run stands on: `github.ref` and `github.sha`. */
export interface RunPlace {
  readonly ref: string;
  readonly sha: string;
}

/** Source: docs.github.com, "Events that trigger workflows", `GITHUB_REF` and `GITHUB_SHA` of each event. */
export function placeOfRun(event: SimulatedEvent, repository: SimulatedRepository): RunPlace {
  const number = asMap(event.payload.pull_request)?.number;
  if (mergeRefEvents.has(event.name) && typeof number === "number") {
    return { ref: `refs/pull/${number}/merge`, sha: event.sha };
  }
  if (ownRefEvents.has(event.name)) return { ref: event.ref, sha: event.sha };
  return { ref: `refs/heads/${repository.defaultBranch}`, sha: event.sha };
}

const mergeRefEvents = new Set(["pull_request", "pull_request_review", "pull_request_review_comment"]);
const ownRefEvents = new Set([
  "push",
  "create",
  "workflow_dispatch",
  "deployment",
  "deployment_status",
  "merge_group",
  "release",
]);
