import type { Definition, Reference, Schema } from "./read-schema.ts";

export interface SchemaAdditions {
  readonly definitions: Readonly<Record<string, Definition>>;
  /** Definition of a mapping -> the keys that it gets. */
  readonly properties: Readonly<Record<string, Readonly<Record<string, Reference>>>>;
}

/** @throws when the schema has one of the additions by itself: the addition is to be deleted. */
export function addToSchema(schema: Schema, additions: SchemaAdditions): Schema {
  const definitions: Record<string, Definition> = { ...schema.definitions };
  for (const [id, definition] of Object.entries(additions.definitions)) {
    refuseKnown(id, id in definitions);
    definitions[id] = definition;
  }
  for (const [id, properties] of Object.entries(additions.properties)) {
    const { mapping, ...definition } = definitions[id] ?? {};
    if (!mapping) throw new Error(`The schema has no mapping "${id}".`);
    for (const key of Object.keys(properties)) refuseKnown(`${id}.${key}`, key in (mapping.properties ?? {}));
    definitions[id] = { ...definition, mapping: { ...mapping, properties: { ...mapping.properties, ...properties } } };
  }
  return { definitions };
}

function refuseKnown(name: string, known: boolean): void {
  if (known) throw new Error(`The schema knows "${name}" by itself now: delete it from schema-additions.ts.`);
}
