import { readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("docs/rules");

/** Codes by the package that defines them; the orchestrator's reason codes have a page of their own. */
function definedCodes(): string[] {
  const files = readdirSync("packages", { recursive: true, encoding: "utf8" }).filter(
    (path) => /^[\w-]+\/src\/.*\.ts$/.test(path) && !path.startsWith("orchestrator/"),
  );
  return files.flatMap((path) =>
    [...readFileSync(`packages/${path}`, "utf8").matchAll(/defineDiagnostic\(\{\s+code: "([^"]+)"/g)].map(
      ([, code = ""]) => code,
    ),
  );
}

test("the page lists exactly the codes that exist, each once", () => {
  const defined = definedCodes().sort();
  assert.ok(defined.length > 35, `${defined.length} codes found`);
  assert.is(new Set(defined).size, defined.length);
  const listed = [
    ...readFileSync("docs/rules/README.md", "utf8").matchAll(/^\| `([a-z-]+)`(?: \(warning\))? \|/gm),
  ].map(([, code = ""]) => code);
  assert.equal(listed.sort(), defined);
});
test("each code is provoked by a test", () => {
  const tests = readdirSync("tests", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts") && !path.startsWith("docs/"))
    .map((path) => readFileSync(`tests/${path}`, "utf8"))
    .join("\n");
  assert.equal(
    definedCodes().filter((code) => !new RegExp(`\\b${code}\\b`).test(tests)),
    [],
  );
});
test.run();
