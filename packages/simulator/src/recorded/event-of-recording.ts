import { asMap, type ValueMap } from "@yardmaster/core";
import type { GivenEvent } from "../events/given-event.ts";
import type { Recording } from "./recording.ts";

/**
 * The event that a run was started by, as far as the run says it. Without the payload it is made of what the run knows, and
 * what it lacks is not known: the activity type, labels, inputs.
 */
export function eventOfRecording({ run, event }: Recording): GivenEvent {
  const { headBranch, headSha, actor, triggeringActor, message } = run;
  return {
    name: run.event,
    payload: event ?? payloadOf(run),
    ...(event ? {} : { sha: headSha }),
    instant: run.startedAt,
    attempt: run.attempt,
    ...(run.event === "push" && headBranch !== undefined && event === undefined
      ? { ref: `refs/heads/${headBranch}` }
      : {}),
    ...(actor === undefined ? {} : { actor }),
    ...(triggeringActor === undefined ? {} : { triggeringActor }),
    ...(message === undefined || event ? {} : { message }),
  };
}

function payloadOf(run: Recording["run"]): ValueMap {
  const { headBranch, headSha, actor, repository, headRepository } = run;
  const [owner = "", name = ""] = (repository ?? "").split("/");
  const base: ValueMap = {
    ...(repository === undefined ? {} : { repository: { full_name: repository, name, owner: { login: owner } } }),
    ...(actor === undefined ? {} : { sender: { login: actor } }),
  };
  if (run.event === "push") {
    const commit = { id: headSha, ...(run.message === undefined ? {} : { message: run.message }) };
    return { ref: `refs/heads/${headBranch ?? ""}`, after: headSha, head_commit: commit, ...base };
  }
  if (!run.event.startsWith("pull_request")) return base;
  const [pullRequest] = run.pullRequests;
  const head = { ref: headBranch ?? "", sha: headSha, repo: { full_name: headRepository ?? repository ?? "" } };
  const stated = pullRequest ? { number: pullRequest.number ?? null, base: asMap(pullRequest.base) ?? {} } : {};
  return { ...(pullRequest ? { number: pullRequest.number ?? null } : {}), pull_request: { ...stated, head }, ...base };
}
