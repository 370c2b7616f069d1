import { contextsOf, expressionsIn, isSamePath, isWithin, type ModelPath, type Value } from "@yardmaster/core";
import type { YamlAnchor } from "@yardmaster/yaml-io";
import { pathKey } from "../writing/decisions.ts";
import type { ImportedFile } from "../writing/import-plan.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { Names } from "../writing/names.ts";

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
  const anchor = anchorAt(path, writer.file);
  if (!anchor || !isShareable(value, anchor, path, writer)) return write(path);
  const constants = constantsOf(writer);
  const key = pathKey(anchor.path);
  let name = constants.get(key);
  if (name === undefined) {
    const source = write(anchor.path);
    name = writer.names.take(anchor.name, "value");
    constants.set(key, name);
    writer.declare(`const ${name} = ${source}${isExact(value, anchor) ? " as const" : ""};`);
  }
  return writer.mark(path) + name;
}

/** Whether texts in it have to keep their types: not where any will do. */
function isExact(value: Value, { path }: YamlAnchor): boolean {
  return typeof value === "object" && value !== null && !freeKeys.has(String(path.at(-1)));
}

const freeKeys = new Set("branches branches-ignore env paths paths-ignore tags tags-ignore".split(" "));

const anchors = new WeakMap<ImportedFile, readonly YamlAnchor[]>();
/** Of a module, by its names: the writers of its parts may differ in other things. */
const constants = new WeakMap<Names, Map<string, string>>();

function anchorsOf(file: ImportedFile): readonly YamlAnchor[] {
  let known = anchors.get(file);
  if (!known) {
    known = file.document.anchors().filter(({ aliases }) => aliases.length > 0);
    anchors.set(file, known);
  }
  return known;
}

function constantsOf({ names }: ModuleWriter): Map<string, string> {
  const known = constants.get(names) ?? new Map<string, string>();
  constants.set(names, known);
  return known;
}

/** What stands in something that an alias uses again stands in what the anchor names. */
function anchorAt(path: ModelPath, file: ImportedFile): YamlAnchor | undefined {
  const all = anchorsOf(file);
  const found = all.find((anchor) => isSamePath(anchor.path, path));
  if (found) return found;
  for (const anchor of all) {
    const alias = anchor.aliases.find((use) => isWithin(path, use));
    if (alias) return anchorAt([...anchor.path, ...path.slice(alias.length)], file);
  }
  return undefined;
}

/** Whether it means the same wherever it stands, and no judge has asked for it to be written out. */
function isShareable(
  value: Value,
  { path, aliases }: YamlAnchor,
  used: ModelPath,
  { file, decisions }: ModuleWriter,
): boolean {
  if ([path, used, ...aliases].some((use) => decisions.plain.has(pathKey(use)))) return false;
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
