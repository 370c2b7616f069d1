import { asMap, type Diagnostic, isFileStem, type ModelPath, type SourceDocument, type Value } from "@yardmaster/core";
import { dataShape, idUnsafe, textNotUnicode } from "./diagnostics.ts";
import { headerKey } from "./print-data.ts";

/** Device names are no files on Windows, with any extension. */
const safeId = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9_][a-z0-9._-]{0,98}$/i;

/** What keeps a document from being printed, whatever else there is: its builders' diagnostics, names and texts. */
export function checkDocument(document: SourceDocument): readonly Diagnostic[] {
  const isSafe = (name: string): boolean =>
    safeId.test(name) || (document.yardmaster === "workflow" && name === document.id && isFileStem(name));
  const names = namesOf(document)
    .filter((name) => !isSafe(name))
    .map((name) => idUnsafe({ id: name }, { path: [] }));
  const content = document.yardmaster === "data" ? document.value : document.model;
  return [...names, ...document.diagnostics, ...checkTexts(content, []), ...checkShape(document)];
}

/** Every part of the path that the author chose. */
function namesOf(document: SourceDocument): readonly string[] {
  const folders = (path: string): string[] => path.split("/").map((name) => name.replace(/^\.(?=\w)/, ""));
  if (document.yardmaster === "action") return document.folder === "." ? [] : folders(document.folder);
  const root = document.yardmaster === "workflow" ? document.root : undefined;
  return [...(root === undefined ? [] : folders(root)), document.id];
}

function checkTexts(value: Value, path: ModelPath): readonly Diagnostic[] {
  if (typeof value === "string") return isUnicode(value) ? [] : [textNotUnicode({ text: value }, { path })];
  if (Array.isArray(value)) return value.flatMap((item: Value, index) => checkTexts(item, [...path, index]));
  return Object.entries(asMap(value) ?? {}).flatMap(([key, child]) => [
    ...(isUnicode(key) ? [] : [textNotUnicode({ text: key }, { path })]),
    ...(child === undefined ? [] : checkTexts(child, [...path, key])),
  ]);
}

function isUnicode(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function checkShape(document: SourceDocument): readonly Diagnostic[] {
  if (document.yardmaster !== "data") return [];
  const value = asMap(document.value);
  return value && !(headerKey in value) ? [] : [dataShape({ id: document.id }, { path: [] })];
}
