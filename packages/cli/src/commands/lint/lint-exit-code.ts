import { unlintedCodes } from "@yardmaster/compiler/lint";
import type { Finding } from "@yardmaster/core";
import type { Arguments } from "../../program/arguments.ts";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";

/** What cannot be judged outweighs what was found; `--fail-on error` lets warnings pass. */
export function lintExitCode(shown: readonly Finding[], { values }: Pick<Arguments, "values">): ExitCode {
  if (shown.some(({ code }) => unlintedCodes.has(code))) return exitCodes.usage;
  const counts = values.get("fail-on") === "error" ? shown.filter(({ severity }) => severity === "error") : shown;
  return counts.length > 0 ? exitCodes.findings : exitCodes.clean;
}
