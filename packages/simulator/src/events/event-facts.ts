import { isMap, type Value, type ValueMap } from "@yardmaster/core";
import type { SimulatedRepository } from "../trace/facts.ts";
import { ruleOfEvent } from "./event-table.ts";
import type { GivenEvent } from "./given-event.ts";
import { fieldOf, textOf } from "./payload-field.ts";
import { fullRef, isTagRef, refName } from "./ref-name.ts";

/** A field of the payload that follows from what was said, or from the repository. */
export interface StatedField {
  readonly path: string;
  readonly value: Value;
  /** Nobody said it: it is the likeliest. Only examples are given such values. */
  readonly isLikely?: true;
}

export interface FactsInput {
  readonly name: string;
  readonly given: GivenEvent;
  readonly repository: SimulatedRepository;
  /** The payload that was given, or the example. */
  readonly payload: ValueMap;
  /** Of `workflow_dispatch` and `workflow_run`: the workflow that is meant, from the root. */
  readonly workflow: string | undefined;
}

/** What a person says of an event, in the fields of its payload. */
export function statedFields(input: FactsInput): readonly StatedField[] {
  const { name, given } = input;
  const { actor, action } = given;
  const own = Object.hasOwn(fieldsOf, name) ? fieldsOf[name]?.(input) : undefined;
  const common = [...said("sender.login", actor), ...said("action", action)];
  return [...common, ...(own ?? (name.startsWith("pull_request") ? pullRequestFields(input) : []))];
}

const fieldsOf: Readonly<Record<string, (input: FactsInput) => readonly StatedField[]>> = {
  push: ({ given: { ref, sha, message, actor } }) => [
    ...said("ref", ref === undefined ? undefined : fullRef(ref)),
    ...said("after", sha),
    ...said("head_commit.id", sha),
    ...said("head_commit.message", message),
    ...said("pusher.name", actor),
  ],
  create: (input) => [...refFields(input), ...likely("master_branch", input.repository.defaultBranch)],
  delete: (input) => refFields(input),
  deployment: (input) => deploymentFields(input),
  deployment_status: (input) => deploymentFields(input),
  discussion: ({ given }) => said("discussion.number", given.number),
  discussion_comment: ({ given }) => [
    ...said("discussion.number", given.number),
    ...said("comment.author_association", given.association),
  ],
  issue_comment: ({ given }) => [
    ...said("issue.number", given.number),
    ...said("comment.author_association", given.association),
  ],
  issues: ({ given }) => [
    ...said("issue.number", given.number),
    ...said("issue.author_association", given.association),
  ],
  merge_group: ({ given: { ref, sha, base }, repository }) => {
    const branch = base === undefined ? repository.defaultBranch : refName(fullRef(base));
    return [
      ...(base === undefined
        ? likely("merge_group.base_ref", `refs/heads/${branch}`)
        : said("merge_group.base_ref", fullRef(base))),
      ...(ref === undefined
        ? likely("merge_group.head_ref", `refs/heads/gh-readonly-queue/${branch}/pr-1`)
        : said("merge_group.head_ref", fullRef(ref))),
      ...said("merge_group.head_sha", sha),
    ];
  },
  release: ({ given: { ref }, repository }) => [
    ...said("release.tag_name", ref === undefined ? undefined : refName(fullRef(ref))),
    ...likely("release.target_commitish", repository.defaultBranch),
  ],
  repository_dispatch: ({ given: { inputs }, repository }) => [
    ...said("client_payload", inputs),
    ...likely("branch", repository.defaultBranch),
  ],
  schedule: ({ given }) => said("schedule", given.cron),
  status: ({ given }) => [...said("sha", given.sha), ...said("commit.sha", given.sha)],
  workflow_dispatch: ({ given: { ref, inputs }, repository, payload, workflow }) => [
    ...(ref === undefined ? likely("ref", `refs/heads/${repository.defaultBranch}`) : said("ref", fullRef(ref))),
    ...said("workflow", workflow),
    ...(inputs === undefined && isMap(payload.inputs) ? [] : said("inputs", textsOf(inputs ?? {}))),
  ],
  workflow_run: ({ given: { head, sha }, repository, workflow }) => [
    ...(head === undefined
      ? likely("workflow_run.head_branch", repository.defaultBranch)
      : said("workflow_run.head_branch", refName(fullRef(head)))),
    ...said("workflow_run.head_sha", sha),
    ...(workflow === undefined ? [] : runFields(workflow, repository)),
  ],
};

/** All inputs come as texts. */
function textsOf(inputs: Readonly<Record<string, Value>>): ValueMap {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, typeof value === "object" ? value : String(value)]),
  );
}

function runFields(file: string, { workflows }: SimulatedRepository): readonly StatedField[] {
  const stated = workflows.get(file)?.model.name;
  const name = typeof stated === "string" && stated !== "" ? stated : file;
  return [
    ...said("workflow_run.name", name),
    ...said("workflow_run.path", file),
    ...said("workflow.name", name),
    ...said("workflow.path", file),
  ];
}

function refFields({ given: { ref } }: FactsInput): readonly StatedField[] {
  if (ref === undefined) return [];
  const full = fullRef(ref);
  return [...said("ref", refName(full)), ...said("ref_type", isTagRef(full) ? "tag" : "branch")];
}

function deploymentFields({ given: { ref, sha }, repository }: FactsInput): readonly StatedField[] {
  return [
    ...(ref === undefined
      ? likely("deployment.ref", repository.defaultBranch)
      : said("deployment.ref", refName(fullRef(ref)))),
    ...said("deployment.sha", sha),
  ];
}

function pullRequestFields({ name, given, repository, payload }: FactsInput): readonly StatedField[] {
  const { number, base, fork, sha, association, hasConflict } = given;
  const head = given.head ?? branchOf(given.ref);
  const hasNumber = ruleOfEvent(name)?.usualType === "opened";
  const owner = (fork ?? textOf(payload, "pull_request", "head", "repo", "full_name") ?? repository.name).split("/")[0];
  const into = base === undefined ? repository.defaultBranch : refName(fullRef(base));
  return [
    ...said("pull_request.number", number),
    ...(hasNumber ? said("number", number) : []),
    ...(base === undefined ? likely("pull_request.base.ref", into) : said("pull_request.base.ref", into)),
    ...said("pull_request.head.ref", head),
    ...(head === undefined ? [] : said("pull_request.head.label", `${owner}:${head}`)),
    ...said("pull_request.head.sha", sha),
    ...(fork === undefined ? [] : forkFields(fork, payload)),
    ...said("pull_request.author_association", association),
    ...(hasConflict === undefined
      ? likely("pull_request.mergeable", true)
      : said("pull_request.mergeable", !hasConflict)),
    ...said("pull_request.mergeable_state", hasConflict === true ? "dirty" : undefined),
  ];
}

function forkFields(fork: string, payload: ValueMap): readonly StatedField[] {
  const [owner = "", name = ""] = fork.split("/");
  const repo = fieldOf(payload, "pull_request", "head", "repo");
  // That of a deleted fork is null.
  const whole = isMap(repo) ? [] : said("pull_request.head.repo", { owner: {} });
  const inner = { full_name: fork, name, "owner.login": owner, fork: true };
  return [...whole, ...Object.entries(inner).flatMap(([key, value]) => said(`pull_request.head.repo.${key}`, value))];
}

/** Of a ref that names where a pull request comes from. */
function branchOf(ref: string | undefined): string | undefined {
  if (ref === undefined || ref.startsWith("refs/pull/")) return undefined;
  return refName(fullRef(ref));
}

function said(path: string, value: Value | undefined): readonly StatedField[] {
  return value === undefined ? [] : [{ path, value }];
}

function likely(path: string, value: Value): readonly StatedField[] {
  return [{ path, value, isLikely: true }];
}
