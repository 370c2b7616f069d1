import { isCommit } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { SimulatedRepository } from "../trace/facts.ts";
import type { ForeignPlace } from "./find-called.ts";

/**
 * The part of `job` that names the file which a job stands in, where `github.workflow_ref` names the one that was started.
 * A local call stays on the commit of its caller; what a tag or branch of another repository stands for is not known.
 * Source: docs.github.com, "Contexts reference", `job.workflow_ref` and those beside it.
 */
export function workflowOfJob(
  file: string,
  origin: ForeignPlace | undefined,
  { github }: PartialMap,
  { name }: SimulatedRepository,
): PartialMap {
  const repository = origin ? `${origin.owner}/${origin.repository}` : name;
  const { ref, sha } = origin ? foreignCommit(origin) : commitOfRun(github);
  return {
    workflow_ref: typeof ref === "string" ? `${repository}/${file}@${ref}` : ref,
    workflow_sha: sha,
    workflow_repository: repository,
    workflow_file_path: file,
  };
}

interface Commit {
  readonly ref: string | Unknown;
  readonly sha: string | Unknown;
}

function foreignCommit({ ref }: ForeignPlace): Commit {
  return isCommit(ref) ? { ref, sha: ref } : unknownCommit;
}

function commitOfRun(github: PartialValue | undefined): Commit {
  const { workflow_ref: whole, workflow_sha: sha } = github as PartialMap;
  const [, ref] = typeof whole === "string" ? (/@(refs\/.+)$/.exec(whole) ?? []) : [];
  return {
    ref: ref ?? unknownCommit.ref,
    sha: typeof sha === "string" ? sha : unknownCommit.sha,
  };
}

const unknownCommit: Commit = {
  ref: new Unknown(["job.workflow_ref"], true),
  sha: new Unknown(["job.workflow_sha"], true),
};
