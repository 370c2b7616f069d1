import { reportMistake } from "@yardmaster/core";
import { misplacedValue } from "../author/misplaced-value.ts";

/** Of a file's name. @param owner what it is an option of, for people. */
export function extensionOf(given: unknown, owner: string): string {
  if (given === undefined || given === "yml" || given === "yaml") return given ?? "yml";
  reportMistake(misplacedValue(given, `\`extension\` of ${owner}`, 'extension, "yml" or "yaml",'));
  return "yml";
}
