import { JSONObjectReader } from "@actions/workflow-parser/templates/json-object-reader";
import { TemplateSchema } from "@actions/workflow-parser/templates/schema/index";

export interface SchemaAdditions {
  /** By name, in the schema's own notation. */
  readonly definitions: Readonly<Record<string, unknown>>;
  /** Definition of a mapping -> the keys that it gets, each with the definition of its value. */
  readonly properties: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Adds syntax that the package does not know yet, so that its own reader checks the values. The schema is one object for
 * all workflows of a process: adding twice changes nothing.
 */
export function extendSchema(schema: TemplateSchema, additions: SchemaAdditions): void {
  const missing = Object.entries(additions.definitions).filter(([id]) => !Object.hasOwn(schema.definitions, id));
  if (missing.length === 0) return;
  const text = JSON.stringify({ version: "workflow-v1.0", definitions: Object.fromEntries(missing) });
  const { definitions } = TemplateSchema.load(new JSONObjectReader(undefined, text));
  for (const [id, definition] of Object.entries(definitions)) schema.definitions[id] ??= definition;
  for (const [id, properties] of Object.entries(additions.properties)) {
    const mapping = schema.getDefinition(id) as unknown as { readonly properties: Record<string, Property> };
    for (const [key, type] of Object.entries(properties)) mapping.properties[key] ??= { type, required: false };
  }
}

interface Property {
  readonly type: string;
  readonly required: boolean;
}
