import { foreignNames, rules } from "@yardmaster/analyzer";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("names that other linters have for our codes");

test("are of codes that exist", () => {
  const codes = new Set(rules.flatMap(({ reports }) => reports).map(({ code }) => code));
  assert.equal(
    Object.keys(foreignNames).filter((code) => !codes.has(code)),
    [],
  );
});
test("name audits of zizmor, and patterns that actionlint can read", () => {
  for (const { zizmor = [], actionlint } of Object.values(foreignNames)) {
    for (const audit of zizmor) assert.match(audit, /^[a-z]+(?:-[a-z]+)*$/);
    if (actionlint !== undefined) assert.not.throws(() => new RegExp(actionlint));
  }
});
test.run();
