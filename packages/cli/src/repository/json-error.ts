/** Where a text stops being JSON: lines and columns count from 1. Asked only of texts that are none. */
export function findJsonError(text: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, errorPosition(text));
  const lines = before.split(/\r\n|[\r\n]/);
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

const blank = /[ \t\r\n]*/y;
const scalar =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/** Each token is fitting or not by what it stands in; the first that is not is the mistake. */
function errorPosition(text: string): number {
  const open: ("{" | "[")[] = [];
  let expects: "value" | "key" | "colon" | "more" | "end" = "value";
  let mayClose = false;
  for (let at = skip(blank, text, 0); at < text.length; at = skip(blank, text, at)) {
    const character = text[at] ?? "";
    const inside = open.at(-1);
    const closes = inside === "{" ? "}" : "]";
    if (inside && character === closes && (expects === "more" || mayClose)) {
      open.pop();
      [expects, mayClose] = [open.length > 0 ? "more" : "end", false];
      at += 1;
      continue;
    }
    if (expects === "more" && character === ",") {
      [expects, mayClose] = [inside === "{" ? "key" : "value", false];
      at += 1;
      continue;
    }
    if (expects === "colon" && character === ":") {
      [expects, mayClose] = ["value", false];
      at += 1;
      continue;
    }
    if (expects === "value" && (character === "{" || character === "[")) {
      open.push(character);
      [expects, mayClose] = [character === "{" ? "key" : "value", true];
      at += 1;
      continue;
    }
    const end = skip(scalar, text, at);
    const isFitting = end > at && (expects === "value" || (expects === "key" && character === '"'));
    if (!isFitting) return at;
    expects = expects === "key" ? "colon" : open.length > 0 ? "more" : "end";
    mayClose = false;
    at = end;
  }
  return text.length;
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
