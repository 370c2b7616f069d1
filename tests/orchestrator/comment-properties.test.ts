import type { Diagnostic, Result } from "@yardmaster/core";
import { type CheckedCommand, checkCommand, findCommandLine, parseCommand } from "@yardmaster/orchestrator";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";
import {
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

const names = sampleTasks.tasks.map((task) => task.name);

const deadline = performance.now() + 120_000;

/** Interrupted is failed: a parser that gets slow is as wrong as one that throws. */
function runs(numRuns: number): fc.Parameters<unknown> {
  const interruptAfterTimeLimit = Math.max(1, deadline - performance.now());
  const seed = 20_261_122;
  return { numRuns, seed, interruptAfterTimeLimit, markInterruptAsFailure: true, includeErrorInReport: true };
}

function read(comment: string): Result<CheckedCommand, Diagnostic> {
  const line = findCommandLine(comment);
  if (!line.ok) return line;
  const command = parseCommand(line.value, names);
  return command.ok ? checkCommand(command.value, sampleTasks) : command;
}

/** The line, or the code of the refusal. */
function find(comment: string): string {
  const found = findCommandLine(comment);
  return found.ok ? found.value : `! ${found.error.code}`;
}

const test = suite("10,000 comments");

test("never throws, and a refusal has a reason code and sentences that are safe in a log", () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(markdownSoup, (comment) => {
      const outcome = read(comment);
      const key = outcome.ok ? outcome.value.kind : outcome.error.code;
      outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
      if (outcome.ok) return;
      assert.match(outcome.error.code, /^[a-z]+(-[a-z]+)+$/);
      for (const sentence of [outcome.error.message, outcome.error.hint ?? ""]) {
        assert.match(sentence, /^["A-Z].*[.?]$/);
        assert.not.match(sentence, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|::|##\[/u);
      }
    }),
    runs(3_000),
  );
  // The soup is worth nothing if it always ends at the first refusal.
  for (const key of ["dispatch", "help", "no-command", "hidden-text", "unprintable-character", "unknown-task"]) {
    assert.ok((outcomes.get(key) ?? 0) >= 15, `${key}: ${outcomes.get(key) ?? 0} of 3000`);
  }
});

test("a command is found only outside fenced and indented code, inline code, quotes, HTML and link titles", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(hiddenBlock, silentBlock), { minLength: 1, maxLength: 6 }),
      openBlock,
      (blocks, end) => {
        assert.is(find(writeComment([...blocks, end])), "! no-command");
      },
    ),
    runs(1_500),
  );
});

test("the first visible command counts, whatever hides before, between and after", () => {
  const rest = fc.array(fc.oneof(hiddenBlock, silentBlock, visibleBlock), { maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(fc.oneof(hiddenBlock, silentBlock), { maxLength: 4 }),
      visibleBlock,
      rest,
      (before, first, after) => {
        assert.is(find(writeComment([...before, first, ...after])), first.command);
      },
    ),
    runs(1_500),
  );
});

test("a printed command parses back to the same task, keys in order, values and option", () => {
  fc.assert(
    fc.property(taskCommand, fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }), (command, styles) => {
      const parsed = parseCommand(printCommand(command, styles), names);
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
      assert.equal(read(writeComment([...before, block, ...after])), read(line));
    }),
    runs(1_000),
  );
});

test("the kind of line end does not change the outcome", () => {
  fc.assert(
    fc.property(markdownSoup, (soup) => {
      const comment = soup.replace(/\r\n?/g, "\n");
      const outcome = read(comment);
      assert.equal(read(comment.replaceAll("\n", "\r\n")), outcome);
      assert.equal(read(comment.replaceAll("\n", "\r")), outcome);
    }),
    runs(500),
  );
});

test("no text chooses a workflow file, a ref or a repository: those come from the table alone", () => {
  const table = JSON.stringify(sampleTasks);
  let dispatched = 0;
  fc.assert(
    fc.property(steeringLine, (line) => {
      const outcome = read(line);
      if (!outcome.ok || outcome.value.kind === "help") return;
      dispatched++;
      const { task, inputs, ...others } = outcome.value;
      assert.ok(sampleTasks.tasks.includes(task), "an object of the table itself");
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
  assert.is(JSON.stringify(sampleTasks), table);
  assert.ok(dispatched > 50 && dispatched < 950, `${dispatched} of 1000`);
});

test.run();
