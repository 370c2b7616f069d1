import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

type Reference = string | { readonly type: string };

/** The part of GitHub's `workflow-v1.0` schema that the facts come from. */
export interface Definition {
  readonly context?: readonly string[];
  readonly "one-of"?: readonly string[];
  readonly mapping?: {
    readonly properties?: Readonly<Record<string, Reference>>;
    readonly "loose-key-type"?: string;
    readonly "loose-value-type"?: string;
  };
  readonly sequence?: { readonly "item-type": string };
  readonly "allowed-values"?: readonly string[];
  readonly string?: { readonly constant?: string };
}

export interface Schema {
  readonly definitions: Readonly<Record<string, Definition>>;
}

/** @throws when the schema has no definition of that name: the package changed its shape. */
export function definitionOf(schema: Schema, reference: Reference): Definition & { readonly id: string } {
  const id = typeof reference === "string" ? reference : reference.type;
  const definition = schema.definitions[id];
  if (!definition) {
    if (["null", "string", "number", "boolean", "any", "sequence", "mapping"].includes(id)) return { id };
    throw new Error(`The schema has no definition "${id}".`);
  }
  return { ...definition, id };
}

/** The schema inside the installed `@actions/workflow-parser`, with that package's version. */
export function readInstalledSchema(): { schema: Schema; version: string } {
  const folder = fileURLToPath(new URL("../../node_modules/@actions/workflow-parser", import.meta.url));
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const schema = JSON.parse(readFileSync(join(folder, "dist/workflow-v1.0.min.json"), "utf8")) as Schema;
  return { schema, version: manifest.version };
}
