import { JSONObjectReader } from "@actions/workflow-parser/templates/json-object-reader";
import { TemplateSchema } from "@actions/workflow-parser/templates/schema/index";
import type { MappingDefinition } from "@actions/workflow-parser/templates/schema/mapping-definition";
import { define, withProperties } from "./schema-definitions.ts";

export interface SchemaAdditions {
  /** By name, in the schema's own notation. */
  readonly definitions: Readonly<Record<string, unknown>>;
  /** Definition of a mapping -> the keys that it gets, each with the definition of its value. */
  readonly properties: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A schema of one's own: the package's is one object for all workflows of a process, and stays as it is. */
export function copySchema(schema: TemplateSchema): TemplateSchema {
  return Object.assign(new TemplateSchema(), { version: schema.version, definitions: { ...schema.definitions } });
}

/** Adds syntax that the package does not know yet, so that its own reader checks the values. */
export function extendSchema(schema: TemplateSchema, additions: SchemaAdditions): void {
  const text = JSON.stringify({ version: "workflow-v1.0", definitions: additions.definitions });
  const { definitions } = TemplateSchema.load(new JSONObjectReader(undefined, text));
  for (const [id, definition] of Object.entries(definitions)) schema.definitions[id] ??= definition;
  for (const [id, properties] of Object.entries(additions.properties)) {
    define(schema, withProperties(schema.getDefinition(id) as MappingDefinition, properties));
  }
}
