import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export type Reference = string | { readonly type: string; readonly required?: boolean };

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

/** GitHub's built-in functions with their argument counts, in the schema's notation: `contains(2,2)`, `case(3,MAX)`. */
export async function readInstalledFunctions(): Promise<readonly string[]> {
  const file = new URL("../../node_modules/@actions/expressions/dist/funcs.js", import.meta.url);
  const { wellKnownFunctions } = (await import(file.href)) as {
    wellKnownFunctions: Readonly<Record<string, { name: string; minArgs: number; maxArgs: number }>>;
  };
  return Object.values(wellKnownFunctions)
    .map(({ name, minArgs, maxArgs }) => `${spelling(name)}(${minArgs},${maxArgs > 255 ? "MAX" : maxArgs})`)
    .sort();
}

/** The package writes `toJson` and `fromJson`, the documentation `toJSON` and `fromJSON`; case does not matter. */
function spelling(name: string): string {
  return name.replace(/Json$/, "JSON");
}

/** The schema inside the installed `@actions/workflow-parser`, with that package's version. */
export function readInstalledSchema(): { schema: Schema; version: string } {
  const folder = fileURLToPath(new URL("../../node_modules/@actions/workflow-parser", import.meta.url));
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const schema = JSON.parse(readFileSync(join(folder, "dist/workflow-v1.0.min.json"), "utf8")) as Schema;
  return { schema, version: manifest.version };
}
