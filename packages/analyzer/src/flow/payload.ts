import { type Expression, type PayloadField, payloadFields } from "@yardmaster/core";

/** Below `github`: names in lower case, `*` for an index, a star or a computed name. */
export type ContextPath = readonly string[];

/**
 * The context that an expression reads and the names below it, in lower case, since GitHub ignores theirs; undefined for what
 * is no path.
 */
export function contextPath(expression: Expression): ContextPath | undefined {
  switch (expression.kind) {
    case "context":
      return [expression.name.toLowerCase()];
    case "property": {
      const around = contextPath(expression.object);
      return around && [...around, expression.name.toLowerCase()];
    }
    case "index":
    case "star": {
      const around = contextPath(expression.object);
      return around && [...around, "*"];
    }
    default:
      return undefined;
  }
}

/** The field of `github` that a path reads under an event. */
export function fieldAt(path: ContextPath, event: string): PayloadField | undefined {
  return exact.get(event)?.find(({ names }) => isSame(names, path))?.field;
}

/** The fields in the object at a path, which come out when it becomes JSON. */
export function fieldsBelow(path: ContextPath, event: string): readonly PayloadField[] {
  const inside = exact.get(event)?.filter(({ names }) => names.length > path.length && startsWith(names, path)) ?? [];
  return inside.map(({ field }) => field);
}

/** Whether payloads of an event hold nothing of that name, so that all below it is empty. */
export function isAbsent(root: string, event: string): boolean {
  const holders = ownRoots[root];
  return holders !== undefined && !holders.includes(event);
}

const ownRoots: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["pull_request", "pull_request_target", "pull_request_review", "pull_request_review_comment"],
  issue: ["issues", "issue_comment"],
  comment: ["issue_comment", "commit_comment", "discussion_comment", "pull_request_review_comment"],
  review: ["pull_request_review"],
  discussion: ["discussion", "discussion_comment"],
  workflow_run: ["workflow_run"],
  release: ["release"],
  client_payload: ["repository_dispatch"],
  merge_group: ["merge_group"],
  head_commit: ["push"],
  commits: ["push"],
};

interface Entry {
  readonly names: ContextPath;
  readonly field: PayloadField;
}

const exact: ReadonlyMap<string, readonly Entry[]> = byEvent();

function byEvent(): ReadonlyMap<string, readonly Entry[]> {
  const entries = new Map<string, Entry[]>();
  for (const field of payloadFields) {
    const names = ["github", ...field.path.toLowerCase().split(".")];
    for (const event of field.events) {
      const list = entries.get(event) ?? [];
      list.push({ names, field });
      entries.set(event, list);
    }
  }
  return entries;
}

function isSame(names: ContextPath, path: ContextPath): boolean {
  return names.length === path.length && startsWith(names, path);
}

function startsWith(names: ContextPath, path: ContextPath): boolean {
  return path.every((name, index) => names[index] === name || names[index] === "*" || name === "*");
}
