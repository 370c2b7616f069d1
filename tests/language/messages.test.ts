import { readFileSync, writeFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { compileSources } from "./messages/compile-sources.ts";
import { corrections } from "./messages/corrections.ts";
import { correctSource, readRules, readTypeTests, withoutDirectives } from "./messages/type-tests.ts";

const expected = new URL("../fixtures/language/messages.txt", import.meta.url);
const sources = readTypeTests();
const rules = readRules(sources);
const wrong = [...sources].map(([file, source]) => [file, withoutDirectives(source)] as const);
const right = [...sources].map(([file, source]) => {
  const name = file.replace(".types.", ".corrected.");
  return [name, correctSource(source, corrections[file] ?? [])] as const;
});
const errors = compileSources(new Map([...wrong, ...right]));

const messages = suite("messages of the compiler");
messages("every rule of tests/types has a correction, and every correction a rule", () => {
  const named = Object.entries(corrections).flatMap(([file, list]) => list.map(([rule]) => `${file}: ${rule}`));
  assert.equal(named.sort(), rules.map(({ file, rule }) => `${file}: ${rule}`).sort());
});
messages("with its mistake corrected, every program compiles", () => {
  const unsound = errors.filter(({ file }) => file.includes(".corrected."));
  assert.equal(
    unsound.map(({ file, line, message }) => `${file}:${line}: ${message}`),
    [],
  );
});
messages("each mistake is one error, on its own line", () => {
  const places = errors.filter(({ file }) => !file.includes(".corrected.")).map(({ file, line }) => `${file}:${line}`);
  assert.equal(
    places,
    rules.map(({ file, line }) => `${file}:${line}`),
  );
});
messages("an author sees a first line that names the thing and the place", () => {
  const text = rules
    .map(({ file, line, rule, code }) => {
      const [error] = errors.filter((each) => each.file === file && each.line === line);
      const message = error ? `${" ".repeat(error.column - 1)}^\n${error.message}` : "accepted";
      return `${file}: ${rule}\n${code}\n${message}\n`;
    })
    .join("\n");
  if (process.env.UPDATE_EXPECTED === "1") writeFileSync(expected, text);
  assert.is(text, readFileSync(expected, "utf8"));
});
messages("no message speaks of `never` where a name should be", () => {
  const vague = errors.filter(({ message }) => /to (?:parameter of )?type 'never'/.test(message));
  assert.equal(
    vague.map(({ file, line, message }) => `${file}:${line}: ${message}`),
    [],
  );
});
messages.run();
