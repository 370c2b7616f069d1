import { editYaml, type NodeEdit, readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("edits of YAML text");

const edit = (text: string, ...edits: readonly NodeEdit[]) => editYaml(readYaml(text), edits);

test("a scalar gets another value, and nothing else changes", () => {
  assert.is(edit("a: 'x' # why\nb: [1, 2] \n", { path: ["a"], value: "z" }), "a: z # why\nb: [1, 2] \n");
  assert.is(edit("a: x\nb: [1, two]\n", { path: ["b", 1], value: "a, b" }), 'a: x\nb: [1, "a, b"]\n');
  assert.is(edit("a: x\n", { path: ["a"], value: "true" }), 'a: "true"\n');
  assert.is(edit("a: x\n", { path: ["a"], value: true }), "a: true\n");
});
test("a key without a value gets one", () => {
  assert.is(edit("a:\nb: 1\n", { path: ["a"], value: 3 }), "a: 3\nb: 1\n");
});
test("a key gets another name, unless it is taken", () => {
  assert.is(
    edit("on:\n  pusj: # why\n    x: 1\n", { path: ["on", "pusj"], key: "push" }),
    "on:\n  push: # why\n    x: 1\n",
  );
  assert.is(edit("a: 1\nb: 2\n", { path: ["a"], key: "b" }), undefined);
});
test("a missing key comes after its neighbours, with the maps that it needs", () => {
  const step = "steps:\n  - uses: a/b@c # v1\n    name: x\n  - run: |\n      echo\n\n  - run: y\n";
  assert.is(
    edit(step, { path: ["steps", 0, "with", "persist"], value: false }),
    "steps:\n  - uses: a/b@c # v1\n    name: x\n    with:\n      persist: false\n  - run: |\n      echo\n\n  - run: y\n",
  );
  assert.is(
    edit(step, { path: ["steps", 1, "shell"], value: "bash" }),
    "steps:\n  - uses: a/b@c # v1\n    name: x\n  - run: |\n      echo\n    shell: bash\n\n  - run: y\n",
  );
  assert.is(edit("a: 1", { path: ["b"], value: 2 }), "a: 1\nb: 2");
  assert.is(edit("a: 1\r\n", { path: ["b"], value: 2 }), "a: 1\r\nb: 2\r\n");
});
test("also in braces", () => {
  assert.is(edit("a: { b: 1 }\n", { path: ["a", "c", "d"], value: "x" }), "a: { b: 1, c: { d: x } }\n");
  assert.is(edit("a: {}\n", { path: ["a", "c"], value: null }), "a: {c: null}\n");
});
test("a literal block stays one, with its comment and what follows it", () => {
  const text = "a:\n    run: |- # why\n        x\n\n         y\n\n    b: 1\n";
  assert.is(edit(text, { path: ["a", "run"], value: "z\n\n y" }), text.replace(" x", " z"));
  assert.is(edit("run: |\n  x\n  y\n\n# end\n", { path: ["run"], value: "x\n\nz\n" }), "run: |\n  x\n\n  z\n\n# end\n");
  assert.is(edit("run: >\n  x\n  y\n", { path: ["run"], value: "x\nz\n" }), undefined);
});
test("several edits see each other", () => {
  const text = edit("a: {}\n", { path: ["b", "c"], value: 1 }, { path: ["b", "d"], value: 2 });
  assert.is(text, "a: {}\nb:\n  c: 1\n  d: 2\n");
});
test("what would mean more, or cannot be done, is not done", () => {
  assert.is(edit("a: &x 1\nb: *x\n", { path: ["a"], value: 2 }), undefined);
  assert.is(edit("a: |\n  text\n", { path: ["a"], value: "y" }), undefined);
  assert.is(edit("a: [1]\n", { path: ["a", 4], value: 2 }), undefined);
  assert.is(edit("a: 1\n", { path: ["a", "b"], value: 2 }), undefined);
  assert.is(edit("a: [\n", { path: ["a"], value: 2 }), undefined);
  assert.is(edit("a:\n", { path: ["a", "b"], value: 2 }), undefined);
});
test.run();
