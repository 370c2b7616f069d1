import { definitionOf, type Schema } from "./read-schema.ts";

/** What an expression may read at one key: context names, and functions with their argument counts. */
export interface ExpressionSite {
  readonly contexts: readonly string[];
  readonly functions: readonly string[];
}

/**
 * Every key that takes an expression, also for a whole map or list, as a path from the root in which `*` stands for a
 * name of the author's or a list item. What a definition names comes on top of what the ones around it name, as in
 * GitHub's template reader.
 */
export function expressionSites(schema: Schema): ReadonlyMap<string, ExpressionSite> {
  const sites = new Map<string, Set<string>>();
  visit("workflow-root-strict", [], [], []);
  return new Map(
    [...sites].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, readable]) => [path, split(readable)] as const),
  );

  function visit(
    reference: string | { readonly type: string },
    path: readonly string[],
    inherited: readonly string[],
    open: readonly string[],
  ): void {
    const definition = definitionOf(schema, reference);
    if (open.includes(definition.id)) return;
    const within = [...open, definition.id];
    const readable = [...inherited, ...(definition.context ?? [])];
    for (const option of definition["one-of"] ?? []) visit(option, path, readable, within);
    for (const [key, value] of Object.entries(definition.mapping?.properties ?? {})) {
      visit(value, [...path, key], readable, within);
    }
    const looseValue = definition.mapping?.["loose-value-type"];
    if (looseValue) visit(looseValue, [...path, "*"], readable, within);
    if (definition.sequence) visit(definition.sequence["item-type"], [...path, "*"], readable, within);
    if (readable.length > 0) add(path, readable);
  }

  function add(path: readonly string[], readable: readonly string[]): void {
    const key = path.join(".");
    const site = sites.get(key) ?? new Set<string>();
    for (const name of readable) site.add(name);
    sites.set(key, site);
  }
}

function split(readable: ReadonlySet<string>): ExpressionSite {
  const names = [...readable].sort();
  return {
    contexts: names.filter((name) => !name.includes("(")),
    functions: names.filter((name) => name.includes("(")),
  };
}
