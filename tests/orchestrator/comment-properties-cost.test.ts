import { findCommandLines } from "@yardmaster/orchestrator";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const maximumCharacters = 65_536;
const alone = "\n\n/orchestrate a\n";
const amid = "\n/orchestrate a\n";

/** What took seconds or minutes of a parser of Markdown, or of this one in the making. */
const knownShapes: readonly string[] = [
  ...["*a_ ", "_*", "[a](", "a`", "- a\n", "a\n-\n", "a\n===\n", "- - a\n", "> a\nb\n", "]", "[a]", "[a][b]", "[^1]"],
  ...["![", "](x)", "x <? ", "<!-- ", "x <!A ", "<![CDATA[", "- a\n  - b\n", "> - a\n> b\n>\n", "> |a|\n> |-|\nb\n"],
  ...[
    "|a\n:\n",
    "a|b\n-|-\n",
    "[x]: y\n",
    '[x]: y "',
    "[x]: <",
    "[^1]: a\n\n",
    "[a](b\n",
    "``` \n> ```\n",
    "> - 1. ",
    "\n",
  ],
];

const shapes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."` `` ``` ~~~ > - + 1. # <!-- <? <a <a> </a> [ ] ( ) ![ ]( ][ ]: [^1]: | |- : \" ' \\ $$ & = ---".split(" "),
      ),
      fc.constantFrom("\n", "\n\n", " ", "  ", "    ", "\t", "a", "a ", "\n> ", "\n- ", "\n  - "),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((pieces) => pieces.join(""));

const prefixes = ["", "x ", "- - - - a\n", "[a]: b\n\n", "![".repeat(200), `${"> ".repeat(30)}\n`];

function fill(prefix: string, shape: string, command: string): string {
  const room = maximumCharacters - prefix.length - command.length;
  return prefix + shape.repeat(Math.ceil(room / shape.length)).slice(0, room) + command;
}

/** Milliseconds of the processor: what others do on the machine counts little. */
function cost(comment: string): number {
  const before = process.cpuUsage();
  findCommandLines(comment);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Short lines, of which the parser is known to take time in proportion to their number. */
const ordinary = fill("", "some words\n", alone);
cost(ordinary);
const ordinaryCost = Math.max(cost(ordinary), cost(ordinary), cost(ordinary));
const maximumRatio = 10;

function checkCost(comment: string): void {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && least > maximumRatio * ordinaryCost; attempt++) {
    least = Math.min(least, cost(comment));
  }
  const ratio = (least / ordinaryCost).toFixed(1);
  assert.ok(
    least <= maximumRatio * ordinaryCost,
    `${ratio} times an ordinary comment: ${JSON.stringify(comment.slice(0, 60))}`,
  );
}

const test = suite("cost of comments");

for (const shape of knownShapes) {
  test(`64 KB of ${JSON.stringify(shape)} cost at most ${maximumRatio} times what 64 KB of short lines cost`, () => {
    checkCost(fill("", shape, alone));
    checkCost(fill("x ", shape, amid));
  });
}

test("so does 64 KB of any other shape, after any beginning", () => {
  fc.assert(
    fc.property(fc.constantFrom(...prefixes), shapes, fc.constantFrom(alone, amid), (prefix, shape, command) => {
      checkCost(fill(prefix, shape, command));
    }),
    { numRuns: 30, seed: 20_261_122, includeErrorInReport: true },
  );
});

test("what is refused for its cost is refused in the same way each time, before the parser is asked", () => {
  for (const [text, code] of [
    [fill("", "- - a\n", alone), "comment-too-intricate"],
    [fill("", "> a\nb\n", alone), "comment-too-intricate"],
    [fill("", "x\n\n", alone), "comment-too-intricate"],
    [fill("", "[a]", amid), "comment-too-intricate"],
    [fill("x ", "<? ", amid), "comment-too-intricate"],
    [fill("![".repeat(2_000), "](x)", amid), "comment-too-intricate"],
  ] as const) {
    const found = findCommandLines(text);
    assert.is(found.ok ? "read" : found.error.code, code, text.slice(0, 40));
  }
});

test("what people and bots write at length is read", () => {
  for (const [line, command] of [
    ["> On Monday somebody wrote a line of some sixty characters to a list\n", alone],
    ["- [words and words](https://example.com/a/b) by @octocat in #123\n", alone],
    ["  - [ ] an item of a list, under others\n- [x] another item of it, and done\n", alone],
    ["| a cell with words | [a link](https://example.com) | `code` | another cell |\n", alone],
    ["2026-11-22T08:06:00Z [INFO] [main] <worker-1> took a[0] from the queue\n", alone],
    ["A paragraph of a few words, with `code`, a [link](https://example.com) and *more*.\n\n", alone],
    ["plain text of some sixty characters on a line, and a word more\n", amid],
  ] as const) {
    const found = findCommandLines(fill("", line, command));
    assert.is(found.ok ? "read" : found.error.code, "read", line);
  }
});

test.run();
