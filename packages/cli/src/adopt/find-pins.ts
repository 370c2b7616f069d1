import type { SourceLocation } from "@yardmaster/core";
import { parseWorkflowText } from "@yardmaster/yaml-io";
import { usesPaths } from "./uses-paths.ts";

/** A `uses` of an action or a reusable workflow of another repository, as it stands in a file. */
export interface PinSite {
  /** `owner/repo`, `owner/repo/path`. */
  readonly action: string;
  /** What follows `@`: a commit, or whatever somebody wrote. */
  readonly ref: string;
  /** The comment on the same line, without `#` and blanks around; undefined when there is none. */
  readonly comment: string | undefined;
  /** The value and its comment: one line. */
  readonly location: Required<SourceLocation>;
}

/** @returns undefined when the text is no YAML, for example between conflict markers. */
export function findPins(text: string, file: string): readonly PinSite[] | undefined {
  const { model, ranges } = parseWorkflowText(text, file);
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
