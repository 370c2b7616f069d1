import type { Definition } from "@actions/workflow-parser/templates/schema/definition";
import type { TemplateSchema } from "@actions/workflow-parser/templates/schema/index";
import { MappingDefinition } from "@actions/workflow-parser/templates/schema/mapping-definition";
import { OneOfDefinition } from "@actions/workflow-parser/templates/schema/one-of-definition";
import { PropertyDefinition } from "@actions/workflow-parser/templates/schema/property-definition";
import { StringDefinition } from "@actions/workflow-parser/templates/schema/string-definition";
import { StringToken } from "@actions/workflow-parser/templates/tokens/index";

/** Keys of a mapping, each with the name of the definition of its value. */
type Properties = Readonly<Record<string, string>>;

/** Puts definitions into a schema, in place of those of their names. */
export function define(schema: TemplateSchema, ...definitions: readonly Definition[]): void {
  for (const definition of definitions) schema.definitions[definition.key] = definition;
}

export function oneOf(key: string, names: readonly string[]): OneOfDefinition {
  return Object.assign(new OneOfDefinition(key), { oneOf: [...names] });
}

/** A text that is not empty, or exactly one text. */
export function text(
  key: string,
  exactly: { readonly constant?: string; readonly ignoreCase?: true } = {},
): StringDefinition {
  return Object.assign(new StringDefinition(key), { requireNonEmpty: true, ...exactly });
}

export function mapping(key: string, properties: Properties): MappingDefinition {
  return withProperties(new MappingDefinition(key), properties);
}

/** The same mapping with more keys; the one given stays as it is, since others share it. */
export function withProperties(definition: MappingDefinition, properties: Properties): MappingDefinition {
  const added = Object.entries(properties).map(([name, type]) => {
    const token = new StringToken(undefined, undefined, type, undefined);
    return [name, new PropertyDefinition(token)] as const;
  });
  return Object.assign(new MappingDefinition(definition.key), definition, {
    properties: { ...definition.properties, ...Object.fromEntries(added) },
  });
}
