import type { ModelPath } from "@yardmaster/core";
import { type EvaluatedPart, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import type { ConditionTrace, Reason } from "../trace/trace.ts";

/** What the status functions stand for where a condition is judged. */
export interface StatusReasons {
  /** Of what runs without a condition of its own. */
  readonly passes: Reason;
  /** Of a `success()` that is false. */
  readonly blocks: () => Reason;
  /** Of a `failure()` that is false. */
  readonly failure: string;
}

/** Why a condition holds or does not: the part that decided, with its value. */
export function reasonOfCondition(condition: ConditionTrace, path: ModelPath, status: StatusReasons): Reason {
  const { truth, text, error, evaluated } = condition;
  if (error !== undefined) {
    return { code: "condition-fails", text: `GitHub fails on its condition: ${withoutStop(error)}`, path };
  }
  const isOwn = text !== undefined && text.trim() !== "";
  if (truth === undefined) {
    const { value } = condition.tree;
    const dependsOn = value instanceof Unknown ? value.causes : [evaluated];
    return { code: "condition-unknown", text: `it depends on ${quotedList(dependsOn)}`, dependsOn, path };
  }
  if (truth) return isOwn ? { code: "condition-true", text: "its condition holds", path } : status.passes;
  if (!isOwn) return status.blocks();
  const decisive = decidingPart(condition.tree);
  if (/^success\(/i.test(decisive.text)) return status.blocks();
  return { code: "condition-false", text: wordsOf(decisive, status), path };
}

/** The innermost part by which the whole is false: of `&&` the operand that ended it. */
function decidingPart(part: EvaluatedPart): EvaluatedPart {
  if (part.kind !== "operation" || part.parts.length < 2 || isComparison(part)) return part;
  const evaluated = part.parts.filter((operand) => "value" in operand);
  const ending = evaluated.filter(({ truth }) => truth === false);
  // Of `||` all operands are false, and none is more to blame than another.
  if (ending.length !== 1 && evaluated.length === part.parts.length && ending.length === evaluated.length) return part;
  const [only] = ending;
  return only ? decidingPart(only) : part;
}

const comparison = /^(?:==|!=|<=?|>=?)$/;

/** A comparison has two operands whose texts are joined by its sign. */
function isComparison({ text, parts }: EvaluatedPart): boolean {
  const [left, right] = parts;
  if (!left || !right || parts.length !== 2) return false;
  const between = text.slice(text.indexOf(left.text) + left.text.length, text.lastIndexOf(right.text));
  return comparison.test(between.replace(/[()\s]/g, ""));
}

function wordsOf(part: EvaluatedPart, status: StatusReasons): string {
  if (/^failure\(/i.test(part.text)) return status.failure;
  if (/^cancelled\(/i.test(part.text)) return "the run is not cancelled";
  if (part.kind === "literal") return `its condition is \`${part.text}\``;
  const reads = readsIn(part).filter(({ text }) => text !== part.text);
  if (part.kind === "read") return `\`${part.text}\` ${stateOf(part)}`;
  const values = reads.slice(0, 3).map((read) => `\`${read.text}\` ${stateOf(read)}`);
  return `\`${part.text}\` is false${values.length === 0 ? "" : `: ${values.join(", ")}`}`;
}

/** What it reads, once each. */
function readsIn(part: EvaluatedPart): readonly EvaluatedPart[] {
  const found = new Map<string, EvaluatedPart>();
  const visit = (each: EvaluatedPart): void => {
    if (each.kind === "read" && "value" in each) found.set(each.text, each);
    for (const inner of each.parts) visit(inner);
  };
  visit(part);
  return [...found.values()];
}

function stateOf({ value, isMissing }: EvaluatedPart): string {
  if (isMissing) return "is not there";
  if (value instanceof Unknown) return "is not known";
  return `is ${shown(value)}`;
}

const longestShown = 60;

function shown(value: PartialValue | undefined): string {
  if (value === undefined || value === null) return "null";
  if (typeof value !== "object") {
    const text = typeof value === "string" ? `'${value}'` : String(value);
    return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  }
  return Array.isArray(value) ? "a list" : "an object";
}

function quotedList(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(", ");
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, "");
}
