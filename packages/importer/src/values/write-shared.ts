import { contextsOf, expressionsIn, isSamePath, type ModelPath, type Value } from "@yardmaster/core";
import type { YamlAnchor } from "@yardmaster/yaml-io";
import { pathKey } from "../writing/decisions.ts";
import type { ImportedFile } from "../writing/import-plan.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";

/**
 * A value that an anchor names and aliases use again is a constant of the module, called after the anchor. Any other is
 * written by `write`.
 * @param write is given the path of the anchor, where the comments of what is inside stand.
 */
export function writeShared(
  value: Value,
  path: ModelPath,
  writer: ModuleWriter,
  write: (path: ModelPath) => string,
): string {
  const anchor = anchorsOf(writer.file).find((one) => isUseOf(one, path));
  if (!anchor || !isShareable(value, anchor, writer)) return write(path);
  const constants = constantsOf(writer);
  const key = pathKey(anchor.path);
  let name = constants.get(key);
  if (name === undefined) {
    const source = write(anchor.path);
    name = writer.names.take(anchor.name, "value");
    constants.set(key, name);
    writer.declare(`const ${name} = ${source};`);
  }
  return writer.mark(path) + name;
}

const anchors = new WeakMap<ImportedFile, readonly YamlAnchor[]>();
const constants = new WeakMap<ModuleWriter, Map<string, string>>();

function anchorsOf(file: ImportedFile): readonly YamlAnchor[] {
  let known = anchors.get(file);
  if (!known) {
    known = file.document.anchors().filter(({ aliases }) => aliases.length > 0);
    anchors.set(file, known);
  }
  return known;
}

function constantsOf(writer: ModuleWriter): Map<string, string> {
  const known = constants.get(writer) ?? new Map<string, string>();
  constants.set(writer, known);
  return known;
}

function isUseOf({ path, aliases }: YamlAnchor, used: ModelPath): boolean {
  return isSamePath(path, used) || aliases.some((alias) => isSamePath(alias, used));
}

/** Whether it means the same wherever it stands, and no judge has asked for it to be written out. */
function isShareable(value: Value, { path, aliases }: YamlAnchor, { file, decisions }: ModuleWriter): boolean {
  if ([path, ...aliases].some((use) => decisions.plain.has(pathKey(use)))) return false;
  const isText = (part: Value | undefined): boolean => typeof part === "string" && part.includes("${{");
  const expressions = expressionsIn(value);
  if (expressions.length === 0) return !(isText(value) || JSON.stringify(value).includes("${{"));
  return file.kind === "workflow" && expressions.every(({ expression }) => contextsOf(expression).every(isOfModule));
}

/** Contexts that stand for the same in all of a module. */
function isOfModule(context: string): boolean {
  return moduleContexts.has(context);
}

const moduleContexts = new Set(["github", "inputs", "secrets", "vars", "env", "runner", "job", "strategy"]);
