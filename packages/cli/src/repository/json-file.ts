import { resolve } from "node:path";
import { fail, type ModelPath, ok, type Result, type Value } from "@yardmaster/core";
import { locateJsonError } from "@yardmaster/core/json";
import { readYaml } from "@yardmaster/yaml-io";
import type { Host } from "../program/host.ts";

export interface JsonFile {
  /** As it was named. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly value: Value;
  /** `facts.json:3:5`, or its name alone where the place is not known. */
  readonly at: (path: ModelPath) => string;
}

/** @returns a sentence with the line where it cannot be read. */
export async function readJsonFile(name: string, host: Host): Promise<Result<JsonFile, string>> {
  const path = resolve(host.cwd, name);
  const bytes = (await host.files.isFolder(path)) ? undefined : await host.files.read(path);
  if (!bytes) return fail(`There is no file ${JSON.stringify(name)}.`);
  const text = new TextDecoder().decode(bytes).replace(/^\ufeff/, "");
  try {
    const value = JSON.parse(text) as Value;
    return ok({ name, path, value, at: (place) => placeIn(name, text, place) });
  } catch {
    const { line, column } = locateJsonError(text);
    return fail(`${name}:${line}:${column} is no JSON from here on.`);
  }
}

/** JSON is YAML, but for keys that stand twice. */
function placeIn(name: string, text: string, path: ModelPath): string {
  const { keyRange, ranges } = readYaml(text, name);
  const range = keyRange(path) ?? ranges(path);
  return range ? `${name}:${range.line}:${range.column}` : name;
}
