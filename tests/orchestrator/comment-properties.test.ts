import { findCommandLines, parseCommand } from "@yardmaster/orchestrator";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type Block,
  commandLine,
  hiddenBlock,
  markdownSoup,
  openBlock,
  printCommand,
  silentBlock,
  steeringLine,
  taskCommand,
  visibleBlock,
  writeComment,
} from "./comment-properties-blocks.ts";
import { printFound, readCommand, readComment, table, taskNames } from "./comment-properties-read.ts";

const deadline = performance.now() + 120_000;

/** Interrupted is failed: a parser that gets slow is as wrong as one that throws. */
function runs(numRuns: number): fc.Parameters<unknown> {
  const interruptAfterTimeLimit = Math.max(1, deadline - performance.now());
  const seed = 20_261_122;
  return { numRuns, seed, interruptAfterTimeLimit, markInterruptAsFailure: true, includeErrorInReport: true };
}

/** The lines as the parser is to return them: the commands of the blocks are different texts. */
function expectFound(blocks: readonly Block[], comment: string): string {
  const lines = comment.split("\n").map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ""));
  return blocks
    .flatMap(({ command }) => (command === undefined ? [] : [`${lines.indexOf(command) + 1} ${command}`]))
    .join("\n");
}

const test = suite("10,000 comments");

test("never throws, twice says the same, and a refusal has a reason code and sentences that are safe in a log", () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(markdownSoup, (comment) => {
      const all = readComment(comment);
      assert.equal(readComment(comment), all);
      for (const outcome of all) {
        const key = outcome.ok ? outcome.value.kind : outcome.error.code;
        outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
        if (outcome.ok) continue;
        assert.match(outcome.error.code, /^[a-z]+(-[a-z]+)+$/);
        for (const sentence of [outcome.error.message, outcome.error.hint ?? ""]) {
          assert.match(sentence, /^["A-Z].*[.?]$/);
          assert.not.match(sentence, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u2800]|(?![\uFE0E\uFE0F])\p{DI}|::|##\[/u);
        }
      }
    }),
    runs(2_500),
  );
  // The soup is worth nothing if it always ends at the first refusal.
  for (const key of ["dispatch", "help", "no-command", "hidden-text", "unprintable-character", "unknown-task"]) {
    assert.ok((outcomes.get(key) ?? 0) >= 15, `${key}: ${outcomes.get(key) ?? 0} of 2500`);
  }
});

test("what is found is at its line of the comment, in order, each once, and at most ten", () => {
  let several = 0;
  fc.assert(
    fc.property(markdownSoup, markdownSoup, (one, other) => {
      const comment = `${one}\n\n${other}`;
      const found = findCommandLines(comment);
      if (!found.ok) return;
      const lines = comment.split(/\r\n|\r|\n/);
      const numbers = found.value.map(({ line }) => line);
      if (numbers.length > 1) several++;
      assert.equal(
        numbers,
        [...new Set(numbers)].sort((a, b) => a - b),
      );
      assert.ok(numbers.length >= 1 && numbers.length <= 10);
      assert.is(new Set(found.value.map(({ text }) => text)).size, numbers.length);
      for (const { text, line } of found.value) {
        assert.match(text, /^\/orchestrate(?:\s|$)/);
        assert.is(lines[line - 1]?.replace(/^[ \t]+|[ \t]+$/g, ""), text);
      }
    }),
    runs(1_000),
  );
  assert.ok(several >= 50, `${several} of 1000 with more than one`);
});

test("a command is found only outside code, quotes, HTML, tables, footnotes, formulas and link titles", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(hiddenBlock, silentBlock), { minLength: 1, maxLength: 6 }),
      openBlock,
      (blocks, end) => {
        assert.is(printFound(writeComment([...blocks, end])), "! no-command");
      },
    ),
    runs(1_500),
  );
});

test("every visible command is found, whatever hides before, between and after", () => {
  const others = fc.array(fc.oneof(hiddenBlock, silentBlock), { maxLength: 3 });
  const visible = fc.uniqueArray(visibleBlock, { minLength: 1, maxLength: 5, selector: ({ command }) => command });
  fc.assert(
    fc.property(visible, fc.array(others, { minLength: 6, maxLength: 6 }), (commands, between) => {
      const blocks = between.flatMap((rest, index) => [...rest, ...commands.slice(index, index + 1)]);
      const comment = writeComment(blocks);
      assert.is(printFound(comment), expectFound(blocks, comment));
    }),
    runs(1_500),
  );
});

test("of more than ten commands, or one that is given twice, none is read", () => {
  const commands = fc.uniqueArray(visibleBlock, { minLength: 2, maxLength: 16, selector: ({ command }) => command });
  fc.assert(
    fc.property(commands, fc.option(fc.nat(15)), fc.array(hiddenBlock, { maxLength: 2 }), (blocks, again, rest) => {
      const repeated = again === null ? undefined : blocks[again];
      const all = [...blocks, ...rest, ...(repeated ? [repeated] : [])];
      const comment = writeComment(all);
      const visible = all.length - rest.length;
      const expected = repeated ? "! repeated-command" : expectFound(blocks, comment);
      assert.is(printFound(comment), visible > 10 ? "! too-many-commands" : expected);
    }),
    runs(500),
  );
});

test("a printed command parses back to the same task, keys in order, values and option", () => {
  fc.assert(
    fc.property(taskCommand, fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }), (command, styles) => {
      const parsed = parseCommand(printCommand(command, styles), taskNames);
      assert.ok(parsed.ok, parsed.ok ? "" : parsed.error.message);
      assert.is(parsed.value.kind, "task");
      if (parsed.value.kind !== "task") return;
      const { task, values, dryRun } = parsed.value;
      assert.equal({ task, values: [...values], dryRun }, { ...command });
    }),
    runs(1_500),
  );
});

test("surrounding prose does not change the outcome", () => {
  const prose = fc.array(silentBlock, { maxLength: 3 });
  fc.assert(
    fc.property(prose, commandLine, prose, (before, line, after) => {
      const block = { text: line, command: undefined };
      assert.equal(readComment(writeComment([...before, block, ...after])), readComment(line));
    }),
    runs(1_000),
  );
});

test("the kind of line end does not change the outcome", () => {
  fc.assert(
    fc.property(markdownSoup, (soup) => {
      const comment = soup.replace(/\r\n?/g, "\n");
      const outcome = findCommandLines(comment);
      assert.equal(findCommandLines(comment.replaceAll("\n", "\r\n")), outcome);
      assert.equal(findCommandLines(comment.replaceAll("\n", "\r")), outcome);
    }),
    runs(500),
  );
});

test("no text chooses a workflow file, a ref or a repository: those come from the table alone", () => {
  const before = JSON.stringify(table);
  let dispatched = 0;
  fc.assert(
    fc.property(steeringLine, (line) => {
      const outcome = readCommand(line);
      if (!outcome.ok || outcome.value.kind !== "dispatch") return;
      dispatched++;
      const { task, inputs, ...others } = outcome.value;
      assert.ok(table.tasks.includes(task), "an object of the table itself");
      assert.is(Object.getPrototypeOf(inputs), Object.prototype);
      const declared = task.inputs.map((input) => input.name);
      for (const [key, value] of Object.entries(inputs)) {
        assert.ok(declared.includes(key), key);
        assert.type(value, "string");
      }
      assert.equal(Object.keys(others).sort(), ["dryRun", "kind"]);
    }),
    runs(1_000),
  );
  assert.is(JSON.stringify(table), before);
  assert.ok(dispatched > 50 && dispatched < 950, `${dispatched} of 1000`);
});

test.run();
