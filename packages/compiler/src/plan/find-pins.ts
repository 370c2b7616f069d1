import { type PinSite, usesPaths } from "@yardmaster/core";
import type { YamlDocument } from "@yardmaster/yaml-io";

/** @returns undefined when the text is no YAML, for example between conflict markers. */
export function findPins({ text, model, ranges }: YamlDocument, file: string): readonly PinSite[] | undefined {
  if (model === undefined) return undefined;
  const lines = text.split("\n");
  return usesPaths(model).flatMap(({ path, value }) => {
    const [, action, ref] = /^([\w.-]+\/[\w.-]+(?:\/[^@\s]+)?)@(.+)$/.exec(value) ?? [];
    const range = ranges(path);
    if (action === undefined || ref === undefined || !range || range.line !== range.endLine) return [];
    const line = lines[range.line - 1] ?? "";
    const rest = /^\s*(?:#(.*))?$/.exec(line.slice(range.endColumn - 1));
    if (!rest) return [];
    const location = { file, ...range, endColumn: line.trimEnd().length + 1 };
    return [{ action, ref, comment: rest[1]?.trim(), location }];
  });
}
