import { actionName, asMap, type ModelPath, type StepView, type Value } from "@yardmaster/core";
import { expressionsAt } from "./expression-index.ts";
import { contextPath } from "./payload.ts";
import type { EnteredStep, FlowDocument } from "./steps-flow.ts";

/** A step that puts the code of a fork into the workspace. */
export interface ForeignCheckout {
  readonly step: StepView;
  readonly path: ModelPath;
  readonly excerpt?: string;
  /** What is checked out, as it is written. */
  readonly ref: string;
  /** It is no commit, and can move after somebody has looked at it. */
  readonly isMutable: boolean;
  /** Folder below the workspace; empty for the workspace itself. */
  readonly folder: string;
  /** The token stays behind in its configuration of git. */
  readonly keepsToken: boolean;
}

/** A step under an event. */
export interface StepVisit {
  readonly step: StepView;
  readonly event: string;
  readonly flow: Pick<EnteredStep, "expression">;
}

/** Events that run the default branch with its rights, and are about somebody's pull request. */
const aboutForks: ReadonlySet<string> = new Set([
  "issue_comment",
  "pull_request_target",
  "workflow_run",
  "issues",
  "discussion",
  "discussion_comment",
]);

/**
 * The checkout of a fork's head in a step, under an event of the default branch. Heads that a step finds out are known by the
 * names of outputs and variables.
 */
export function foreignCheckout(visit: StepVisit, document: FlowDocument): ForeignCheckout | undefined {
  const { step, event } = visit;
  if (!aboutForks.has(event)) return undefined;
  if (step.script) return byScript(step);
  if (step.uses?.kind !== "repository" || actionName(step.uses) !== "actions/checkout") return undefined;
  const inputs = asMap(step.keys.with);
  for (const input of ["ref", "repository"]) {
    const path = [...step.path, "with", input];
    const ref = inputs?.[input];
    const isMutable = typeof ref === "string" ? headIn(ref, path, visit, document) : undefined;
    if (typeof ref !== "string" || isMutable === undefined) continue;
    return {
      step,
      path,
      ref: ref.trim(),
      // A repository without a `ref` is its default branch.
      isMutable: input === "repository" || isMutable,
      folder: folderOf(inputs?.path),
      keepsToken: String(inputs?.["persist-credentials"]) !== "false",
    };
  }
  return undefined;
}

function folderOf(path: Value | undefined): string {
  return typeof path === "string" ? path.replace(/^(?:\.\/)+|\/+$/g, "").replace(/^\.$/, "") : "";
}

/** @returns whether the head can move; undefined where it is none. */
function headIn(ref: string, path: ModelPath, visit: StepVisit, document: FlowDocument): boolean | undefined {
  if (/refs\/pull\/\$\{\{.*\}\}\/(?:head|merge)|^pull\/\$\{\{/.test(ref)) return true;
  for (const at of expressionsAt(document, path)) {
    let found: boolean | undefined;
    for (const name of namesIn(at.expression)) {
      const kind = headKind(name, visit.event);
      if (kind !== undefined) found = kind || (found ?? false);
    }
    if (found !== undefined) return found;
    if (visit.flow.expression(at).some(({ author, setBy }) => author === "head" && setBy === "anyone")) return true;
  }
  return undefined;
}

/** The context paths that the value of an expression can come from. */
function namesIn(expression: Parameters<typeof contextPath>[0]): readonly string[] {
  const path = contextPath(expression);
  if (path) return [path.join(".")];
  if (expression.kind === "logical") {
    return (expression.operator === "&&" ? expression.operands.slice(-1) : expression.operands).flatMap(namesIn);
  }
  return expression.kind === "call" ? expression.arguments.flatMap(namesIn) : [];
}

const heads: Readonly<Record<string, readonly (readonly [RegExp, boolean])[]>> = {
  pull_request_target: [
    [/^github\.event\.pull_request\.head\.sha$/, false],
    [/^github\.event\.(?:after|pull_request\.merge_commit_sha)$/, false],
    [/^github\.(?:head_ref|event\.pull_request\.head\.(?:ref|repo\.(?:full_name|default_branch)))$/, true],
  ],
  workflow_run: [
    [/^github\.event\.workflow_run\.head_(?:sha|commit\.id)$/, false],
    [/^github\.event\.workflow_run\.(?:head_branch|head_repository\.full_name)$/, true],
    [/^github\.event\.workflow_run\.pull_requests/, false],
  ],
};

/** An output or variable that a step fills with what it found of the pull request. */
const foundHead = [
  /^(?:steps|needs|env)\..*(?:\b|[_-])(?:pr|pull[_-]?request|head|fork)[_-]?(sha|ref|branch|commit|oid)$/,
  /^(?:steps|needs)\.[\w-]*(?:pr|pull|head|branch|ref)[\w-]*\.outputs\.(sha|ref|branch|commit|oid)$/,
];

function headKind(name: string, event: string): boolean | undefined {
  const known = heads[event]?.find(([pattern]) => pattern.test(name));
  if (known) return known[1];
  const kind = foundHead.map((pattern) => pattern.exec(name)?.[1]).find((found) => found !== undefined);
  return kind === undefined ? undefined : !/sha|commit|oid/.test(kind);
}

const scripts: readonly RegExp[] = [
  /\bgh\s+pr\s+checkout\b/,
  /\bhub\s+pr\s+checkout\b/,
  /\bgit\s+(?:-\S+\s+\S+\s+)*(?:fetch|pull|checkout|switch)\b.*\bpull\/\S*\/(?:head|merge)\b/,
  /\bgit\s+(?:-\S+\s+\S+\s+)*(?:checkout|switch)\b.*(?:\$\{?(?:HEAD_REF|HEAD_SHA|PR_HEAD|PR_SHA|GITHUB_HEAD_REF)\b|\$\{\{\s*github\.(?:head_ref|event\.pull_request\.head\.))/i,
];

function byScript(step: StepView): ForeignCheckout | undefined {
  const lines = step.script?.text.split("\n") ?? [];
  const line = lines.find((one) => !/^\s*#/.test(one) && scripts.some((pattern) => pattern.test(one)))?.trim();
  if (line === undefined || !step.script) return undefined;
  return {
    step,
    path: step.script.path,
    excerpt: line,
    ref: line,
    isMutable: !/sha/i.test(line),
    folder: "",
    keepsToken: true,
  };
}
