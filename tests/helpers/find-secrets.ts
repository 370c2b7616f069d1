/** Of a long secret this many characters in a row count as the secret: a cut may leave the rest out. */
const telltaleCharacters = 16;
const deepest = 3;

/**
 * Looks for secrets in whatever form they may stand in a text, by undoing the forms: base64 and base64url at every offset,
 * hexadecimal, URL, JSON and HTML escapes, `\u{…}`, one within another up to three deep, also across line breaks.
 * Shares no code with the program's redaction.
 * @param secrets Of 8 characters or more. Lines of a longer text, such as a key, count each for themselves.
 * @returns a line for each secret found: its place in the list, from 1, and the fewest forms to undo, from the outside in
 */
export function findSecrets(text: string, secrets: readonly string[]): readonly string[] {
  const wanted = secrets.map(telltalesOf);
  const found = new Map<number, readonly string[]>();
  const clean = cleanPartsFor(secrets);
  /** With the forms that may still be undone in it: a part is met first where these are the most. */
  const seen = new Map<string, number>();
  let layer: readonly (readonly [part: string, path: readonly string[]])[] = [[text, []]];
  for (let depth = 0; depth <= deepest; depth++) {
    const next: (readonly [string, readonly string[]])[] = [];
    for (const [part, path] of layer) {
      if (seen.has(part) || (clean.get(part) ?? -1) >= deepest - depth) continue;
      seen.set(part, deepest - depth);
      for (const [index, telltales] of wanted.entries()) {
        if (!found.has(index) && telltales.some((telltale) => part.includes(telltale))) found.set(index, path);
      }
      if (depth < deepest) for (const [form, undone] of undo(part)) next.push([undone, [...path, form]]);
    }
    layer = next;
  }
  if (found.size === 0) for (const [part, left] of seen) if (part.length <= memorableCharacters) clean.set(part, left);
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([index, path]) => `secret ${index + 1}: ${path.join(" > ") || "plain"}`);
}

/** By the secrets: parts in which none of them stands, in no form, with the number of forms that were undone. */
const cleanParts = new Map<string, Map<string, number>>();
/** Words come again and again, in every text of a test; whole texts seldom do, and would fill the memory. */
const memorableCharacters = 1_000;

function cleanPartsFor(secrets: readonly string[]): Map<string, number> {
  const key = JSON.stringify(secrets);
  const known = cleanParts.get(key) ?? new Map<string, number>();
  cleanParts.set(key, known);
  return known;
}

const knownTelltales = new Map<string, readonly string[]>();

/** Every run of so many characters. */
function telltalesOf(secret: string): readonly string[] {
  const known = knownTelltales.get(secret) ?? runsOf(secret);
  knownTelltales.set(secret, known);
  return known;
}

function runsOf(secret: string): readonly string[] {
  const lines = secret.includes("\n") ? secret.split("\n").filter((line) => /^[^-]{20,}$/.test(line)) : [secret];
  return lines.flatMap((line) => {
    const length = Math.min(line.length, telltaleCharacters);
    return Array.from({ length: line.length - length + 1 }, (_, from) => line.slice(from, from + length));
  });
}

function* undo(text: string): Generator<readonly [form: string, undone: string]> {
  const joined = text.replace(/[\r\n]+|(?:\\[rn])+/g, "");
  if (joined !== text) yield ["joined lines", joined];
  for (const [run] of joined.matchAll(/[A-Za-z0-9+/_-]{8,}/g)) {
    for (let offset = 0; offset < 4; offset++) {
      const bytes = Buffer.from(run.slice(offset).replaceAll("-", "+").replaceAll("_", "/"), "base64");
      const decoded = readable(bytes.toString("latin1"));
      if (decoded) yield ["base64", decoded];
    }
  }
  for (const [run] of joined.matchAll(/[0-9a-f]{16,}/gi)) {
    for (const offset of [0, 1]) {
      const decoded = readable(Buffer.from(run.slice(offset), "hex").toString("latin1"));
      if (decoded) yield ["hex", decoded];
    }
  }
  const percent = text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"),
  );
  if (percent !== text) yield ["url", percent];
  if (percent.includes("+")) yield ["url", percent.replaceAll("+", " ")];
  const json = text.replace(/\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|(["\\/]))/gi, (_, braced, unit, plain) =>
    plain === undefined ? String.fromCodePoint(Math.min(Number.parseInt(braced ?? unit, 16), 0x10ffff)) : plain,
  );
  if (json !== text) yield ["json", json];
  const names: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" };
  const html = text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name: string) => names[name] ?? "");
  if (html !== text) yield ["html", html];
}

/** The longest parts of it that may be text; undefined where there is none. UTF-8 shows in its bytes as latin-1. */
function readable(bytes: string): string | undefined {
  const parts = bytes.match(/[^\p{Cc}]{6,}/gu) ?? [];
  const utf8 = parts.map((part) => Buffer.from(part, "latin1").toString("utf8"));
  return parts.length > 0 ? utf8.join("\n") : undefined;
}
