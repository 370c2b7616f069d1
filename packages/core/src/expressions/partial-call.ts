import * as github from "@actions/expressions";
import { falsy } from "@actions/expressions/result";
import { fromData, toData, UnknownData } from "./expression-data.ts";
import { causesOf, type PartialValue, Unknown } from "./unknown.ts";

type Data = github.data.ExpressionData;

/** What a call comes to where something that it reads is not known. */
export interface OpenCall {
  readonly value: Data;
  /** Whether GitHub may fail on it, by what is not known. */
  readonly mayFail: boolean;
}

/**
 * A call of one of GitHub's functions.
 * @param name in lower case.
 * @returns undefined where all that the function looks at is known, and GitHub's own answers.
 * @throws Error where GitHub fails whatever the rest is.
 */
export function evaluateOpenCall(name: string, args: readonly Data[]): OpenCall | undefined {
  if (name === "case") return evaluateCase(args);
  const causes = readBy(name, args).flatMap((data) => (data instanceof UnknownData ? data.unknown.causes : []));
  if (name === "tojson") causes.push(...args.flatMap((argument) => causesOf(fromData(argument))));
  if (causes.length === 0) return undefined;
  switch (name) {
    case "contains":
      return sure(isFoundInKnown(args) ? new github.data.BooleanData(true) : openBoolean(causes));
    case "startswith":
    case "endswith":
      return sure(openBoolean(causes));
    case "fromjson":
      return { value: open(causes), mayFail: true };
    case "format":
      if (args[0] instanceof UnknownData) return { value: open(causes), mayFail: true };
      github.wellKnownFunctions.format?.call(...args);
      return sure(open(causes));
    default:
      return sure(open(causes));
  }
}

/** `fromJSON` of known text: GitHub's package loses the keys `constructor` and `__proto__`. */
export function readJson([text]: readonly Data[], read: Data): Data {
  if (!text || !/constructor|__proto__|\\u/i.test(text.coerceString())) return read;
  return toData(JSON.parse(text.coerceString()) as PartialValue);
}

function sure(value: Data): OpenCall {
  return { value, mayFail: false };
}

/** What is looked at, at this depth: texts of lists and maps are their kinds, whatever is in them. */
function readBy(name: string, args: readonly Data[]): readonly Data[] {
  const [list] = args;
  if (name === "contains" && list instanceof github.data.Dictionary) return [];
  if ((name !== "contains" && name !== "join") || !(list instanceof github.data.Array)) return args;
  return list.values().length === 0 ? [] : [...args, ...list.values()];
}

/** Whether an item is among those of a list that are known. */
function isFoundInKnown([list, item]: readonly Data[]): boolean {
  const known = list instanceof UnknownData ? list.some : list;
  if (!(known instanceof github.data.Array) || !item || item instanceof UnknownData) return false;
  const items = new github.data.Array();
  for (const each of known.values()) if (!(each instanceof UnknownData)) items.add(each);
  const found = github.wellKnownFunctions.contains?.call(items, item);
  return found !== undefined && !falsy(found);
}

/** The value of the first predicate that is true; behind one that is not known, any later value may be it. */
function evaluateCase(args: readonly Data[]): OpenCall | undefined {
  const causes: string[] = [];
  let mayFail = false;
  for (let index = 0; index < args.length; index += 2) {
    const [predicate, value] = [args[index] as Data, args[index + 1]];
    if (value === undefined) break;
    if (predicate instanceof UnknownData) {
      causes.push(...predicate.unknown.causes);
      mayFail ||= !predicate.isBoolean;
      if (value instanceof UnknownData) causes.push(...value.unknown.causes);
    } else if (causes.length === 0) {
      // GitHub's own finds the same: it ends here, goes on, or fails.
      if (!(predicate instanceof github.data.BooleanData) || predicate.value) return undefined;
    } else if (!(predicate instanceof github.data.BooleanData)) mayFail = true;
    else if (predicate.value) return { value: open(causes), mayFail };
  }
  return causes.length === 0 ? undefined : { value: open(causes), mayFail };
}

function open(causes: readonly string[]): UnknownData {
  return new UnknownData(new Unknown(causes));
}

function openBoolean(causes: readonly string[]): UnknownData {
  return new UnknownData(new Unknown(causes), { isBoolean: true });
}
