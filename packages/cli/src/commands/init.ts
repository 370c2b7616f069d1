import { join } from "node:path";
import { applyPlan, attributesFile, missingRules, planReplacement } from "@yardmaster/compiler";
import { placeFinding } from "@yardmaster/core";
import { attributesEncoding } from "../program/diagnostics.ts";
import { exitCodes } from "../program/exit-code.ts";
import { paintFor } from "../report/paint.ts";
import { printHuman } from "../report/print-human.ts";
import type { Command } from "./command.ts";

/** Adds the rules for line ends that `.gitattributes` lacks, and changes nothing else in it. */
export const init: Command = async (_given, { host, repository }) => {
  const before = await host.files.read(join(repository.root, attributesFile));
  const text = before ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(before) : "";
  if (before && Buffer.compare(before, Buffer.from(text)) !== 0) {
    const refusal = placeFinding(attributesEncoding({}, { file: attributesFile }));
    host.stderr.write(printHuman([refusal], new Map(), paintFor(host.stderr, host.env)));
    return exitCodes.usage;
  }
  const rules = missingRules(text);
  if (rules.length === 0) {
    host.stdout.write(`unchanged ${attributesFile}\n`);
    return exitCodes.clean;
  }
  const after = appendLines(text, ["# yardmaster compares generated files with what their sources make", ...rules]);
  const file = planReplacement({ path: attributesFile, source: attributesFile, text: after }, before);
  await applyPlan([file], repository.root, host.files);
  host.stdout.write(`${before ? "updated" : "created"} ${attributesFile}\n`);
  return exitCodes.clean;
};

/** In the line ends that the file has. Of two rules for one file, git follows the last. */
function appendLines(text: string, lines: readonly string[]): string {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const start = text === "" || text.endsWith("\n") ? text : `${text}${end}`;
  return start + lines.map((line) => `${line}${end}`).join("");
}
