import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";
import { ruleOfEvent } from "./event-table.ts";
import { fieldOf, textOf } from "./payload-field.ts";

/** What a run stands on: `github.ref` and `github.sha`. What is not known is empty. */
export interface RunPlace {
  readonly ref: string;
  readonly sha: string;
}

/** Source: docs.github.com, "Events that trigger workflows", `GITHUB_REF` and `GITHUB_SHA` of each event. */
export function placeOfRun(event: SimulatedEvent, repository: SimulatedRepository): RunPlace {
  const place = ruleOfEvent(event.name)?.place ?? "default-branch";
  const defaultRef = `refs/heads/${repository.defaultBranch}`;
  const onDefault = { ref: defaultRef, sha: event.ref === defaultRef ? event.sha : "" };
  if (place === "default-branch") return onDefault;
  if (place === "merge") return placeOfPullRequest(event);
  // What is deleted has no commit any more: the run stands on the default branch.
  const isDeletion = event.name === "push" && fieldOf(event.payload, "deleted") === true;
  return isDeletion ? { ref: defaultRef, sha: "" } : { ref: event.ref, sha: event.sha };
}

function placeOfPullRequest({ payload, ref, sha }: SimulatedEvent): RunPlace {
  const number = fieldOf(payload, "pull_request", "number");
  const base = textOf(payload, "pull_request", "base", "ref");
  const merged = textOf(payload, "pull_request", "merge_commit_sha") ?? "";
  if (fieldOf(payload, "pull_request", "merged") === true && base !== undefined) {
    return { ref: `refs/heads/${base}`, sha: merged === "" ? sha : merged };
  }
  const merge = typeof number === "number" ? `refs/pull/${number}/merge` : ref;
  return { ref: merge, sha: sha === "" ? merged : sha };
}
