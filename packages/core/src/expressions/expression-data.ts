import * as github from "@actions/expressions";
import { type PartialMap, type PartialValue, Unknown } from "./unknown.ts";

type Data = github.data.ExpressionData;

/**
 * Stands in GitHub's data for a value that is not known. It calls itself null, so that its functions do not fail on it; no
 * result of theirs that comes from one is believed.
 */
export class UnknownData extends github.data.Null {
  readonly unknown: Unknown;
  /** Whether it is true or false, and nothing else. */
  readonly isBoolean: boolean;
  /** Of a list that `*` makes: what is certainly in it. */
  readonly some: github.data.Array | undefined;

  constructor(unknown: Unknown, { isBoolean = false, some }: { isBoolean?: boolean; some?: github.data.Array } = {}) {
    super();
    this.unknown = unknown;
    this.isBoolean = isBoolean;
    this.some = some;
  }
}

/**
 * A map whose members are converted when they are asked for: of a payload, an expression reads a few. Its keys are found as
 * GitHub's are, without case, the first of several; GitHub's own loses the keys `constructor` and `__proto__`, which it finds
 * in every object of JavaScript.
 */
class Dictionary extends github.data.Dictionary {
  readonly #map: PartialMap;
  readonly #convertMember: ConvertMember;
  /** Keys as they are written, by their lower case; made when a member is first asked for. */
  #keys: ReadonlyMap<string, string> | undefined;
  readonly #made = new Map<string, Data>();

  constructor(map: PartialMap, convertMember: ConvertMember) {
    super();
    this.#map = map;
    this.#convertMember = convertMember;
  }

  override get(key: string): Data | undefined {
    const written = this.#index().get(key.toLowerCase());
    return written === undefined ? undefined : this.#member(written);
  }

  override values(): Data[] {
    return [...this.#index().values()].map((key) => this.#member(key));
  }

  override pairs(): { key: string; value: Data }[] {
    return [...this.#index().values()].map((key) => ({ key, value: this.#member(key) }));
  }

  /** In `toJSON(…)`; GitHub's way to an object would take `__proto__` for something else. */
  toJSON(): unknown {
    return Object.fromEntries(this.pairs().map(({ key, value }) => [key, value]));
  }

  #index(): ReadonlyMap<string, string> {
    if (this.#keys) return this.#keys;
    const keys = new Map<string, string>();
    for (const key of Object.keys(this.#map)) {
      const lower = key.toLowerCase();
      if (this.#map[key] !== undefined && !keys.has(lower)) keys.set(lower, key);
    }
    this.#keys = keys;
    return keys;
  }

  #member(key: string): Data {
    const known = this.#made.get(key);
    if (known) return known;
    const made = this.#convertMember(this.#map[key], key);
    this.#made.set(key, made);
    return made;
  }
}

/**
 * Plain data as GitHub's evaluator takes it. What is undefined is left out of a map, and null elsewhere. What stands in two
 * places is two values, as it is for GitHub, which compares lists and maps by identity.
 */
export function toData(value: PartialValue | undefined): Data {
  return convert(value, toData);
}

/** By the name of the context, since the same data may stand in two: `inputs` and `github.event.inputs`. */
const convertedContexts = new Map<string, WeakMap<object, Data>>();
const convertedMembers = new Map<string, WeakMap<object, Data>>();
const convertedRoots = new WeakMap<object, Data>();

/** All contexts by name. They and their members are the same objects for many expressions, and are converted once. */
export function toContexts(contexts: PartialMap): github.data.Dictionary {
  return once(
    convertedRoots,
    contexts,
    () =>
      new Dictionary(contexts, (context, name) =>
        once(kept(convertedContexts, name), context, () => toContext(context, kept(convertedMembers, name))),
      ),
  ) as github.data.Dictionary;
}

function toContext(context: PartialValue | undefined, known: WeakMap<object, Data>): Data {
  const met = new Set<PartialValue | undefined>();
  return convert(context, (member) => {
    const isAgain = met.has(member);
    met.add(member);
    return isAgain ? toData(member) : once(known, member, () => toData(member));
  });
}

function kept(all: Map<string, WeakMap<object, Data>>, name: string): WeakMap<object, Data> {
  const found = all.get(name) ?? new WeakMap<object, Data>();
  all.set(name, found);
  return found;
}

function once(known: WeakMap<object, Data>, value: PartialValue | undefined, make: () => Data): Data {
  if (typeof value !== "object" || value === null) return make();
  const found = known.get(value) ?? make();
  known.set(value, found);
  return found;
}

type ConvertMember = (member: PartialValue | undefined, key: string) => Data;

function convert(value: PartialValue | undefined, convertMember: ConvertMember): Data {
  if (value === undefined || value === null) return new github.data.Null();
  if (typeof value === "string") return new github.data.StringData(value);
  if (typeof value === "number") return new github.data.NumberData(value);
  if (typeof value === "boolean") return new github.data.BooleanData(value);
  if (value instanceof Unknown) return new UnknownData(value);
  if (!isList(value)) return new Dictionary(value, convertMember);
  const list = new github.data.Array();
  for (const [index, item] of value.entries()) list.add(convertMember(item, String(index)));
  return list;
}

export function fromData(data: Data): PartialValue {
  if (data instanceof UnknownData) return data.unknown;
  if (data instanceof github.data.Array) return data.values().map(fromData);
  if (data instanceof github.data.Dictionary) {
    // Not by assignment, which would take `__proto__` for something else.
    return Object.fromEntries(data.pairs().map(({ key, value }) => [key, fromData(value)]));
  }
  return data.kind === github.data.Kind.Null ? null : (data as { value: string | number | boolean }).value;
}

function isList(value: readonly PartialValue[] | PartialMap): value is readonly PartialValue[] {
  return Array.isArray(value);
}
