import { isMap, type JobView } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { asText, fillText } from "../evaluate/evaluate.ts";
import type { MatrixLeg } from "./matrix-legs-of-job.ts";

/**
 * The name of the check run of one leg, without what calls it: a name with expressions as they come out; else the name, or
 * the id, with the leg's values behind it. Each part of `Caller / Job` is cut by itself.
 * Source: actions/runner, `JobNameBuilder`, `MatrixBuilder.CreateConfiguration`, `WorkflowTemplateEvaluator.EvaluateJobName`.
 * @param contexts of the leg.
 */
export function legName(job: JobView, leg: Pick<MatrixLeg, "named">, contexts: PartialMap): PartialValue {
  const stated = statedName(job);
  if (stated?.includes("${{")) {
    const name = asText(fillText(stated, { contexts, answers: {} }));
    if (name !== "") return cutName(name);
  }
  const base = stated === undefined || stated.includes("${{") ? job.id : stated;
  const segments = segmentsOf(leg.named);
  const unknown = segments.flatMap((segment) => (segment instanceof Unknown ? segment.causes : []));
  if (unknown.length > 0) return new Unknown(unknown);
  return cutName(segments.length === 0 ? base : `${base} (${segments.join(", ")})`);
}

/**
 * The name of the one check run that a job files which is skipped: expressions stand in it as they are written.
 * Source: actions/runner#1215.
 */
export function skippedName(job: JobView): string {
  return cutName(statedName(job) ?? job.id) as string;
}

/** `Caller / Job`. */
export function nestedName(prefix: string, name: PartialValue): PartialValue {
  return typeof name === "string" ? `${prefix}${name}` : name;
}

const longestName = 100;

/** Source: actions/runner, `JobNameBuilder.Build`. */
function cutName(name: PartialValue): PartialValue {
  return typeof name === "string" && name.length > longestName ? `${name.slice(0, longestName - 3)}...` : name;
}

/** Empty is none; a number or a boolean is its text. */
function statedName({ keys }: JobView): string | undefined {
  const { name } = keys;
  if (name === undefined || name === null || name === "" || typeof name === "object") return undefined;
  return String(name);
}

/** All texts, numbers and booleans, however deep; what is empty is left out. */
function segmentsOf(value: PartialValue | undefined): readonly (string | Unknown)[] {
  if (value instanceof Unknown) return [value];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return (value as readonly PartialValue[]).flatMap(segmentsOf);
  if (isMap(value)) return Object.values(value as PartialMap).flatMap(segmentsOf);
  const text = asText(value);
  return text === "" ? [] : [text];
}
