import type { ModelPath } from "@yardmaster/core";
import type { SimulatedEvent } from "../trace/event.ts";
import type { Problem } from "../trace/trace.ts";
import type { PayloadRead } from "./payload-reads.ts";

/** Fields that were read and come, as a whole or in part, from GitHub's examples. */
export function assumedReads({ assumed }: SimulatedEvent, fields: Iterable<string>): readonly string[] {
  const paths = lowerOf(assumed);
  return [...new Set(fields)].filter((field) => paths.some((path) => overlaps(field.toLowerCase(), path))).sort();
}

/** What a condition reads that every payload of the event has, and the one that was given lacks. */
export function lackedReads(event: SimulatedEvent, reads: readonly PayloadRead[], file: string): readonly Problem[] {
  const paths = lowerOf(event.lacking ?? new Set());
  return reads.flatMap(({ field, text, condition, path }) => {
    const lacked = paths.find((each) => isWithin(field.toLowerCase(), each));
    if (lacked === undefined) return [];
    const message = `the payload lacks \`${lacked}\`, which every payload of \`${event.name}\` has and \`if: ${condition}\` reads as \`${text}\`: add it`;
    return [{ code: "payload-lacks", message, file, path }];
  });
}

/** What a filter, or the trust in a run, asks the payload for, and it lacks. @param path of what asks. */
export function lackedField(
  event: SimulatedEvent,
  field: string,
  asks: string,
  file: string,
  path?: ModelPath,
): readonly Problem[] {
  const lacked = lowerOf(event.lacking ?? new Set()).find((each) => isWithin(field, each));
  if (lacked === undefined) return [];
  const message = `the payload lacks \`${lacked}\`, which every payload of \`${event.name}\` has and ${asks} asks for: add it`;
  return [{ code: "payload-lacks", message, file, ...(path ? { path } : {}) }];
}

const lowered = new WeakMap<ReadonlySet<string>, readonly string[]>();

/** GitHub ignores the case of names. */
function lowerOf(paths: ReadonlySet<string>): readonly string[] {
  const known = lowered.get(paths) ?? [...paths].map((path) => path.toLowerCase());
  lowered.set(paths, known);
  return known;
}

/** Whether one is part of the other; `*` stands for any name. */
function overlaps(field: string, path: string): boolean {
  const [names, others] = [field.split("."), path.split(".")];
  return names.every((name, index) => {
    const other = others[index];
    return name === "*" || other === undefined || name === other;
  });
}

function isWithin(field: string, path: string): boolean {
  return field === path || field.startsWith(`${path}.`);
}
