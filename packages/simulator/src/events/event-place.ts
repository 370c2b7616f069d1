import type { ValueMap } from "@yardmaster/core";
import type { SimulatedRepository } from "../trace/facts.ts";
import { ruleOfEvent } from "./event-table.ts";
import type { GivenEvent } from "./given-event.ts";
import { fieldOf, textOf } from "./payload-field.ts";
import { fullRef } from "./ref-name.ts";

/** Of `SimulatedEvent`: what the event is about. What nobody knows is empty. */
export interface EventPlace {
  readonly ref: string;
  readonly sha: string;
}

/** @param isExample the payload is one: its commits are nobody's. */
export function placeOfEvent(
  name: string,
  given: GivenEvent,
  payload: ValueMap,
  { defaultBranch }: SimulatedRepository,
  isExample: boolean,
): EventPlace {
  const place = ruleOfEvent(name)?.place;
  const shaOf = (...path: readonly string[]): string =>
    given.sha ?? (isExample ? "" : (textOf(payload, ...path) ?? ""));
  if (place === "default-branch") {
    const ref = `refs/heads/${defaultBranch}`;
    // The commit that was said is the pull request's, the run's before, or that of another branch.
    const isOther = name === "pull_request_target" || name === "workflow_run" || name === "status";
    const isDefault = given.ref === undefined || fullRef(given.ref) === ref;
    return { ref, sha: isDefault && !isOther ? (given.sha ?? "") : "" };
  }
  if (place === "merge") {
    const number = fieldOf(payload, "pull_request", "number");
    const sha = isExample ? "" : (textOf(payload, "pull_request", "merge_commit_sha") ?? "");
    return { ref: typeof number === "number" ? `refs/pull/${number}/merge` : "", sha };
  }
  switch (name) {
    case "push":
      return { ref: fullRef(textOf(payload, "ref") ?? ""), sha: shaOf("after") };
    case "create": {
      const folder = textOf(payload, "ref_type") === "tag" ? "tags" : "heads";
      return { ref: `refs/${folder}/${textOf(payload, "ref") ?? ""}`, sha: given.sha ?? "" };
    }
    case "release":
      return { ref: `refs/tags/${textOf(payload, "release", "tag_name") ?? ""}`, sha: given.sha ?? "" };
    case "deployment":
    case "deployment_status":
      return { ref: refOfDeployment(given, payload), sha: shaOf("deployment", "sha") };
    case "merge_group":
      return { ref: textOf(payload, "merge_group", "head_ref") ?? "", sha: shaOf("merge_group", "head_sha") };
    case "workflow_dispatch":
      return { ref: fullRef(textOf(payload, "ref") ?? defaultBranch), sha: given.sha ?? "" };
    default:
      return { ref: given.ref === undefined ? "" : fullRef(given.ref), sha: given.sha ?? "" };
  }
}

/** A deployment of a commit has no ref. Source: docs.github.com, "Events that trigger workflows", `deployment`. */
function refOfDeployment({ ref: said }: GivenEvent, payload: ValueMap): string {
  if (said !== undefined) return fullRef(said);
  const ref = textOf(payload, "deployment", "ref");
  return ref === undefined || /^[0-9a-f]{40}$/i.test(ref) ? "" : fullRef(ref);
}
