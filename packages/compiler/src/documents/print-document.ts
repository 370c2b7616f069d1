import { isDeepStrictEqual } from "node:util";
import {
  type Diagnostic,
  InvariantError,
  isMap,
  type ModelPath,
  type SourceDocument,
  seal,
  type Value,
  type YamlTree,
} from "@yardmaster/core";
import { type GeneratedFile, printAction, printWorkflow, readYaml } from "@yardmaster/yaml-io";
import { documentPath } from "../repository/document-path.ts";
import { dataShape, idUnsafe, textNotUnicode } from "./diagnostics.ts";
import { headerKey, printData } from "./print-data.ts";

export interface PrintedDocument {
  /** Undefined when a diagnostic is an error: what is wrong is never printed. */
  readonly text: string | undefined;
  /** The text as it was read back; undefined for data. */
  readonly tree?: YamlTree;
  readonly diagnostics: readonly Diagnostic[];
}

/** Device names are no files on Windows, with any extension. */
const safeId = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9_][a-z0-9._-]{0,98}$/i;

export function printDocument(document: SourceDocument, file: Required<GeneratedFile>): PrintedDocument {
  const own = namesOf(document)
    .filter((name) => !safeId.test(name))
    .map((name) => idUnsafe({ id: name }, { path: [] }));
  const content = document.yardmaster === "data" ? document.value : document.model;
  const diagnostics = [...own, ...document.diagnostics, ...diagnoseTexts(content, [])];
  if (document.yardmaster === "data") return printDataDocument(document, diagnostics, file);
  const sealed = seal(document, diagnostics);
  if (!sealed.ok) return { text: undefined, diagnostics };
  const { value } = sealed;
  const text = value.yardmaster === "action" ? printAction(value, file) : printWorkflow(value, file);
  const { model, tree } = readYaml(text);
  if (!isDeepStrictEqual(model, withoutUndefined(document.model))) {
    throw new InvariantError(`${documentPath(document)} would not read back as it was written.`);
  }
  return { text, tree, diagnostics };
}

/** Every part of the path that the author chose. */
function namesOf(document: SourceDocument): readonly string[] {
  const folders = (path: string): string[] => path.split("/").map((name) => name.replace(/^\.(?=\w)/, ""));
  if (document.yardmaster === "action") return folders(document.folder);
  const root = document.yardmaster === "workflow" ? document.root : undefined;
  return [...(root === undefined ? [] : folders(root)), document.id];
}

function printDataDocument(
  { id, value }: { id: string; value: Value },
  diagnostics: readonly Diagnostic[],
  file: Required<GeneratedFile>,
): PrintedDocument {
  if (!isMap(value) || headerKey in value) {
    return { text: undefined, diagnostics: [...diagnostics, dataShape({ id }, { path: [] })] };
  }
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) return { text: undefined, diagnostics };
  return { text: printData(value, file), diagnostics };
}

function diagnoseTexts(value: Value, path: ModelPath): readonly Diagnostic[] {
  if (typeof value === "string") return isUnicode(value) ? [] : [textNotUnicode({ text: value }, { path })];
  if (Array.isArray(value)) return value.flatMap((item: Value, index) => diagnoseTexts(item, [...path, index]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    ...(isUnicode(key) ? [] : [textNotUnicode({ text: key }, { path })]),
    ...(child === undefined ? [] : diagnoseTexts(child, [...path, key])),
  ]);
}

function isUnicode(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function withoutUndefined(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).flatMap(([key, child]) =>
    child === undefined ? [] : [[key, withoutUndefined(child)] as const],
  );
  return Object.fromEntries(entries);
}
