import type { Scalar } from "@yardmaster/core";

/**
 * What a YAML 1.1 reader (line breaks U+0085, U+2028, U+2029) or a reviewer (bidirectional controls, byte order mark)
 * would read differently, and what YAML forbids outright.
 */
const unprintable =
  /[^\t\n\x20-\x7e\u00a0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
const unprintables = new RegExp(unprintable, "gu");

/** Texts that readers of YAML 1.1 or 1.2 take for null, a boolean, a merge key or a default value. */
const typedWord = /^(?:~|null|true|false|yes|no|on|off|y|n|<<|=)$/i;
/** Integers in any base, floats, sexagesimals such as `21:21`, version numbers; in doubt quoted. */
const typedNumber = /^[-+]?(?:0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|(?=[^e]*\d)[\d.][\d_.:,]*(?:e[-+]?\d+)?|\.inf|\.nan)$/i;
const typedDate = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s].*)?$/;
const indicatorFirst = /^(?:[?:,[\]{}#&*!|>'"%@`]|-(?:\s|$)|---|\.\.\.|\s)/;
const breaksPlain = /: |:$| #|\s$|[\t\n]/;

/** One line of YAML for any scalar: plain where every reader agrees on its type, else in double quotes. */
export function scalarText(value: Scalar): string {
  if (value === null) return "null";
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  return isPlain(value) ? value : doubleQuoted(value);
}

/**
 * Whether the text can stand in a literal block: it has several lines, and every reader gives back every character.
 * Readers disagree on blank lines with spaces at the end of a block.
 */
export function isLiteral(text: string): boolean {
  return text.includes("\n") && text.trim() !== "" && !unprintable.test(text) && !/\n[\t ]+\n*$/.test(text);
}

/**
 * The `|` line of a literal block: chomping as the last newlines require, and the indentation where the first line
 * begins with a blank. Readers refuse a tab there when they have to detect the indentation themselves.
 */
export function literalHeader(text: string): string {
  const indentation = /^[\t ]|^\n+[\t ]/.test(text) ? "2" : "";
  const chomping = !text.endsWith("\n") ? "-" : text.endsWith("\n\n") ? "+" : "";
  return `|${indentation}${chomping}`;
}

/** Comment text on one line, without characters that would end the comment or that YAML forbids. */
export function commentText(text: string): string {
  return text
    .replace(unprintables, "\ufffd")
    .replace(/[\t\n]/g, " ")
    .trimEnd();
}

function isPlain(text: string): boolean {
  return !(
    text === "" ||
    indicatorFirst.test(text) ||
    breaksPlain.test(text) ||
    typedWord.test(text) ||
    typedNumber.test(text) ||
    typedDate.test(text) ||
    unprintable.test(text)
  );
}

/** JSON's escapes are YAML's; the rest is escaped by code point. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(unprintables, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : String(value);
  return Number.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
}
