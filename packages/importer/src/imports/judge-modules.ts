import type { TriedModules } from "@yardmaster/compiler";
import { readHeader, readYaml, type YamlDocument } from "@yardmaster/yaml-io";
import { compareComments } from "../proof/compare-comments.ts";
import { compareDocuments } from "../proof/compare-documents.ts";
import type { Objection } from "../proof/objection.ts";
import { objectToDifference, objectToProblem, objectToTypes } from "../proof/objections.ts";
import type { TypeProblem } from "./import-request.ts";
import type { ImportedModule } from "./imported-module.ts";

/** What a round's judges said: each module gets what is about it. */
export function judgeModules(
  modules: readonly ImportedModule[],
  tried: TriedModules,
  types: readonly TypeProblem[],
): void {
  const problems = groupBy(tried.problems, ({ source }) => source ?? "");
  const made = groupBy(tried.files, ({ source }) => source);
  const ofTypes = groupBy(types, ({ file }) => file);
  for (const module of modules) {
    const { written, file } = module;
    if (!written) continue;
    const own = problems.get(file.module) ?? [];
    module.problems = own;
    const said = own.flatMap((problem) => objectToProblem(problem, written) ?? []);
    const [text] = (made.get(file.module) ?? []).map((one) => one.text);
    const typed = (ofTypes.get(file.module) ?? []).map((problem) => objectToTypes(problem, written));
    module.objections = [...said, ...typed, ...compare(module, text, said.length > 0)];
  }
}

/** @param isExplained something else was said already of a module that makes nothing. */
function compare(module: ImportedModule, text: string | undefined, isExplained: boolean): readonly Objection[] {
  module.yaml = text;
  if (text === undefined) {
    module.comments = undefined;
    return isExplained ? [] : [{ judge: "module", path: [], reason: "The module makes no file." }];
  }
  const document = readMade(text);
  module.comments = compareComments(module.file.document, document);
  return compareDocuments(module.file.document, document).map(objectToDifference);
}

/** Without the line that `gen` writes at its top. */
function readMade(text: string): YamlDocument {
  return readYaml(readHeader(text)?.body ?? text);
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
