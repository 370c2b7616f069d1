import { tabulateComments } from "@yardmaster/importer/writers";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const table = (lines: readonly string[]) => tabulateComments(readYaml(`${lines.join("\n")}\n`));

const test = suite("comment-table");

test("gives comments to the nodes that they are about, each once", () => {
  const comments = table(["# file", "", "# a", "a: # head", "  - 1 # one", "  # last", "b: 2", "# end"]);
  assert.equal(comments.start, ["file"]);
  assert.equal(comments.end, ["end"]);
  assert.equal(comments.take(["a", 0]), [{ path: ["a", 0], position: "end", text: "one" }]);
  assert.equal(comments.take(["a", 0]), []);
  assert.equal(comments.takeBelow([]), [
    { path: ["a"], position: "above", text: "a" },
    { path: ["a"], position: "end", text: "head" },
    { path: ["a"], position: "last", text: "last" },
  ]);
});

test("keeps the form of a comment that the language would print in another", () => {
  const texts = (line: string) =>
    table([`x: 1`, line, "a: 2"])
      .take(["a"])
      .map(({ text }) => text);
  assert.equal(texts("# text"), ["text"]);
  assert.equal(texts("#text"), ["#text"]);
  assert.equal(texts("#  indented"), [" indented"]);
  assert.equal(texts("# # twice"), ["# # twice"]);
  assert.equal(texts("##"), ["##"]);
  assert.equal(texts("#"), [""]);
  assert.equal(table(["a: 2 #", "b: 1"]).take(["a"]), [{ path: ["a"], position: "end", text: "#" }]);
});

test("finds the nodes of odd keys and of what an alias names", () => {
  const comments = table([
    "a:",
    "  ? [x, y]",
    "  # inside",
    "  : 1",
    "b: &b",
    "  # in the anchor",
    "  c: 1",
    "d: *b # alias",
  ]);
  assert.equal(
    comments.takeBelow([]).map(({ path, text }) => [path.join("."), text]),
    [
      ["a.[ x, y ]", "inside"],
      ["b.c", "in the anchor"],
      ["d", "alias"],
    ],
  );
});

test.run();
