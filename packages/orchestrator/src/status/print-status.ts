import { formatRfc3339, phoenix } from "@yardmaster/zoned-time";
import { codeText, inlineCode, linkToRun } from "../text/markdown-code.ts";
import { type CommandStatus, printMarker } from "./command-status.ts";

/** GitHub's limit for the body of a comment. */
const maximumBodyCharacters = 65_536;
const maximumTextCharacters = 300;
const maximumReasonCharacters = 1_000;

/**
 * The body of a status comment. Words of other people stand in code alone: nobody is mentioned, nothing is linked.
 * @param answer Lines that are shown and not kept: a help, a status.
 */
export function printStatus(status: CommandStatus, answer: readonly string[] = []): string {
  const { text, result, reason_code, reason, hint, targets, at, run, run_url } = status;
  const rows = targets.map(
    (target) =>
      `| ${inlineCode(target.repository, 140)} | ${target.result} | ${target.run ? linkToRun(target.run) : "–"} | ${target.progress ? inlineCode(target.progress, 60) : "–"} |`,
  );
  const table =
    rows.length === 0 ? [] : ["", "| repository | request | run | progress |", "|---|---|---|---|", ...rows];
  const shown = answer.length === 0 ? [] : ["", "```text", ...answer.map(codeText), "```"];
  const head = [
    printMarker(status),
    `${inlineCode(text, maximumTextCharacters)}: **${result}**`,
    "",
    `${inlineCode(reason_code, 60)} ${inlineCode(reason, maximumReasonCharacters)}`,
    ...(hint === null ? [] : ["", `What to do: ${inlineCode(hint, maximumReasonCharacters)}`]),
    ...table,
  ];
  const foot = [
    "",
    `${inlineCode(formatRfc3339(new Date(at), phoenix), 40)} America/Phoenix, by ${linkToRun({ id: run, url: run_url })}`,
    "",
  ];
  const whole = [...head, ...shown, ...foot].join("\n");
  if (whole.length <= maximumBodyCharacters) return whole;
  return [...head, "", "The rest is too long for a comment: see the summary of the run.", ...foot].join("\n");
}
