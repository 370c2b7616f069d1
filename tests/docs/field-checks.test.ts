// Not bundled: it reads the documents of the repository.
import { readFileSync } from "node:fs";
import { allDiagnostics } from "@yardmaster/cli";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("docs/rules, what the linters of the field check");

const page = readFileSync("docs/rules/README.md", "utf8");
const [, table = ""] = page.split("## What the linters of the field check, and where it is here\n");
const rows = [...table.matchAll(/^\| ((?:\\\||[^|])+) \| ((?:\\\||[^|])*) \| ((?:\\\||[^|])+) \|$/gm)]
  .map(([, check = "", , answer = ""]) => ({ check: check.trim(), answer: answer.trim() }))
  .filter(({ check }) => check !== "check" && !/^-+$/.test(check));
const diagnostics = await allDiagnostics();
const pedantic = new Set(diagnostics.filter(({ isPedantic }) => isPedantic).map(({ code }) => code));
const known = new Set(diagnostics.map(({ code }) => code));

test("each row says that it cannot be written, where it is found, or why it is left out", () => {
  assert.ok(rows.length > 150, `${rows.length} rows`);
  const unexplained = rows.filter(({ answer }) => !/^(?:cannot be written|found|left out)\b/.test(answer));
  assert.equal(unexplained, []);
  const bare = rows.filter(({ answer }) => /^left out(?: as rules?)?\.?$/.test(answer) || answer === "found");
  assert.equal(bare, []);
});
test("what is found is found by codes that exist", () => {
  const named = rows.flatMap(({ check, answer }) => {
    const found = /\bfound\b[^:]*:(.*)$/.exec(answer)?.[1] ?? "";
    const codes = [...found.matchAll(/`([a-z0-9-]+)`/g)].map(([, code = ""]) => code);
    return codes.filter((code) => !known.has(code) && code !== "id-token").map((code) => `${check}: ${code}`);
  });
  assert.equal(named, []);
});
test("what is said only when it is asked for is marked as such", () => {
  const wrong = rows.flatMap(({ check, answer }) =>
    [...answer.matchAll(/`([a-z0-9-]+)`( \(pedantic\))?/g)]
      .filter(([, code = "", mark]) => known.has(code) && pedantic.has(code) !== (mark !== undefined))
      .map(([, code]) => `${check}: ${code}`),
  );
  assert.equal(wrong, []);
});
test.run();
