import { join } from "node:path";
import type { Diagnostic, Files } from "@yardmaster/core";
import { attributesFile, missingRules } from "../repository/line-end-rules.ts";
import { lineEndsChanged } from "./diagnostics.ts";

/**
 * One warning for all files whose line ends alone differ: they are what they should be, but on this disk.
 * @param paths of these files, relative to the root.
 */
export async function findLineEnds(
  paths: readonly string[],
  root: string,
  files: Files,
): Promise<readonly Diagnostic[]> {
  const [first, ...others] = paths;
  if (first === undefined) return [];
  const attributes = await files.read(join(root, attributesFile));
  const rules = missingRules(attributes ? new TextDecoder().decode(attributes) : "");
  return rules.length === 0 ? [] : [lineEndsChanged({ first, others: others.length, rules }, { file: first })];
}
