import { reportMistake } from "@yardmaster/core";
import { valueUndefined } from "./diagnostics.ts";
import { expressionOf } from "./expression-of.ts";
import { type HandleKind, handleKind, misplacedValue } from "./misplaced-value.ts";

/**
 * Every builder passes its options through here: a key that is there with nothing behind it is reported, and not taken
 * for one that was left out. What becomes part of a document is looked into when it becomes plain data.
 * @param builder for messages: `job "act"`.
 * @returns the options without such keys.
 */
export function checkOptions<T extends object>(options: T, builder: string): T {
  if (typeof options !== "object" || options === null || expressionOf(options) || handleKind(options)) {
    reportMistake(misplacedValue(options, `what is given to ${builder}`, "map of options"));
    return {} as T;
  }
  const entries = Object.entries(options);
  const given = entries.filter(([, value]) => value !== undefined);
  for (const [key, value] of entries) {
    if (value === undefined) reportMistake(valueUndefined({ at: `\`${key}\` of ${builder}` }));
  }
  return given.length === entries.length ? options : (Object.fromEntries(given) as T);
}

/**
 * Reports what is no handle of a kind among handles, such as the jobs that a job needs.
 * @param at for messages: `` `needs` of job "act" ``.
 * @returns the others.
 */
export function checkHandles<T>(list: readonly T[], kind: HandleKind, at: string): readonly T[] {
  if (!Array.isArray(list)) {
    reportMistake(misplacedValue(list, at, `list of ${kind}s`));
    return [];
  }
  // Array.from, since holes are entries too.
  return Array.from(list as readonly T[]).filter((entry) => checkHandle(entry, kind, `an entry of ${at}`));
}

/** Reports a value that is no handle of the kind. */
export function checkHandle(value: unknown, kind: HandleKind, at: string): boolean {
  if (expressionOf(value) === undefined && handleKind(value) === kind) return true;
  reportMistake(misplacedValue(value, at, kind));
  return false;
}

/** Reports a value that is no text, such as the id of a job. */
export function checkText(value: unknown, at: string): value is string {
  if (typeof value === "string") return true;
  reportMistake(misplacedValue(value, at, "text"));
  return false;
}

/** Reports what is no list of texts, such as the names of outputs. */
export function checkTexts<T extends string>(list: readonly T[], at: string): readonly T[] {
  if (!Array.isArray(list)) {
    reportMistake(misplacedValue(list, at, "list of texts"));
    return [];
  }
  return Array.from(list as readonly T[]).filter((entry) => checkText(entry, `an entry of ${at}`));
}
