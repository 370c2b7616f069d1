import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("docs/graph.md");

test("shows the diagram that gen makes of this repository", () => {
  const [, shown] = /^```mermaid\n([\s\S]*?)^```$/m.exec(readFileSync("docs/graph.md", "utf8")) ?? [];
  const made = readFileSync("generated/workflows.mmd", "utf8");
  assert.is(shown, made.slice(made.indexOf("\n") + 1));
});

test.run();
