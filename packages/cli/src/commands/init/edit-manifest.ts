import { fail, isMap, ok, type Result, type Value } from "@yardmaster/core";
import { locateJsonError, positionAt } from "@yardmaster/core/json";
import { readMembers } from "./json-members.ts";

/** What `package.json` is to have, by the key of its object. */
export type Additions = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface EditedManifest {
  readonly text: string;
  /** What stands there with another value, as `scripts.gen:workflows`: it stays. */
  readonly kept: readonly string[];
}

export function printManifest(additions: Additions): string {
  return `${JSON.stringify({ private: true, type: "module", ...additions }, null, 2)}\n`;
}

/**
 * Adds members and touches no other byte: indentation, order and line ends stay.
 * @returns a sentence with the place for what cannot be edited without a risk.
 */
export function editManifest(text: string, additions: Additions): Result<EditedManifest, string> {
  if (text.startsWith("\ufeff")) {
    return fail("package.json:1:1 begins with a byte order mark, which npm's own tools drop. Save it without one.");
  }
  const manifest = parse(text);
  if (manifest === undefined) {
    const { line, column } = locateJsonError(text);
    return fail(`package.json:${line}:${column} is no JSON from here on, comments included. Correct it.`);
  }
  if (!isMap(manifest)) return fail("package.json:1:1 is no object. Correct it.");
  let edited = text;
  const kept: string[] = [];
  for (const [key, wanted] of Object.entries(additions)) {
    const members = readMembers(edited);
    const own = members.filter((member) => member.path.length === 1 && member.path[0] === key);
    const [first, second] = own;
    if (second)
      return fail(`package.json:${place(edited, second.start)} has ${JSON.stringify(key)} a second time. Remove one.`);
    const value = manifest[key];
    if (first && (value === undefined || !isMap(value))) {
      return fail(
        `package.json:${place(edited, first.start)} has ${JSON.stringify(key)}, which is no object. Correct it.`,
      );
    }
    const there = first && value !== undefined && isMap(value) ? value : {};
    const missing = Object.entries(wanted).filter(([name]) => !Object.hasOwn(there, name));
    const other = Object.entries(wanted).filter(([name, text]) => Object.hasOwn(there, name) && there[name] !== text);
    kept.push(...other.map(([name]) => `${key}.${name}`));
    if (missing.length === 0) continue;
    edited = first ? addInside(edited, first.value, missing) : addObject(edited, key, missing);
  }
  return ok({ text: edited, kept });
}

function parse(text: string): Value | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Entries = readonly (readonly [string, string])[];

/** @param at where the object begins. */
function addInside(text: string, at: number, entries: Entries): string {
  const indent = indentOf(text);
  return insertMembers(
    text,
    at,
    indent.repeat(2),
    indent,
    entries.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`),
  );
}

function addObject(text: string, key: string, entries: Entries): string {
  const indent = indentOf(text);
  const end = endOf(text);
  const inner = entries.map(([name, value]) => `${indent.repeat(2)}${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const object = `${JSON.stringify(key)}: {${end}${inner.join(`,${end}`)}${end}${indent}}`;
  return insertMembers(text, text.indexOf("{"), indent, "", [object]);
}

/** Behind the last member of the object that begins at a place. */
function insertMembers(text: string, at: number, indent: string, closing: string, members: readonly string[]): string {
  const end = endOf(text);
  const own = readMembers(text).filter(({ object }) => object === at);
  const last = own.at(-1);
  const before = last?.end ?? at + 1;
  const rest = text.slice(before);
  const isOneLine = last !== undefined && !text.slice(at, last.end).includes("\n");
  if (isOneLine) return `${text.slice(0, before)}, ${members.join(", ")}${rest}`;
  const added = members.map((member) => `${end}${indent}${member}`).join(",");
  if (last) return `${text.slice(0, before)},${added}${rest}`;
  return `${text.slice(0, before)}${added}${end}${closing}${rest.replace(/^\s*/, "")}`;
}

function place(text: string, at: number): string {
  const { line, column } = positionAt(text, at);
  return `${line}:${column}`;
}

/** Of the first member. */
function indentOf(text: string): string {
  return /^\s*\{\s*?\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
}

function endOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
