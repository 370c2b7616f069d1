import { suite } from "uvu";
import * as assert from "uvu/assert";
import { guardGlobals } from "../../packages/compiler/src/sources/guard-globals.ts";

const test = suite("globals while sources are evaluated");

function commentary() {
  const lines: string[] = [];
  return { lines, write: (text: string) => void lines.push(text), isTerminal: false };
}

test("two guards at once leave the globals as they were, in whatever order they end", () => {
  const before = [globalThis.console, process.exit, process.stdout.write, Error.stackTraceLimit];
  for (const firstEndsFirst of [true, false]) {
    const [one, two] = [commentary(), commentary()];
    const [first, second] = [guardGlobals(one), guardGlobals(two)];
    process.stdout.write("a");
    const [ends, stays] = firstEndsFirst ? [first, second] : [second, first];
    ends.restore();
    process.stdout.write("b");
    assert.throws(() => process.exit(3));
    assert.ok(stays.exitAttempt());
    assert.is(ends.exitAttempt(), undefined);
    stays.restore();
    stays.restore();
    assert.equal([one.lines, two.lines], firstEndsFirst ? [[], ["a", "b"]] : [["b"], ["a"]]);
    assert.equal([globalThis.console, process.exit, process.stdout.write, Error.stackTraceLimit], before);
  }
});

test.run();
