import { type Expression, type FieldAuthor, readTemplate, type Value } from "@yardmaster/core";
import { contextPath, isAbsent } from "./payload.ts";

/** Who is an outsider while a condition is looked at, under one event. */
export interface Assumption {
  readonly event: string;
  /** Whose text, or whose doing, it is about. `writer`: nobody is an outsider. */
  readonly outsider: FieldAuthor | "starter";
  /** Whether the job or the step of that name makes sure who it is. */
  readonly isCheck?: (path: readonly string[]) => boolean;
}

/** What is known of a value: itself, that it is somebody's who is nobody's peer here, that it is checked, or nothing. */
type Known =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  | { readonly kind: "stranger"; readonly isSpoofable?: boolean }
  | { readonly kind: "association" }
  | { readonly kind: "checked" }
  | { readonly kind: "labels" }
  /** The event of the run that came before: one that a fork can start. */
  | { readonly kind: "forkEvent" }
  | { readonly kind: "unknown" };

/** Whether an `if` can hold for an outsider; true where that cannot be told. */
export function mayHold(condition: Value | undefined, assumption: Assumption): boolean {
  if (condition === false) return false;
  if (typeof condition !== "string") return true;
  const [part, ...others] = readTemplate(condition, true);
  if (!part?.isWhole || others.length > 0) return true;
  return truth(part.expression, assumption) !== false;
}

function truth(expression: Expression, assumption: Assumption): boolean | undefined {
  switch (expression.kind) {
    case "not": {
      const inner = truth(expression.operand, assumption);
      return inner === undefined ? undefined : !inner;
    }
    case "logical": {
      const parts = expression.operands.map((operand) => truth(operand, assumption));
      const decisive = expression.operator === "||";
      if (parts.includes(decisive)) return decisive;
      return parts.includes(undefined) ? undefined : !decisive;
    }
    case "binary":
      return compare(expression.operator, known(expression.left, assumption), known(expression.right, assumption));
    case "call":
      return callTruth(expression, assumption);
    default: {
      const value = known(expression, assumption);
      if (value.kind === "checked") return false;
      return value.kind === "value" ? Boolean(value.value) : undefined;
    }
  }
}

function callTruth(expression: Expression & { kind: "call" }, assumption: Assumption): boolean | undefined {
  const [left, right] = expression.arguments;
  switch (expression.name.toLowerCase()) {
    case "always":
      return true;
    case "contains": {
      if (!left || !right) return undefined;
      const item = known(right, assumption);
      if (item.kind === "association") return listsOutsiders(left);
      if (item.kind === "stranger") return isOwnData(left) ? false : undefined;
      return known(left, assumption).kind === "labels" ? false : undefined;
    }
    case "startswith":
    case "endswith":
      return undefined;
    case "fromjson":
      return left ? truth(left, assumption) : undefined;
    default:
      return undefined;
  }
}

/** A list that the author of the workflow has made: a literal, a variable, a secret. */
function isOwnData(list: Expression): boolean {
  if (list.kind === "call") return list.arguments.every(isOwnData);
  if (list.kind === "literal") return true;
  const [context] = contextPath(list) ?? [];
  return context === "vars" || context === "secrets" || context === "env" || context === "inputs";
}

function listsOutsiders(list: Expression): boolean | undefined {
  const [literal] = list.kind === "call" ? list.arguments : [list];
  if (literal?.kind !== "literal" || typeof literal.value !== "string") return undefined;
  const text = literal.value.toUpperCase();
  return outsiderAssociations.some((association) => text.includes(association)) ? undefined : false;
}

/** Source: docs.github.com, GraphQL `CommentAuthorAssociation`. A contributor is anybody with a merged commit. */
const outsiderAssociations = ["NONE", "CONTRIBUTOR", "FIRST_TIME", "MANNEQUIN"];

function compare(operator: string, left: Known, right: Known): boolean | undefined {
  if (operator !== "==" && operator !== "!=") return undefined;
  const equal = areEqual(left, right) ?? areEqual(right, left);
  return equal === undefined ? undefined : operator === "==" ? equal : !equal;
}

function areEqual(left: Known, right: Known): boolean | undefined {
  if (left.kind === "value" && right.kind === "value") {
    return String(left.value ?? "").toLowerCase() === String(right.value ?? "").toLowerCase();
  }
  if (left.kind === "checked") {
    // What a check answers is taken to be no for an outsider.
    const value = right.kind === "value" ? String(right.value ?? "").toLowerCase() : undefined;
    return value === undefined ? undefined : ["false", "", "0", "none", "no", "read", "denied"].includes(value);
  }
  if (left.kind === "labels") return right.kind === "value" ? false : undefined;
  if (left.kind === "forkEvent") {
    return right.kind === "value" && !String(right.value).startsWith("pull_request") ? false : undefined;
  }
  if (left.kind === "association" && right.kind === "value") {
    const value = String(right.value).toUpperCase();
    return outsiderAssociations.some((association) => value.startsWith(association)) ? undefined : false;
  }
  if (left.kind === "stranger" && right.kind === "value") {
    return left.isSpoofable && /\[bot\]$/.test(String(right.value)) ? undefined : false;
  }
  return undefined;
}

function known(expression: Expression, assumption: Assumption): Known {
  if (expression.kind === "literal") return { kind: "value", value: expression.value };
  const path = contextPath(expression);
  if (path) return knownPath(path, assumption);
  if (expression.kind === "not" || expression.kind === "logical" || expression.kind === "binary") {
    const value = truth(expression, assumption);
    return value === undefined ? unknown : { kind: "value", value };
  }
  if (expression.kind === "call") {
    const [argument] = expression.arguments;
    const name = expression.name.toLowerCase();
    if ((name === "fromjson" || name === "join" || name === "tojson") && argument) return known(argument, assumption);
    const value = callTruth(expression, assumption);
    return value === undefined ? unknown : { kind: "value", value };
  }
  return unknown;
}

function knownPath(path: readonly string[], assumption: Assumption): Known {
  const { event, outsider, isCheck } = assumption;
  const [context, ...names] = path;
  if (context === "needs" || context === "steps") {
    return outsider !== "writer" && isCheck?.(path) ? { kind: "checked" } : unknown;
  }
  if (context !== "github") return unknown;
  const text = names.join(".");
  if (text === "event_name") return { kind: "value", value: event };
  if (text === "repository" || text === "repository_owner" || text === "repository_id") return home;
  if (names[0] === "event" && names[1] !== undefined && isAbsent(names[1], event))
    return { kind: "value", value: null };
  if (text === "head_ref" && !isPullRequest(event)) return { kind: "value", value: "" };
  if (labels.test(text)) return outsider === "starter" ? { kind: "labels" } : unknown;
  if (outsider === "writer") return unknown;
  for (const [pattern, answer, of] of ofOutsiders) if (of(outsider, event) && pattern.test(text)) return answer;
  return unknown;
}

const unknown: Known = { kind: "unknown" };
/** What only this repository is; a stranger's is another. */
const home: Known = { kind: "value", value: "\u0000home" };
const labels = /^event\.(?:label\.name|(?:pull_request|issue)\.labels(?:\.\*\.name)?)$/;
const stranger: Known = { kind: "stranger" };
const spoofable: Known = { kind: "stranger", isSpoofable: true };
const association: Known = { kind: "association" };

type Test = (outsider: Assumption["outsider"], event: string) => boolean;
const commenter: Test = (outsider, event) =>
  outsider === "comment" || (outsider === "starter" && !isPullRequest(event)) || event === "pull_request_review";
/** Under these events the author of what it is about is also who starts the run. */
const subject: Test = (outsider, event) =>
  outsider === "subject" || outsider === "head" || (outsider === "starter" && event !== "issue_comment");
const head: Test = (outsider, event) => outsider === "head" || outsider === "subject" || isPullRequest(event);
const actor: Test = (outsider, event) =>
  outsider === "starter" || outsider === "comment" || (event !== "issue_comment" && outsider !== "writer");

const ofOutsiders: readonly (readonly [RegExp, Known, Test])[] = [
  [/^(?:actor|triggering_actor)$/, spoofable, actor],
  [/^(?:actor_id|event\.sender\.(?:login|id))$/, stranger, actor],
  [/^event\.(?:comment|review)\.author_association$/, association, commenter],
  [/^event\.(?:comment|review)\.user\.(?:login|id)$/, stranger, commenter],
  [/^event\.(?:issue|pull_request|discussion)\.author_association$/, association, subject],
  [/^event\.(?:issue|pull_request|discussion)\.user\.(?:login|id)$/, stranger, subject],
  [/^event\.pull_request\.head\.repo\.fork$/, { kind: "value", value: true }, head],
  [/^event\.pull_request\.head\.(?:repo\.(?:full_name|id|owner\.login)|user\.login)$/, stranger, head],
  [/^event\.workflow_run\.head_repository\.fork$/, { kind: "value", value: true }, head],
  [/^event\.workflow_run\.(?:head_repository\.(?:full_name|id|owner\.login)|actor\.login)$/, stranger, head],
  [/^event\.workflow_run\.event$/, { kind: "forkEvent" }, head],
];

function isPullRequest(event: string): boolean {
  return event.startsWith("pull_request");
}
