import type { ModelPath, NodePlace, Place, SourceLocation } from "@yardmaster/core";
import type { TextRange, YamlDocument } from "@yardmaster/yaml-io";

/** Where something is said of a YAML file: the smallest piece of its text that the place names. */
export function placeInDocument(place: Place | undefined, document: YamlDocument, file: string): SourceLocation {
  if (place && "location" in place) return place.location;
  if (!place || !("path" in place)) return { file: place?.file ?? file, line: 1, column: 1 };
  return { file, ...rangeOf(place, document) };
}

function rangeOf(place: NodePlace, document: YamlDocument): TextRange {
  const { path, at, excerpt } = place;
  const key = at === "key" ? document.keyRange(path) : undefined;
  if (key) return key;
  const value = document.valueRange(path);
  if (value) return (excerpt !== undefined && excerptIn(document.text, value, excerpt)) || value;
  return document.keyRange(path) ?? nearest(path, document);
}

/** What is around a node that is not written: the place of the innermost node that is. */
function nearest(path: ModelPath, document: YamlDocument): TextRange {
  for (let length = path.length - 1; length > 0; length--) {
    const around = path.slice(0, length);
    const range = document.keyRange(around) ?? document.ranges(around);
    if (range) return range;
  }
  return { line: 1, column: 1, endLine: 1, endColumn: 1 };
}

function excerptIn(text: string, range: TextRange, excerpt: string): TextRange | undefined {
  const lines = text.split("\n");
  for (let line = range.line; line <= range.endLine; line++) {
    const from = line === range.line ? range.column - 1 : 0;
    const to = line === range.endLine ? range.endColumn - 1 : undefined;
    const found = lines[line - 1]?.slice(0, to).indexOf(excerpt, from) ?? -1;
    if (found !== -1) return { line, column: found + 1, endLine: line, endColumn: found + 1 + excerpt.length };
  }
  return undefined;
}
