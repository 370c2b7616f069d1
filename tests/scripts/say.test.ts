import { readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { withoutCommands } from "../../scripts/say.ts";

const test = suite("scripts: what they print");

const lines: readonly (readonly [text: string, printed: string])[] = [
  ["::error::x", "\\::error::x"],
  [" \t\u00a0::error::x", " \t\u00a0\\::error::x"],
  ["\u0085::error::x", "\u0085\\::error::x"],
  ["a\n::error::x\r::b::c\r\n::d::e", "a\n\\::error::x\r\\::b::c\r\n\\::d::e"],
  ["::::", "\\::::"],
  ["##[add-mask]x", "#\\#[add-mask]x"],
  ["a ##[debug]x ###[b]", "a #\\#[debug]x ##\\#[b]"],
  ["a ::b::", "a ::b::"],
  [": :", ": :"],
  ["## [1.0]", "## [1.0]"],
];
for (const [text, printed] of lines) test(JSON.stringify(text), () => assert.is(withoutCommands(text), printed));

test("no program there writes past it", () => {
  const writers = readdirSync("scripts", { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:ts|mjs|js)$/.test(path) && path !== "say.ts")
    .filter((path) => /\bstd(?:out|err)\.write\b|\bconsole\./.test(readFileSync(`scripts/${path}`, "utf8")));
  assert.equal(writers, []);
});

test.run();
