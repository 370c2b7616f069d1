import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readDurations, sortByDuration, writeDurations } from "../../scripts/test/durations.ts";

const test = suite("durations of test files");
test("the longest begin, the others keep their order", () => {
  assert.equal(sortByDuration(["a", "b", "c", "d"], { c: 9, d: 70, gone: 80 }), ["d", "c", "a", "b"]);
});
test("what is written is read, slow ones alone and by name; without a file there are none", () => {
  const root = mkdtempSync(join(tmpdir(), "yardmaster-durations-"));
  try {
    assert.equal(readDurations(root), {});
    mkdirSync(join(root, "tests"));
    writeDurations(root, [
      { file: "b", seconds: 72.4 },
      { file: "c", seconds: 1.2 },
      { file: "a", seconds: 9.5 },
    ]);
    assert.is(readFileSync(join(root, "tests/durations.json"), "utf8"), '{\n  "a": 10,\n  "b": 72\n}\n');
    assert.equal(readDurations(root), { a: 10, b: 72 });
  } finally {
    rmSync(root, { recursive: true });
  }
});
test.run();
