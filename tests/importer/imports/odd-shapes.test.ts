import type { ImportedResult } from "@yardmaster/importer";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { importTexts } from "./import-texts.ts";
import { blockScalars, oddShapes } from "./odd-shapes.ts";

// Each shape that real files have, through the whole of an import; that what is proved is equal, the proof says.

const test = suite<{ results: ReadonlyMap<string, ImportedResult> }>("odd shapes");

const texts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(oddShapes).map(([name, [text]]) => [name, text])),
  ...blockScalars(),
};
const paths = new Map(Object.keys(texts).map((name, index) => [name, `.github/workflows/w${index}.yml`]));

test.before(async (context) => {
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [paths.get(name) ?? "", text]));
  const results = await importTexts(files);
  context.results = new Map(results.map((result) => [result.path, result]));
});

for (const [name, path] of paths) {
  test(name, ({ results }) => {
    const result = results.get(path);
    assert.equal([result?.state, result?.refused, result?.comments.lost], ["proved", [], 0]);
    const [, ...says] = oddShapes[name] ?? [""];
    for (const part of says) assert.ok(result?.source?.includes(part), `${part} is not in ${result?.source}`);
  });
}

test.run();
