import { isDeepStrictEqual } from "node:util";
import { isMap, type ModelPath, mapTemplate, printExpression, type Value } from "@yardmaster/core";
import { indentTemplates, writeValue } from "@yardmaster/importer/writers";
import fc from "fast-check";
import * as babel from "prettier/plugins/babel";
import * as estree from "prettier/plugins/estree";
import * as prettier from "prettier/standalone";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { arbitraryExpression } from "./arbitrary-expression.ts";
import { evaluate } from "./evaluate-expression.ts";
import { noReferences, withoutMarks, writerOf } from "./written.ts";

const path: ModelPath = ["jobs", "a", "steps", 0, "with"];
const writer = writerOf("on: push\njobs: {a: {runs-on: x, steps: [{run: x}]}}\n");

const piece = fc.oneof(
  fc.constantFrom(
    "a",
    "\n",
    "\n\n",
    " ",
    "\t",
    "  x\n",
    "`",
    "\\",
    "\\\\",
    "$",
    "${",
    "{",
    "}}",
    "\r\n",
    "'",
    '"',
    "${{",
    "#",
  ),
  fc.string({ unit: "binary", maxLength: 3 }),
  arbitraryExpression.map((expression) => `\${{ ${printExpression(expression)} }}`),
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
const key = fc.oneof(fc.constantFrom("a", "b-c", "__proto__", "raw", "1", "constructor", "toString"), fc.string());
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.oneof(fc.integer(), fc.double()),
    fc.constantFrom(true, false, null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

/** Expressions in their one spelling. */
function spelled(part: Value): Value {
  if (typeof part === "string") return mapTemplate(part, false, (expression) => ({ ...expression }));
  if (Array.isArray(part)) return part.map(spelled);
  if (!isMap(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([name, item]) => [name, spelled(item ?? null)]));
}

async function formatted(source: string): Promise<string> {
  const module = `const value =\n  ${withoutMarks(source)};\n`;
  const printed = await prettier.format(module, { parser: "babel-ts", plugins: [babel, estree], printWidth: 120 });
  return indentTemplates(printed)
    .replace(/^const value =\s*/, "")
    .replace(/;\s*$/, "");
}

const test = suite("random values");

test("come out as they were, before and after the module is formatted", async () => {
  await fc.assert(
    fc.asyncProperty(value, async (original) => {
      const source = writeValue(original, path, noReferences, writer);
      for (const written of [indentTemplates(source), await formatted(source)]) {
        const { value: lowered, diagnostics } = evaluate(written, writer);
        assert.equal(
          diagnostics.filter(({ code }) => code !== "version-as-number"),
          [],
        );
        // uvu takes a key called `constructor` for the object's own.
        assert.ok(isDeepStrictEqual(spelled(lowered ?? null), spelled(original)), withoutMarks(written));
      }
    }),
    { numRuns: 300 },
  );
});

test.run();
