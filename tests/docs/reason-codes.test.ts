import { readdirSync, readFileSync } from "node:fs";
import { endings, reasons } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const page = readFileSync("docs/runbooks/orchestrator_dispatch.md", "utf8");
const defined = [...new Set(reasons.map(({ code }) => code))].sort();
/** Of kinds of failure: no test provokes each kind of every request. */
const made = defined.filter((code) => /^(?:dispatch|look-up)-/.test(code));

/** Of the first cell of each row below "Reason codes", by heading. */
function listedCodes(): ReadonlyMap<string, readonly string[]> {
  const [, chapter = ""] = page.split("\n## Reason codes\n");
  return new Map(
    chapter
      .split("\n### ")
      .slice(1)
      .map((section): [string, readonly string[]] => {
        const cells = [...section.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = ""]) => cell);
        const codes = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code));
        return [section.split("\n")[0] ?? "", codes];
      }),
  );
}

const test = suite("reason codes of the runbook");

test("are all that the program has, each once", () => {
  const listed = [...listedCodes().values()].flat();
  assert.equal([...listed].sort(), defined);
});
test("of the setup are those of diagnostics that end the program", () => {
  assert.equal([...(listedCodes().get("Setup") ?? [])].sort(), endings.map(({ code }) => code).sort());
});
test("have one sentence each", () => {
  assert.ok(reasons.length > 100, `${reasons.length} found`);
  const codes = reasons.map(({ code }) => code);
  assert.equal(
    codes.filter((code, index) => codes.indexOf(code) !== index),
    [],
  );
});
test("are provoked by tests", () => {
  const tests = readdirSync("tests", { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:test\.ts|json)$/.test(path) && !path.startsWith("docs/"))
    .map((path) => readFileSync(`tests/${path}`, "utf8"))
    .join("\n");
  assert.equal(
    defined.filter((code) => !made.includes(code) && !new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(tests)),
    [],
  );
});

test.run();
