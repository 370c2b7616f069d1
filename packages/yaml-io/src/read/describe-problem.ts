import type { Diagnostic, YamlNode } from "@yardmaster/core";
import type { YAMLError } from "yaml";
import { yamlDuplicateKey, yamlSyntax } from "./diagnostics.ts";
import type { OffsetRange } from "./node-positions.ts";

export interface TextProblem extends OffsetRange {
  readonly describe: (place: NonNullable<Diagnostic["place"]>) => Diagnostic;
}

/** What is wrong with a text, in its order. */
export function listProblems(
  errors: readonly YAMLError[],
  repeatedKeys: readonly YamlNode[],
  text: string,
): readonly TextProblem[] {
  const syntax = errors.map(
    ({ pos: [start, end], message }): TextProblem => ({
      start,
      end,
      describe: (place) => yamlSyntax({ problem: message }, place),
    }),
  );
  const repeated = repeatedKeys.map(({ start }): TextProblem => {
    const key = /^[^\s:]*/.exec(text.slice(start))?.[0] ?? "";
    return { start, end: start + 1, describe: (place) => yamlDuplicateKey({ key }, place) };
  });
  return [...syntax, ...repeated].sort((a, b) => a.start - b.start);
}
