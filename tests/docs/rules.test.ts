// Not bundled: it imports modules by their paths, and compares what they hold.
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { allDiagnostics } from "@yardmaster/cli";
import { catalogueOf } from "@yardmaster/core";
import { reasons } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("docs/rules");

const all = await allDiagnostics();
const defined = all.map(({ code }) => code);

test("the page lists exactly the codes that exist, each once, and which of them are warnings", () => {
  assert.is(new Set(defined).size, defined.length);
  const page = readFileSync("docs/rules/README.md", "utf8");
  const listed = [...page.matchAll(/^\| `([a-z-]+)`(?: \((warning)\))? \|/gm)];
  assert.equal(listed.map(([, code = ""]) => code).sort(), [...defined].sort());
  assert.equal(
    listed
      .filter(([, , mark]) => mark)
      .map(([, code = ""]) => code)
      .sort(),
    all
      .filter(({ severity }) => severity === "warning")
      .map(({ code }) => code)
      .sort(),
  );
});
test("the catalogues hold every kind that a package defines", async () => {
  const files = readdirSync("packages", { recursive: true, encoding: "utf8" })
    .filter((path) => /^[\w-]+\/src\/.*\.ts$/.test(path) && !path.endsWith("/bin.ts"))
    .map((path) => `packages/${path}`)
    .filter((path) => /\bdefine(?:Diagnostic|Reason)\b/.test(readFileSync(path, "utf8")));
  const listed = new Set<unknown>([...all, ...reasons]);
  const missing: string[] = [];
  for (const path of files) {
    const module = (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
    for (const kind of catalogueOf(module)) if (!listed.has(kind)) missing.push(`${path} ${kind.code}`);
    if (/^const \w+(?: = define(?:Diagnostic|Reason)\b|: Reason = )/m.test(readFileSync(path, "utf8")))
      missing.push(`${path} keeps one`);
  }
  assert.ok(files.length > 30, `${files.length} files define kinds`);
  assert.equal(missing, []);
});
test("each code is provoked by a test", () => {
  const tests = readdirSync("tests", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts") && !path.startsWith("docs/"))
    .map((path) => readFileSync(`tests/${path}`, "utf8"))
    .join("\n");
  assert.equal(
    defined.filter((code) => !new RegExp(`\\b${code}\\b`).test(tests)),
    [],
  );
});
test.run();
