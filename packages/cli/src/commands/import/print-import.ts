import { count, nodeText } from "@yardmaster/core";
import type { ImportedResult } from "@yardmaster/importer";
import { structuredPatch } from "diff";
import { secondsText } from "../../program/time-text.ts";
import type { Paint } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { findReplacements, type Imported, type Replacement } from "./plan-import.ts";
import { type ImportMode, printLeft } from "./print-left.ts";
import { type RefusedFile, refusalsOf } from "./refusals.ts";

/** For people: each file, what is wrong in the originals, what outsiders reach, what is left. Ends with a newline. */
export function printImport(imported: Imported, milliseconds: number, mode: ImportMode, paint: Paint): string {
  const sections = [
    fileLines(imported, paint),
    section("Wrong in the originals, and said by the modules as it stands, with `raw`:", wrongLines(imported), paint),
    section("Expressions in scripts that an outsider can set:", outsiderLines(imported), paint),
    section("Expressions that `--hoist` leaves in scripts:", mode.isHoisting ? keptLines(imported) : [], paint),
    printLeft(imported, mode, paint),
    [countAll(imported, milliseconds) + (mode.isProving ? "; nothing was written" : "")],
  ];
  return sections.flatMap((lines) => lines.map((line) => `${line}\n`)).join("");
}

function fileLines(imported: Imported, paint: Paint): readonly string[] {
  const replaced = new Map(findReplacements(imported).map((replacement) => [replacement.file.path, replacement]));
  const { result, sorted } = imported;
  const hoisted = new Map(result.files.map((file) => [file.path, file.hoisted]));
  const proved = [...result.files.filter(({ state }) => state === "proved"), ...sorted.equal].flatMap(({ path }) => {
    const replacement = replaced.get(path);
    return replacement ? [provedLine(replacement, hoisted.get(path) ?? 0, paint)] : [];
  });
  const skipped = sorted.skipped.map(({ shown, source }) =>
    visibleText(`${shown}: skipped, ${source} makes it already`),
  );
  return [...proved, ...skipped, ...refusalsOf(imported).flatMap((file) => refusedLines(file, paint))];
}

function provedLine({ file, source, text }: Replacement, hoisted: number, paint: Paint): string {
  const change = changeOf(file.text, text, hoisted);
  return `${visibleText(file.shown)}: ${paint.green("proved")}, ${visibleText(source)}; ${change}`;
}

/** What is proved to be equal differs in its layout alone, but for what was moved on demand. */
function changeOf(before: string, after: string, hoisted: number): string {
  const patch = structuredPatch("", "", before.replaceAll("\r\n", "\n"), after, undefined, undefined, {
    context: 0,
    maxEditLength: 3000,
  });
  const lines = patch?.hunks.flatMap((hunk) => hunk.lines);
  const moved = `${count(hoisted, "expression")} moved to env`;
  if (!lines) return hoisted > 0 ? `${moved}; nearly all lines change` : "the layout of nearly all lines changes";
  const of = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  return `${hoisted > 0 ? moved : "layout alone changes"}, +${of("+")} -${of("-")} lines`;
}

function refusedLines({ shown, source, refused }: RefusedFile, paint: Paint): readonly string[] {
  const why = source === undefined ? "" : `, ${source} makes it already and makes something else`;
  const hintLine = (hint: string) => [`    ${paint.cyan("hint:")} ${visibleText(hint)}`];
  return [
    `${visibleText(shown)}: ${paint.red("refused")}${visibleText(why)}`,
    ...refused.flatMap(({ path, line, reason, hint }, index) => {
      const node = nodeText(path);
      const at = `${shown}:${line}${node === "" ? "" : ` ${node}`}`;
      const isRepeated = refused[index + 1]?.hint === hint;
      return [`  ${visibleText(`${at}: ${reason}`)}`, ...(source === undefined && !isRepeated ? hintLine(hint) : [])];
    }),
    ...(source === undefined
      ? []
      : hintLine(`Edit ${source} until \`npx yardmaster import --iterate ${source}\` finds no difference.`)),
  ];
}

function wrongLines(imported: Imported): readonly string[] {
  return eachProved(imported, ({ wrong }, shown) =>
    wrong.map(({ place, message }) => {
      const at = place && "line" in place ? `${shown}:${place.line}:${place.column}` : shown;
      return visibleText(`${at}: ${message}`);
    }),
  );
}

function outsiderLines(imported: Imported): readonly string[] {
  return eachProved(imported, ({ unsafe }, shown) =>
    unsafe
      .filter(({ isOutsider }) => isOutsider)
      .map(({ line, expression }) => visibleText(`${shown}:${line}: ${expression}`)),
  );
}

function keptLines(imported: Imported): readonly string[] {
  return eachProved(imported, ({ unsafe }, shown) =>
    unsafe.map(({ line, expression, why = "" }) => visibleText(`${shown}:${line}: ${expression}: ${why}`)),
  );
}

function eachProved(
  { result, sorted }: Imported,
  describe: (file: ImportedResult, shown: string) => readonly string[],
): readonly string[] {
  const shown = new Map(sorted.toImport.map((file) => [file.path, file.shown]));
  const proved = result.files.filter(({ state }) => state === "proved");
  return proved.flatMap((file) => describe(file, shown.get(file.path) ?? file.path));
}

function section(title: string, lines: readonly string[], paint: Paint): readonly string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines.map((line) => `  ${line}`)];
}

/** `3 files: 2 proved, 1 refused; 40 expressions typed, 1 left as a text; 12 comments kept (0.42 s)` */
function countAll({ result, sorted }: Imported, milliseconds: number): string {
  const proved = result.files.filter(({ state }) => state === "proved").length + sorted.equal.length;
  const refused = result.files.length + sorted.equal.length + sorted.different.length - proved;
  const skipped = sorted.skipped.length;
  const kinds = [
    ...(proved > 0 ? [`${proved} proved`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  const sum = (number: (file: ImportedResult) => number) => result.files.reduce((all, file) => all + number(file), 0);
  const typed = sum(({ expressions }) => expressions.typed);
  const text = sum(({ expressions }) => expressions.text);
  const kept = sum(({ comments }) => comments.kept);
  const lost = sum(({ comments }) => comments.lost);
  const expressions = `${count(typed, "expression")} typed${text > 0 ? `, ${text} left as text` : ""}`;
  const comments = `${count(kept, "comment")} kept${lost > 0 ? `, ${lost} lost` : ""}`;
  return `${count(proved + refused + skipped, "file")}: ${kinds.join(", ")}; ${expressions}; ${comments} (${secondsText(milliseconds)})`;
}
