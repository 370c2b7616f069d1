import { positionAt, type TextPosition } from "./text-position.ts";

const token =
  /[ \t\r\n]*(?:([{}[\]:,])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\x7f-\x9f])*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;

/** Where a text stops being JSON. V8's own message names a place only for some mistakes, and quotes the text. */
export function locateJsonError(text: string): TextPosition {
  const open: string[] = [];
  let expected: "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing" = "value";
  const afterValue = () => (open.length === 0 ? "nothing" : "comma-or-end");
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) break;
    const [, mark, string] = match;
    if (mark === "{" || mark === "[") {
      if (expected !== "value" && expected !== "value-or-end") break;
      open.push(mark);
      expected = mark === "{" ? "key-or-end" : "value-or-end";
    } else if (mark === "}" || mark === "]") {
      const mayEnd = expected === "comma-or-end" || expected === (mark === "}" ? "key-or-end" : "value-or-end");
      if (!mayEnd || open.pop() !== (mark === "}" ? "{" : "[")) break;
      expected = afterValue();
    } else if (mark === ":") {
      if (expected !== "colon") break;
      expected = "value";
    } else if (mark === ",") {
      if (expected !== "comma-or-end") break;
      expected = open.at(-1) === "{" ? "key" : "value";
    } else if (string !== undefined && (expected === "key" || expected === "key-or-end")) {
      expected = "colon";
    } else {
      if (expected !== "value" && expected !== "value-or-end") break;
      expected = afterValue();
    }
    at = token.lastIndex;
  }
  const blanks = /^[ \t\r\n]*/.exec(text.slice(at))?.[0].length ?? 0;
  return positionAt(text, at + blanks);
}
