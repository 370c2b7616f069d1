import { positionAt, type TextPosition } from "@yardmaster/core/json";

export interface RepeatedKey extends TextPosition {
  readonly key: string;
}

/**
 * The first key that an object has a second time: readers of JSON take the last of them without a word, others the first. Keys
 * are compared as they are meant, whatever their spelling: `"a"` is `"\u0061"`.
 * @param text JSON, as a parser has found it
 */
export function findRepeatedKey(text: string): RepeatedKey | undefined {
  /** Of the objects and lists that are open, the outermost first; a list has no keys. */
  const open: (Set<string> | undefined)[] = [];
  let isKey = false;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === "{" || mark === "[") {
      open.push(mark === "{" ? new Set() : undefined);
      isKey = mark === "{";
    } else if (mark === "}" || mark === "]") {
      open.pop();
    } else if (mark === ",") {
      isKey = open.at(-1) !== undefined;
    } else if (mark === '"') {
      const end = endOfString(text, at);
      if (isKey) {
        const key = JSON.parse(text.slice(at, end)) as string;
        const keys = open.at(-1);
        if (keys?.has(key)) return { key, ...positionAt(text, at) };
        keys?.add(key);
      }
      isKey = false;
      at = end - 1;
    }
  }
  return undefined;
}

/** Behind the quote that closes the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text[first - 1] === "\\") first--;
    if ((end - first) % 2 === 0) return end + 1;
  }
}
