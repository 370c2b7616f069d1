import { findCommandLines } from "@yardmaster/orchestrator";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { processorMilliseconds } from "../helpers/processor-time.ts";

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
  ...[
    "    >\na\n",
    "> > > > a\n> b\n",
    "~a~_ ",
    "*a **b ",
    "<p>\n",
    "<!-- -->\n",
    "- <b>\n",
    "<b>\n\n",
    "a<br>\n",
    "- [ ] \n\n",
  ],
];

/** Lines that go on without the marks of their eight quotes, which look like the end of the paragraph and are none. */
const lazyLines = `/orchestrate a\n${"> ".repeat(8)}a\n${`    >\n${"a\n".repeat(400)}`.repeat(34)}`;

/** What a parser of HTML would make millions of elements or comparisons of. */
const knownHtml: readonly (readonly [string, (index: number) => string, (index: number) => string])[] = [
  ["formatting that is left open", (index) => `<b a${index}>`, () => "\n\na"],
  ["formatting and paragraphs", (index) => `<i a${index}>`, () => "<p>"],
  ["formatting in buttons", (index) => `<b a${index}><button></b>`, () => "<p>a"],
  ["attributes", (index) => (index === 0 ? "<a " : `a${index.toString(36)} `), (index) => `b${index.toString(36)} `],
  ["end tags of nothing", () => "<span>", () => "</x>"],
  ["depth", () => "<div>", () => "<p>a</p>"],
  ["text between cells", () => "<table>a", () => "<b>a"],
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

function cost(comment: string): number {
  return processorMilliseconds(() => findCommandLines(comment));
}

/** What people and bots write at length. */
const ordinary = [
  ["some words\n", alone],
  ["> On Monday somebody wrote a line of some sixty characters to a list\n", alone],
  ["- [words and words](https://example.com/a/b) by @octocat in #123\n", alone],
  ["  - [ ] an item of a list, under others\n- [x] another item of it, and done\n", alone],
  ["| a cell with words | [a link](https://example.com) | `code` | another cell |\n", alone],
  ["2026-11-22T08:06:00Z [INFO] [main] <worker-1> took a[0] from the queue\n", alone],
  ["A paragraph of a few words, with `code`, a [link](https://example.com) and *more*.\n\n", alone],
  ["plain text of some sixty characters on a line, and a word more\n", amid],
  ["<tr><td>a cell</td><td><img src='https://example.com/a.png'></td></tr>\n", alone],
  ["- **a bold word**, *another one*, `code`, and a key to press: <kbd>F5</kbd>\n", alone],
  ["<details><summary>a fold</summary>\n\nits words\n\n</details>\n\n", alone],
].map(([line = "", command = ""]) => fill("", line, command));

/** Of each, after a first round that only warms up. */
const ordinaryCosts = [...ordinary, ...ordinary].map(cost).slice(ordinary.length);
const ordinaryCost = Math.max(...ordinaryCosts);
const dearest = ordinary[ordinaryCosts.indexOf(ordinaryCost)] ?? "";
const maximumRatio = 3;
const maximumTurns = 8;

/** One that seems too dear is measured in turn with the dearest ordinary one: a processor that slows down does so for both. */
function checkCost(comment: string): void {
  const first = cost(comment);
  if (first <= maximumRatio * ordinaryCost) return;
  let own = 0;
  let other = 0;
  for (let turn = 0; turn < maximumTurns; turn++) {
    other += cost(dearest);
    own += cost(comment);
    if (own <= maximumRatio * other) return;
    if (own > 4 * maximumRatio * other) break;
  }
  const shown = JSON.stringify(comment.slice(0, 60));
  assert.unreachable(`${(own / other).toFixed(1)} times the dearest ordinary comment: ${shown}`);
}

const test = suite("cost of comments");

for (const shape of knownShapes) {
  test(`64 KB of ${JSON.stringify(shape)} cost at most ${maximumRatio} times what the dearest ordinary comment costs`, () => {
    checkCost(fill("", shape, alone));
    checkCost(fill("x ", shape, amid));
  });
}

test("so do lazy lines between what looks like the end of a paragraph", () => {
  checkCost(lazyLines);
  checkCost(lazyLines.replaceAll("    >", "    -"));
});

for (const [name, first, second] of knownHtml) {
  test(`so does HTML: ${name}`, () => {
    const half = (piece: (index: number) => string): string => {
      const pieces: string[] = [];
      for (let index = 0, length = 0; length < 32_000; index++)
        length += pieces[pieces.push(piece(index)) - 1]?.length ?? 0;
      return pieces.join("");
    };
    checkCost(`<div>\n${half(first)}${half(second)}${alone}`);
    checkCost(`x ${half(first)}${half(second)}${alone}`);
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
    [lazyLines, "comment-too-intricate"],
    [fill("", "x <i>\n\n", alone), "comment-too-intricate"],
  ] as const) {
    const found = findCommandLines(text);
    assert.is(found.ok ? "read" : found.error.code, code, text.slice(0, 40));
  }
});

test("what people and bots write at length is read", () => {
  for (const comment of ordinary) {
    const found = findCommandLines(comment);
    assert.is(found.ok ? "read" : found.error.code, "read", comment.slice(0, 60));
  }
});

test.run();
