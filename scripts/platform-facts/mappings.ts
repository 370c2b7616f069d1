import { definitionOf, type Reference, type Schema } from "./read-schema.ts";

export interface MappingFacts {
  /** In the schema's order. Where a mapping has several forms, such as the kinds of steps, the keys of all. */
  readonly keys: readonly string[];
  /** Keys that every form demands. */
  readonly required: readonly string[];
}

/** The keys of every mapping with names of GitHub's own, by path; `*` is a name of the author's or a list item. */
export function mappings(schema: Schema): ReadonlyMap<string, MappingFacts> {
  const forms = new Map<string, MappingFacts[]>();
  walk(schema, (path, id) => {
    const properties = Object.entries(definitionOf(schema, id).mapping?.properties ?? {});
    if (properties.length === 0) return;
    const required = properties.filter(([, value]) => typeof value !== "string" && value.required === true);
    const form = { keys: properties.map(([key]) => key), required: required.map(([key]) => key) };
    forms.set(path, [...(forms.get(path) ?? []), form]);
  });
  return sorted(forms, (found) => ({
    keys: [...new Set(found.flatMap((form) => form.keys))],
    required: (found[0]?.required ?? []).filter((key) => found.every((form) => form.required.includes(key))),
  }));
}

/** The values of every key that takes one of a list, in the schema's order. Permissions have a table of their own. */
export function allowedValues(schema: Schema): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  walk(schema, (path, id) => {
    if (path.includes("permissions.")) return;
    const definition = definitionOf(schema, id);
    const constant = definition.string?.constant;
    const found = definition["allowed-values"] ?? (constant === undefined ? [] : [constant]);
    if (found.length > 0) values.set(path, [...(values.get(path) ?? []), ...found]);
  });
  return sorted(values, (found) => [...new Set(found)]);
}

/** Visits every definition at every path from the root; `on` has tables of its own. */
function walk(schema: Schema, visit: (path: string, id: string) => void): void {
  descend("workflow-root-strict", [], []);

  function descend(reference: Reference, path: readonly string[], open: readonly string[]): void {
    const definition = definitionOf(schema, reference);
    if (open.includes(definition.id) || path[0] === "on") return;
    const within = [...open, definition.id];
    visit(path.join("."), definition.id);
    for (const option of definition["one-of"] ?? []) descend(option, path, within);
    for (const [key, value] of Object.entries(definition.mapping?.properties ?? {})) {
      descend(value, [...path, key], within);
    }
    const looseValue = definition.mapping?.["loose-value-type"];
    if (looseValue) descend(looseValue, [...path, "*"], within);
    if (definition.sequence) descend(definition.sequence["item-type"], [...path, "*"], within);
  }
}

function sorted<T, U>(map: ReadonlyMap<string, T>, change: (value: T) => U): ReadonlyMap<string, U> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, change(value)]));
}
