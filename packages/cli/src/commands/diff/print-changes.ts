import { shortFile } from "@yardmaster/core";
import type { Change } from "@yardmaster/simulator";
import type { Paint } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import type { DiffReport } from "./diff-report.ts";
import { countChanges, groupChanges, titleOf } from "./group-changes.ts";

/**
 * For people: kind by kind, what widens first and marked. Ends with a newline.
 * @param took behind the counts.
 */
export function printChanges({ old, new: now, changes }: DiffReport, paint: Paint, took = ""): string {
  const sections = groupChanges(changes).map(({ kind, changes: own }) =>
    [paint.bold(titleOf(kind)), ...own.flatMap((change) => printChange(change, paint))].join("\n"),
  );
  const head = `${visibleText(`From ${old} to ${now}`)}\n${countChanges(changes)}${took}.`;
  return `${[head, ...sections].join("\n\n")}\n`;
}

function printChange({ severity, file, sentence, link }: Change, paint: Paint): readonly string[] {
  const marks = { widens: paint.red("widens "), narrows: paint.green("narrows"), changes: paint.yellow("changes") };
  const line = `  ${marks[severity]} ${visibleText(`${shortFile(file)}: ${sentence}`)}`;
  return [line, ...(link === undefined ? [] : [`          ${paint.cyan(visibleText(link))}`])];
}
