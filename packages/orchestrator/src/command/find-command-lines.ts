import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import { asOthersRead } from "./as-others-read.ts";
import { type CommentLine, linesOf } from "./lines-of.ts";
import { containerPrefix, countContainers, measureBlocks } from "./measure-effort.ts";
import { type ReadCommand, readCommands } from "./read-commands.ts";
import {
  commentTooDeep,
  commentTooIntricate,
  commentTooLong,
  hiddenText,
  noCommand,
  repeatedCommand,
  tooManyCommands,
  wrongCase,
} from "./refusals.ts";

/** A line of a comment that gives a command. */
export interface FoundLine {
  /** As its author wrote it, without the blanks around it. */
  readonly text: string;
  /** Of the comment, from 1. */
  readonly line: number;
  /** Why this command alone is refused: readers do not see it as it is written, or not as a command. */
  readonly hidden?: Diagnostic;
}

export const slashCommand = "/orchestrate";

/** GitHub's limit for the body of an issue or a comment, in UTF-16 code units. */
export const maximumCommentCharacters = 65_536;

const maximumCommands = 10;

/** CommonMark has no limit, and the parser's time grows with the square of the depth: 64 KB of `>` take 23 s. */
const maximumContainersPerLine = 32;

/** Of the blocks: some 0.3 s. */
const maximumEffort = 3_000_000;

/**
 * The lines of a comment that give a command, in its order, each once. A command is a line of a paragraph of the author's
 * own: what stands in code, quotes, tables, footnotes, formulas, or the invisible parts of links and images is none. Then the
 * page of the comment decides: a line that readers may not see there as it is written is refused.
 */
export function findCommandLines(markdown: string): Result<readonly FoundLine[], Diagnostic> {
  if (markdown.length > maximumCommentCharacters) {
    return fail(commentTooLong({ characters: markdown.length, maximum: maximumCommentCharacters }));
  }
  const lines = linesOf(markdown);
  // Most comments end here, without the parser.
  const candidates = lines.filter(isCommand);
  if (candidates.length === 0) return fail(noCommand());

  const deep = lines.findIndex((line) => countContainers(containerPrefix(line.source)) > maximumContainersPerLine);
  if (deep >= 0) return fail(commentTooDeep({ line: deep + 1, maximum: maximumContainersPerLine }));
  if (measureBlocks(lines.map((line) => line.source)) > maximumEffort) return fail(commentTooIntricate());

  const commands = readCommands(markdown, candidates);
  if (!commands.ok) return commands;
  const other = asOthersRead(markdown);
  if (other === markdown) return checkCommands(commands.value);
  const otherCandidates = linesOf(other).filter(isCommand);
  const others = readCommands(other, otherCandidates);
  if (!others.ok) return others;
  const seen = new Set(others.value.filter((each) => !each.refused).map((each) => otherCandidates.indexOf(each.line)));
  return checkCommands(
    commands.value.map((each) => (each.refused || seen.has(candidates.indexOf(each.line)) ? each : refuseOther(each))),
  );
}

/** The whole word in any case: `/orchestratex` is no command, and `/Orchestrate`, as telephones write it, is answered. */
function isCommand({ text }: CommentLine): boolean {
  const word = text.slice(0, slashCommand.length);
  const rest = text.slice(slashCommand.length);
  return word.toLowerCase() === slashCommand && (rest === "" || /^\s/.test(rest));
}

function refuseOther(command: ReadCommand): ReadCommand {
  const place = "after HTML or a task that GitHub reads in another way than CommonMark";
  return { ...command, refused: hiddenText({ place }), isElsewhere: true };
}

function checkCommands(commands: readonly ReadCommand[]): Result<readonly FoundLine[], Diagnostic> {
  const given = commands.filter((each) => !each.isElsewhere);
  if (given.length > maximumCommands) {
    return fail(tooManyCommands({ commands: given.length, maximum: maximumCommands }));
  }
  for (const [index, { line }] of given.entries()) {
    const first = given.findIndex((each) => each.line.text === line.text);
    if (first < index) return fail(repeatedCommand({ line: line.line, first: given[first]?.line.line ?? line.line }));
  }
  // What may be no command does not stand in the way of those that are, and is answered as far as there is room.
  const answered = new Set(given);
  const texts = new Set(given.map((each) => each.line.text));
  for (const each of commands) {
    if (answered.size === maximumCommands) break;
    if (!texts.has(each.line.text)) answered.add(each);
    texts.add(each.line.text);
  }
  if (answered.size === 0) return fail(noCommand());
  return ok(commands.filter((each) => answered.has(each)).map(toFoundLine));
}

function toFoundLine({ line: { text, line }, refused }: ReadCommand): FoundLine {
  const word = text.slice(0, slashCommand.length);
  const reason = refused ?? (word === slashCommand ? undefined : wrongCase({ word, expected: slashCommand }));
  return reason ? { text, line, hidden: reason } : { text, line };
}
