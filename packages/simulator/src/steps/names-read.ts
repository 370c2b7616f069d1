import { type Expression, expressionsIn, type Value, walkExpression } from "@yardmaster/core";

/** What expressions read of contexts: by a place in lower case, `env` or `steps.build.outputs`, the names read of it; `*`: any. */
export type NamesRead = ReadonlyMap<string, ReadonlySet<string>>;

/** Of all expressions of a job, or of anything else in a workflow. */
export function namesReadIn(value: Value | undefined): NamesRead {
  if (typeof value !== "object" || value === null) return new Map();
  const known = readBefore.get(value);
  if (known) return known;
  const found = new Map<string, Set<string>>();
  // A path that makes every `if` in a job the condition that it is.
  for (const { expression } of expressionsIn(value, ["jobs", ""])) collect(expression, found);
  readBefore.set(value, found);
  return found;
}

const readBefore = new WeakMap<object, NamesRead>();

function collect(root: Expression, found: Map<string, Set<string>>): void {
  const named = new Set<Expression>();
  const add = (place: string, name: string): void => {
    const names = found.get(place) ?? new Set();
    names.add(name);
    found.set(place, names);
  };
  walkExpression(root, (part) => {
    if (part.kind !== "property" && part.kind !== "context") return;
    const place = placeOf(part);
    if (place !== undefined && !named.has(part)) add(place, "*");
    if (part.kind !== "property") return;
    const holder = placeOf(part.object);
    if (holder === undefined) return;
    add(holder, part.name);
    named.add(part.object);
  });
}

function placeOf(part: Expression): string | undefined {
  if (part.kind === "context") return part.name.toLowerCase();
  if (part.kind !== "property") return undefined;
  const holder = placeOf(part.object);
  return holder === undefined ? undefined : `${holder}.${part.name.toLowerCase()}`;
}
