// Not bundled: it reads the documents of the repository.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";
import { compileSources } from "../language/messages/compile-sources.ts";
import { mistakePairs, ourPrelude, theirPrelude } from "./comparison/mistake-pairs.ts";

// docs/comparison.md: each figure stands where it is said to come from, and the two languages are asked about each mistake.

const path = "docs/comparison.md";
const test = suite(path);
const view = viewRepository(process.cwd());
const page = () => readFileSync(path, "utf8");
const section = (heading: string): string => {
  const text = page()
    .split(/^## /m)
    .find((each) => each.startsWith(`${heading}\n`));
  assert.ok(text, `The page has no section "${heading}".`);
  return text;
};
const rows = (text: string): string[][] =>
  [...text.matchAll(/^\| (.+) \|$/gm)].slice(1).map(([, row = ""]) => row.split(" | "));

test("the table of mistakes is what TypeScript says of them in both languages", () => {
  const names = Object.keys(mistakePairs);
  const sources = names.flatMap((name, index): [string, string][] => [
    [`ours-${index}.types.ts`, `${ourPrelude}${mistakePairs[name]?.ours}\n`],
    [`theirs-${index}.types.ts`, `${theirPrelude}${mistakePairs[name]?.theirs}\n`],
  ]);
  const errors = compileSources(
    new Map([...sources, ["right.types.ts", ourPrelude], ["their-right.types.ts", theirPrelude]]),
  );
  const isMistaken = (file: string): boolean => errors.some((error) => error.file === file && error.code !== "TS6133");
  assert.equal(
    ["right.types.ts", "their-right.types.ts"].filter(isMistaken),
    [],
    "what stands before the mistakes is right",
  );
  const said = (is: boolean): string => (is ? "rejected" : "accepted");
  const told = names.map((name, index) => [
    name,
    said(isMistaken(`ours-${index}.types.ts`)),
    said(isMistaken(`theirs-${index}.types.ts`)),
  ]);
  const count = (column: number): number => told.filter((row) => row[column] === "rejected").length;
  const all = [...told, [`**rejected, of ${names.length}**`, `**${count(1)}**`, `**${count(2)}**`]];
  const table = all.map((row) => `| ${row.join(" | ")} |\n`).join("");
  const place = /(^\| mistake \|.*\n\|[-|]+\|\n)((?:\|.*\n)+)/m;
  if (process.env.UPDATE_EXPECTED === "1")
    writeFileSync(
      path,
      page().replace(place, (_, head) => `${head}${table}`),
    );
  assert.is(place.exec(page())?.[2], table);
});
test("each figure stands in the document that it is from, in one line, and its command exists there", () => {
  const figures = rows(section("Figures")).filter(([first]) => !first?.startsWith("-"));
  assert.ok(figures.length >= 8, `${figures.length} figures`);
  for (const [what = "", figure = "", command = "", from = ""] of figures) {
    const source = /\]\(([\w./-]+)\)/.exec(from)?.[1] ?? "";
    const text = view.pages.find((each) => each.path === `docs/${source}`)?.text ?? "";
    const parts = figure.split("; ");
    assert.ok(
      text.split("\n").some((line) => parts.every((part) => line.includes(part))),
      `${what}: docs/${source} has no line with ${parts.join(" and ")}`,
    );
    const run = command.replaceAll("`", "");
    assert.ok(run !== "" && text.includes(run), `${what}: docs/${source} does not name ${command}`);
  }
});
test("the counts of mistakes and of rules are those of the tests and of the pages", () => {
  const told = readFileSync("tests/fixtures/language/mistakes.txt", "utf8").split("\n\n");
  const accepted = (heading: string): number => told.filter((each) => each.includes(`\n${heading}:\naccepted`)).length;
  const pages = readdirSync("docs/rules").filter((name) => /^# `/.test(readFileSync(`docs/rules/${name}`, "utf8")));
  const text = page().replace(/\s+/g, " ");
  for (const claim of [
    `${told.length} mistakes`,
    `the types reject ${told.length - accepted("types")}`,
    `\`gen\` alone refuses ${told.length - accepted("gen")}`,
    `${pages.length} rules, each with a page`,
  ])
    assert.ok(text.includes(claim), `The page does not say: ${claim}`);
});
test("each claim about another tool names its version or its commit, and a source", () => {
  const tools = rows(section("The field"));
  assert.ok(tools.length >= 12, `${tools.length} tools`);
  for (const cells of tools.filter(([first = ""]) => !/^(?:-|tool$)/.test(first))) {
    assert.match(cells[1] ?? "", /\d/, `${cells[0]}: a version`);
    assert.match(cells.at(-1) ?? "", /https:\/\/|\]\(/, `${cells[0]}: a source`);
  }
});
test.run();
