import type { ValueMap } from "@yardmaster/core";
import { digestBody, type GeneratedFile, type GeneratedHeader } from "@yardmaster/yaml-io";

/** The first key of every generated JSON file: its header. */
export const headerKey = "$generated";

/** JSON with two spaces, a header that names its source as the first entry, and a last newline. */
export function printData(value: ValueMap, file: Required<GeneratedFile>): string {
  const [, body = "}"] = /^\{\n(.*)$/s.exec(JSON.stringify(value, null, 2)) ?? [];
  const header = {
    by: file.generator,
    from: file.source,
    note: `Do not edit: change the source and run \`${file.command}\`.`,
  };
  const top = JSON.stringify({ [headerKey]: header }, null, 2).slice(0, -2);
  return body === "}" ? `${top}\n}\n` : `${top},\n${body}\n`;
}

/**
 * Works on the text, so that a file which is no JSON any more, for example between conflict markers, is still known as
 * ours. @returns undefined when the text was not written by {@link printData}.
 */
export function readDataHeader(text: string): GeneratedHeader | undefined {
  const lines = text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const header = /^\{\n {2}"\$generated": \{\n {4}"by": "yardmaster\b.*",\n {4}"from": (".*"),\n/.exec(lines);
  if (!header?.[1]) return undefined;
  const end = /^ {2}\},?\n/m.exec(lines);
  const body = end ? lines.slice(end.index + end[0].length) : "";
  const top = end ? lines.slice(0, end.index) : lines;
  const digest = /^ {4}"digest": "(sha256:[0-9a-f]{16})"$/m.exec(top)?.[1];
  return { source: parseText(header[1]), body, isSealed: digest !== undefined && digest === digestBody(body) };
}

function parseText(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
