import { fail, type Result } from "@yardmaster/core";
import type { GitHubError } from "@yardmaster/github";
import { codeText } from "../text/markdown-code.ts";
import { visible } from "../text/visible-text.ts";
import type { Environment } from "./runner-environment.ts";

export type Redact = (text: string) => string;

export interface Redactor {
  readonly redact: Redact;
  /** For secrets that are made at run time, such as the token of an app's installation. */
  learn(secret: string): void;
}

/** Shorter values are no tokens, and would punch holes into ordinary words. */
const minimumSecretCharacters = 8;
/** A line of a key: the last one of a PEM block may be shorter, and is worth nothing alone. */
const minimumLineCharacters = 20;
/** Whatever begins like a secret for so long counts as one: a cut leaves the head behind. */
const headCharacters = 16;
const secretName =
  /TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|_PAT$|(?:PRIVATE|API|ACCESS|SIGNING|DEPLOY|SSH|GPG|ENCRYPTION)_?KEY/i;
/** GitHub's own tokens and the web tokens of its apps, whoever they belong to. */
const tokenPattern =
  /\b(?:gh[pousr]_\w{20,}(?:[.-][\w.-]+)?|github_pat_\w{20,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,})/g;
const mark = "***";

export function createRedact(env: Environment): Redact {
  return createRedactor(env).redact;
}

/**
 * Blots the values of secret-like variables out of a text, and tokens of GitHub by their form. A value is found plain, as
 * JSON (once, twice, and as HTML comments need it), URL-encoded, escaped for HTML, as `visible` and `codeText` print it, in
 * hexadecimal, and in base64 at every offset that it can have inside a longer text, such as `x-access-token:…` in an
 * Authorization header; each also with line breaks in between, and cut off after 16 characters or more. The lines of a
 * private key are secrets themselves.
 */
export function createRedactor(env: Environment): Redactor {
  const forms = new Set<string>();
  const learn = (secret: string): void => {
    for (const part of partsOf(secret)) for (const form of formsOf(part)) forms.add(form);
  };
  for (const [name, value = ""] of Object.entries(env)) {
    if (secretName.test(name)) learn(value);
    const [, password] = /^[a-z][a-z0-9+.-]*:\/\/[^\s/@]*:([^\s/@]+)@/i.exec(value) ?? [];
    if (password) learn(password);
  }
  return { learn, redact: (text) => blotForms(text, forms).replace(tokenPattern, mark) };
}

/** The value, without blanks around it, and the lines of a key, however the key was squeezed into one variable. */
function partsOf(secret: string): readonly string[] {
  const whole = secret.trim();
  if (whole.length < minimumSecretCharacters) return [];
  const isEncodedKey = /^[A-Za-z0-9+/=\s]+$/.test(whole) && whole.startsWith("LS0tLS1CRUdJTi");
  const key = isEncodedKey ? Buffer.from(whole, "base64").toString("utf8") : whole;
  const lines = key.split(/[\r\n]+|\\r|\\n/).map((line) => line.trim());
  const isLong = (line: string) => line.length >= minimumLineCharacters && !line.startsWith("-----");
  return [secret, whole, ...(lines.length > 1 ? lines.filter(isLong) : [])];
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  const base64 = [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    // Characters that share bits with the neighbours differ from text to text.
    const from = Math.ceil((offset * 8) / 6);
    const to = Math.floor(((offset + bytes.length) * 8) / 6);
    const stable = encoded.slice(from, to);
    return [stable, stable.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const hexadecimal = bytes.toString("hex");
  const json = insideJson(secret);
  const urls = [
    encodeUrl(secret),
    encodeUrl(secret, encodeURI),
    new URLSearchParams({ "": secret }).toString().slice(1),
  ];
  return [
    secret,
    json,
    insideJson(json),
    json.replaceAll("/", "\\/"),
    json.replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("--", "-\\u002d"),
    json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
    ...urls.flatMap((url) => [url, url.replace(/%../g, (escaped) => escaped.toLowerCase())]),
    secret.replace(/[&<>"']/g, (character) => htmlEscapes[character] ?? character),
    visible(secret),
    codeText(secret),
    visible(secret.replace(/["\\]/g, "\\$&")),
    hexadecimal,
    hexadecimal.toUpperCase(),
    ...base64,
  ];
}

const htmlEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function insideJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Half of a pair of surrogates has no URL form; a variable of the environment cannot hold one, a text given here can. */
function encodeUrl(text: string, encode: (text: string) => string = encodeURIComponent): string {
  return encode(Buffer.from(text, "utf8").toString("utf8"));
}

type Range = readonly [from: number, to: number];

function blotForms(text: string, forms: ReadonlySet<string>): string {
  const ranges: Range[] = [];
  for (const form of forms) findForm(text, form, ranges);
  const squeezed = squeeze(text);
  if (squeezed) {
    const found: Range[] = [];
    for (const form of forms) findForm(squeezed.text, form, found);
    for (const [from, to] of found) ranges.push([squeezed.at(from), squeezed.at(to - 1) + 1]);
  }
  if (ranges.length === 0) return text;
  ranges.sort(([a], [b]) => a - b);
  let blotted = "";
  let end = 0;
  for (const [from, to] of ranges) {
    if (from >= end) blotted += text.slice(end, from) + mark;
    end = Math.max(end, to);
  }
  return blotted + text.slice(end);
}

/** Each place where the form stands, whole or cut off. */
function findForm(text: string, form: string, ranges: Range[]): void {
  const head = form.slice(0, headCharacters);
  for (let from = text.indexOf(head); from >= 0; ) {
    let length = head.length;
    while (length < form.length && text[from + length] === form[length]) length++;
    ranges.push([from, from + length]);
    from = text.indexOf(head, from + length);
  }
}

/** The text without line breaks, also without those that JSON writes as two characters; undefined where it has none. */
function squeeze(text: string): { readonly text: string; at(index: number): number } | undefined {
  const breaks = [...text.matchAll(/(?:[\r\n]|\\r|\\n)+/g)];
  if (breaks.length === 0) return undefined;
  const starts: number[] = [];
  const removed: number[] = [];
  let total = 0;
  for (const {
    index,
    0: { length },
  } of breaks) {
    starts.push(index - total);
    total += length;
    removed.push(total);
  }
  const at = (index: number): number => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return index + (removed[low - 1] ?? 0);
  };
  return { text: text.replace(/(?:[\r\n]|\\r|\\n)+/g, ""), at };
}

/**
 * The same methods, whose errors are blotted: before a message is cut to a length, which could leave the first half of a
 * token.
 * @param api An object of methods alone, each of which answers with a `Result`.
 */
export function redactErrors<T extends object>(api: T, redact: Redact): T {
  type Method = (...parameters: unknown[]) => Promise<Result<unknown, GitHubError>>;
  const methods = Object.entries(api) as readonly (readonly [string, Method])[];
  const wrapped = methods.map(([name, method]) => {
    const clean: Method = async (...parameters) => {
      const settled = await method.apply(api, parameters);
      return settled.ok ? settled : fail({ ...settled.error, message: redact(settled.error.message) });
    };
    return [name, clean] as const;
  });
  return Object.fromEntries(wrapped) as T;
}

/** Every text in a value, keys too. Keys that become the same are numbered, so that none hides another. */
export function redactDeep<T>(value: T, redact: Redact): T {
  const visit = (part: unknown): unknown => {
    if (typeof part === "string") return redact(part);
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== "object" || part === null) return part;
    const entries = new Map<string, unknown>();
    for (const [key, each] of Object.entries(part)) {
      const name = redact(key);
      let free = name;
      for (let count = 2; entries.has(free); count++) free = `${name} (${count})`;
      entries.set(free, visit(each));
    }
    return Object.fromEntries(entries);
  };
  return visit(value) as T;
}
