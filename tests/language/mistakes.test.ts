import { readFileSync, writeFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "../cli/repository.ts";
import { checkWorkflow } from "../helpers/judge-text.ts";
import { compileSources } from "./messages/compile-sources.ts";
import { mistakes, moduleOf, prelude } from "./mistakes/mistakes.ts";

// What an author who makes a mistake is told: by the types, and by `gen` alone, which runs no type check.

const expected = new URL("../fixtures/language/mistakes.txt", import.meta.url);
const firstLine = prelude.split("\n").length;

const greet = `on: { workflow_call: { inputs: { who: { type: string, required: true } }, secrets: { KEY: { required: true } } } }
jobs: { greet: { runs-on: ubuntu-24.04, steps: [{ run: "true" }] } }
`;

const names = Object.keys(mistakes);
const fileOf = (name: string): string => `mistake-${names.indexOf(name)}.types.ts`;
const sources = names.map(
  (name) => [fileOf(name), moduleOf(mistakes[name] ?? "").replace("../generated", "../../generated")] as const,
);
const errors = compileSources(new Map(sources));
/** What one run of `gen` says of all of them, by module: `+0:40 error value-undefined: …`, lines counted from the mistake's first. */
async function generate(): Promise<ReadonlyMap<string, readonly string[]>> {
  const modules = sources.map(([file, text], index) => {
    const own = text.replace('workflow("made"', `workflow("made-${index}"`).replace("../../generated", "../generated");
    return [`workflows-src/${file.replace(".types.", ".workflow.")}`, own] as const;
  });
  const repository = makeRepository({
    ...Object.fromEntries(modules),
    "workflows-src/actions.lock.json": readFileSync("workflows-src/actions.lock.json", "utf8"),
    ".github/workflows/greet.yml": greet,
    "generated/actions.ts": readFileSync("generated/actions.ts", "utf8"),
  });
  try {
    const { stderr } = await repository.run(["gen"], {
      checkText: async (workflow, local) => checkWorkflow(workflow, local),
    });
    const said = new Map<string, string[]>();
    let findings: string[] = [];
    for (const line of stderr.split("\n")) {
      const [, name, row, column, rest] = /^workflows-src\/(mistake-\d+)\S*?:(\d+):(\d+) (error .*)/.exec(line) ?? [];
      if (name !== undefined) {
        findings = said.get(name) ?? [];
        said.set(name, findings);
        findings.push(`+${Number(row) - firstLine}:${column} ${rest}`);
      } else if (/^\S+ (?:error|warning) /.test(line)) findings = [];
      else if (/^ {2}hint: /.test(line)) findings.push(line);
    }
    return said;
  } finally {
    repository.dispose();
  }
}

const generated = await generate();
const told = new Map<string, { types: string; gen: string }>();
for (const name of names) {
  const types = errors
    .filter(({ file, code }) => file === fileOf(name) && code !== "TS6133")
    .map(({ line, column, code, message }) => `+${line - firstLine}:${column} ${code}: ${message}`);
  const gen = generated.get(fileOf(name).replace(".types.ts", ""));
  told.set(name, { types: types.join("\n") || "accepted", gen: gen?.join("\n") ?? "accepted" });
}

const test = suite("mistakes of authors");
test("there are many, and each is told by the types or by gen", () => {
  assert.ok(names.length >= 70, `${names.length} mistakes`);
  const silent = [...told].filter(([, { types, gen }]) => types === "accepted" && gen === "accepted");
  assert.equal(silent, []);
});
test("gen alone tells all but those that it cannot know", () => {
  const unseen = [...told].filter(([, { gen }]) => gen === "accepted").map(([name]) => name);
  assert.equal(unseen, ["a field of the payload, misspelled", "an input that an action needs, left out"]);
});
test("gen tells by these codes", () => {
  const codes = [...told.values()].flatMap(({ gen }) =>
    [...gen.matchAll(/ error ([a-z-]+):/g)].map(([, code]) => code),
  );
  assert.equal([...new Set(codes)].sort(), [
    "comparison-types",
    "contains-text",
    "context-not-taken",
    "handle-read-early",
    "input-missing",
    "input-unknown",
    "job-not-in-workflow",
    "key-unknown",
    "key-value-type",
    "matrix-axis-unknown",
    "matrix-missing",
    "needs-unknown",
    "option-unknown",
    "output-undeclared",
    "permission-level-unknown",
    "permission-scope-unknown",
    "property-unknown",
    "value-misplaced",
    "value-not-plain",
    "value-type",
    "value-undefined",
  ]);
});
test("what is told is exact", () => {
  const text = [...told].map(([name, { types, gen }]) => `${name}\ntypes:\n${types}\ngen:\n${gen}\n`).join("\n");
  if (process.env.UPDATE_EXPECTED === "1") writeFileSync(expected, text);
  assert.is(text, readFileSync(expected, "utf8"));
});
test.run();
