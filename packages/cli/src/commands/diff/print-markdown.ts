import { count, shortFile } from "@yardmaster/core";
import type { Change } from "@yardmaster/simulator";
import { codeText } from "@yardmaster/simulator";
import { visibleText } from "../../report/visible-text.ts";
import type { DiffReport } from "./diff-report.ts";
import { countChanges, groupChanges, titleOf } from "./group-changes.ts";

/** A comment takes 65,536 characters; a step summary takes more. */
const maximumCharacters = 60_000;

/**
 * For a pull request: a heading, the counts, and a list for each kind, what widens first and marked. Texts of the workflows
 * stand in code only, where neither mentions nor links nor HTML have a meaning, and cannot leave it. Ends with a newline.
 */
export function printMarkdown({ old, new: now, changes, unreadable }: DiffReport): string {
  const head = [
    "## Behaviour of the workflows",
    "",
    `**${countChanges(changes)}.** From ${codeText(old)} to ${codeText(now)}.`,
    ...unreadable.flatMap(({ side, file, reason }) => [
      "",
      `Not compared: ${codeText(file)}, which is no workflow in the ${side} one: ${codeText(reason)}.`,
    ]),
  ];
  const lines: string[] = [...head];
  let [size, left] = [head.join("\n").length, 0];
  for (const { kind, changes: own } of groupChanges(changes)) {
    const items = own.map(printItem);
    const kept = items.filter((item) => {
      const fits = left === 0 && size + item.length + 1 <= maximumCharacters;
      if (fits) size += item.length + 1;
      else left++;
      return fits;
    });
    if (kept.length > 0) lines.push("", `### ${titleOf(kind)}`, "", ...kept);
    size += kind.length + 8;
  }
  if (left > 0) lines.push("", `${count(left, "change")} more than this page takes.`);
  return `${lines.join("\n")}\n`;
}

function printItem({ severity, file, sentence, link }: Change): string {
  const mark = severity === "widens" ? "**widens** " : severity === "narrows" ? "narrows " : "";
  const compare = link === undefined ? "" : ` ([compare](${link}))`;
  return `- ${mark}${codeText(shortFile(file))}: ${visibleText(sentence)}${compare}`;
}
