import { type Expression, type ModelPath, readTemplate, type WorkflowView, walkExpression } from "@yardmaster/core";

/** A field of the payload that a condition reads. */
export interface PayloadRead {
  /** Below `github.event`, in the author's case; `*` for a computed name, and for all of the payload. */
  readonly field: string;
  /** As it is read: `github.event.issue.title`, `github.head_ref`. */
  readonly text: string;
  /** The condition, as it is written. */
  readonly condition: string;
  /** Of the `if`. */
  readonly path: ModelPath;
}

const read = new WeakMap<WorkflowView, readonly PayloadRead[]>();

/** What the conditions of a workflow's jobs and steps read of `github.event`, by itself or by what follows from it. */
export function payloadReads(view: WorkflowView): readonly PayloadRead[] {
  const known = read.get(view);
  if (known) return known;
  const found = view.jobs.flatMap((job) => [
    ...readsOf(job.keys.if, job.path),
    ...job.steps.flatMap(({ keys, path }) => readsOf(keys.if, path)),
  ]);
  read.set(view, found);
  return found;
}

/** Properties of `github` that come from the payload, with the fields of it that they may come from. */
const derived: Readonly<Record<string, readonly string[]>> = {
  actor: ["sender.login"],
  base_ref: ["pull_request.base.ref"],
  head_ref: ["pull_request.head.ref"],
  ref: ["ref", "pull_request.number", "release.tag_name", "deployment.ref", "merge_group.head_ref"],
  ref_name: ["ref", "pull_request.number", "release.tag_name", "deployment.ref", "merge_group.head_ref"],
  sha: ["after", "pull_request.merge_commit_sha", "deployment.sha", "merge_group.head_sha"],
  triggering_actor: ["sender.login"],
};

function readsOf(condition: unknown, holder: ModelPath): readonly PayloadRead[] {
  if (typeof condition !== "string" || !/github/i.test(condition)) return [];
  const fields = new Map<string, string>();
  for (const { expression } of readTemplate(condition, true)) {
    const inner = new Set<Expression>();
    walkExpression(expression, (part) => {
      if (inner.has(part)) return;
      const names = namesOf(part, inner);
      if (!names) return;
      const [first = "*", ...rest] = names;
      const text = ["github", ...names].join(".");
      if (first === "*") fields.set("*", text);
      else if (first.toLowerCase() === "event") fields.set(rest.length === 0 ? "*" : rest.join("."), text);
      else if (rest.length === 0) for (const field of derivedFrom(first)) fields.set(field, text);
    });
  }
  const path = [...holder, "if"];
  return [...fields].map(([field, text]) => ({ field, text, condition: condition.trim(), path }));
}

function derivedFrom(name: string): readonly string[] {
  const key = name.toLowerCase();
  return Object.hasOwn(derived, key) ? (derived[key] ?? []) : [];
}

/** `event`, `issue`, `title` of `github.event.issue.title`; the parts on the way are marked as seen. */
function namesOf(part: Expression, inner: Set<Expression>): readonly string[] | undefined {
  if (part.kind === "context") return part.name.toLowerCase() === "github" ? [] : undefined;
  if (part.kind !== "property" && part.kind !== "index" && part.kind !== "star") return undefined;
  const above = namesOf(part.object, inner);
  if (!above) return undefined;
  inner.add(part.object);
  return [...above, part.kind === "property" ? part.name : "*"];
}
