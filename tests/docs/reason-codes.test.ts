import { readdirSync, readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const page = readFileSync("docs/runbooks/orchestrator_dispatch.md", "utf8");
const sources = readdirSync("packages/orchestrator/src", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({ path, text: readFileSync(`packages/orchestrator/src/${path}`, "utf8") }));

/** Kinds of failure, as the type names them: codes are made from them. */
const failureKinds = readUnion("packages/github/src/contract/github.ts", "GitHubErrorKind");
const codesOfTemplates: Readonly<Record<string, readonly string[]>> = {
  "dispatch-${kind}": failureKinds.map((kind) => `dispatch-${kind}`),
  // Not found is an answer; without a token nothing is asked.
  "look-up-${kind}": [...failureKinds.filter((kind) => kind !== "not-found"), "not-asked"].map(
    (kind) => `look-up-${kind}`,
  ),
};

function readUnion(file: string, name: string): readonly string[] {
  const union = new RegExp(`export type ${name} =([^;]+);`).exec(readFileSync(file, "utf8"))?.[1] ?? "";
  return [...union.matchAll(/"([^"]+)"/g)].map(([, member = ""]) => member);
}

/** Every `code: "…"` of a diagnostic or a reason, and the first argument of `admitted`. */
function definedCodes(): readonly string[] {
  const codes = sources.flatMap(({ text }) => [
    ...[...text.matchAll(/\bcode: "([^"]+)"/g), ...text.matchAll(/\badmitted\("([^"]+)"/g)].map(
      ([, code = ""]) => code,
    ),
    ...[...text.matchAll(/\bcode: `([^`]+)`/g)].flatMap(([, template = ""]) => {
      const made = codesOfTemplates[template];
      assert.ok(made, `the codes that ${template} makes are not known to this test`);
      return made ?? [];
    }),
  ]);
  return [...new Set(codes)].sort();
}

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
  assert.ok(failureKinds.length >= 9, failureKinds.join(" "));
  assert.equal([...listed].sort(), definedCodes());
});
test("of the setup are those of diagnostics that end the program", () => {
  const files = [
    "reasons/problems.ts",
    "commands/connect.ts",
    "commands/log-command.ts",
    "commands/summary-command.ts",
  ];
  const ending = sources
    .filter(({ path }) => files.includes(path))
    .flatMap(({ text }) => [...text.matchAll(/\bcode: "([^"]+)"/g)].map(([, code = ""]) => code));
  assert.equal([...(listedCodes().get("Setup") ?? [])].sort(), ending.sort());
});
test("belong to one file each", () => {
  const files = new Map<string, Set<string>>();
  for (const { path, text } of sources) {
    for (const [, code = ""] of text.matchAll(/defineDiagnostic(?:<[^(]*>)?\(\s*\{\s+code: "([^"]+)"/g)) {
      files.set(code, (files.get(code) ?? new Set()).add(path));
    }
  }
  assert.ok(files.size > 60, `${files.size} found`);
  assert.equal(
    [...files].filter(([, paths]) => paths.size > 1).map(([code, paths]) => [code, ...paths].join(" ")),
    [],
  );
});
test("are provoked by tests", () => {
  const tests = readdirSync("tests", { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:test\.ts|json)$/.test(path) && !path.startsWith("docs/"))
    .map((path) => readFileSync(`tests/${path}`, "utf8"))
    .join("\n");
  const made = Object.values(codesOfTemplates).flat();
  assert.equal(
    definedCodes().filter((code) => !made.includes(code) && !new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(tests)),
    [],
  );
});

test.run();
