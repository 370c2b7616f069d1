import type { ModelPath, Value } from "@yardmaster/core";
import { expressionTexts, textParts } from "./expression-mask.ts";
import { placeholder } from "./placeholder.ts";

/** Source text for a value. Every entry stands on a line of its own that ends with the entry's path as a comment. */
export function printSource(value: Value, path: ModelPath): string {
  if (typeof value === "string") return printText(value);
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value))
    return printList(
      value.map((item, index) => [printSource(item, [...path, index]), index]),
      path,
    );
  return printMap(
    Object.entries(value).map(([key, item]) => [key, printSource(item as Value, [...path, key])]),
    path,
  );
}

/** A map of entries whose source text is given. */
export function printMap(entries: readonly (readonly [key: string, source: string])[], path: ModelPath): string {
  const lines = entries.map(([key, source]) => `${printKey(key)}: ${source}, ${pathComment([...path, key])}`);
  return `{ ${pathComment(path)}${lines.join("")}}`;
}

export function printList(items: readonly (readonly [source: string, index: number])[], path: ModelPath): string {
  const lines = items.map(([source, index]) => `${source}, ${pathComment([...path, index])}`);
  return `[ ${pathComment(path)}${lines.join("")}]`;
}

/** The rest of a line: where the compiler's complaints about it belong. */
export function pathComment(path: ModelPath): string {
  return `// ${JSON.stringify(path).replace(/[\u2028\u2029]/g, " ")}\n`;
}

/** The path behind a line; undefined for a line of the frame. */
export function pathOfLine(line: string): ModelPath | undefined {
  const comment = /\/\/ (\[.*\])$/.exec(line)?.[1];
  return comment === undefined ? undefined : (JSON.parse(comment) as ModelPath);
}

export function printText(value: string): string {
  const parts = textParts(value);
  const [only, ...more] = expressionTexts(value).map(placeholder);
  if (only === undefined) return JSON.stringify(value);
  if (more.length === 0 && parts.every((part) => part === "")) return only;
  const values = [only, ...more].map((source) => `\${${source}}`);
  return `format\`${parts.map((part, index) => escapeTemplate(part) + (values[index] ?? "")).join("")}\``;
}

/** `__proto__` as a plain key would set the prototype. */
function printKey(key: string): string {
  return key === "__proto__" ? '["__proto__"]' : JSON.stringify(key);
}

function escapeTemplate(text: string): string {
  return text.replace(/[\\`$]/g, "\\$&").replaceAll("\r", "\\r");
}
