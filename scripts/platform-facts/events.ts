import { definitionOf, type Schema } from "./read-schema.ts";

export interface EventFacts {
  /** Activity types, in the schema's order; empty where the event has none or takes any name. */
  readonly types: readonly string[];
  /** The other keys of the event's mapping. */
  readonly keys: readonly string[];
}

/** The events that start a workflow, with their activity types and filters. */
export function events(schema: Schema): ReadonlyMap<string, EventFacts> {
  const root = definitionOf(schema, "on-mapping-strict");
  const entries = Object.entries(root.mapping?.properties ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    entries.map(([name, reference]) => {
      const properties = mappingOf(reference);
      const types = properties.types;
      return [name, { types: types ? allowedValues(types) : [], keys: Object.keys(properties) }] as const;
    }),
  );

  function mappingOf(
    reference: string | { readonly type: string },
  ): Readonly<Record<string, string | { type: string }>> {
    const definition = definitionOf(schema, reference);
    if (definition.mapping?.properties) return definition.mapping.properties as never;
    for (const option of definition["one-of"] ?? []) {
      const found = mappingOf(option);
      if (Object.keys(found).length > 0) return found;
    }
    return {};
  }

  function allowedValues(reference: string | { readonly type: string }): readonly string[] {
    const definition = definitionOf(schema, reference);
    if (definition["allowed-values"]) return definition["allowed-values"];
    return (definition["one-of"] ?? []).flatMap((option) => allowedValues(option)).slice();
  }
}

/** Permission scopes with the levels that each one takes, least first. */
export function permissionScopes(schema: Schema): ReadonlyMap<string, readonly string[]> {
  const levels: Readonly<Record<string, readonly string[]>> = {
    "permission-level-any": ["none", "read", "write"],
    "permission-level-read-or-no-access": ["none", "read"],
    "permission-level-write-or-no-access": ["none", "write"],
  };
  const scopes = Object.entries(definitionOf(schema, "permissions-mapping").mapping?.properties ?? {});
  return new Map(
    scopes
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([scope, reference]) => {
        const id = typeof reference === "string" ? reference : reference.type;
        const known = levels[id];
        if (!known) throw new Error(`Permission scope "${scope}" has levels of an unknown kind "${id}".`);
        return [scope, known] as const;
      }),
  );
}
