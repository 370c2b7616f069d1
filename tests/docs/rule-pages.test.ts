// Not bundled: it reads the documents of the repository.
import { rules } from "@yardmaster/analyzer";
import { lintFiles, readSettings } from "@yardmaster/compiler/lint";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "../cli/repository.ts";
import { type Example, readRulePages } from "./rule-pages.ts";

const test = suite("docs/rules, a page a rule");

const pages = readRulePages();
const kinds = new Map(rules.flatMap(({ reports }) => reports).map((kind) => [kind.code, kind]));

test("each code of a rule has a page, and each page a code", () => {
  assert.equal(pages.map(({ code }) => code).sort(), [...kinds.keys()].sort());
});
test("each page has an example that is wrong and one that is right, and says how severe and how sure it is", () => {
  for (const { code, marks, wrong, right } of pages) {
    assert.ok(wrong.length > 0 && right.length > 0, `${code} lacks an example`);
    const kind = kinds.get(code);
    const expected = [
      kind?.severity,
      ...(kind?.confidence === "high" ? [] : [`${kind?.confidence} confidence`]),
      ...(kind?.isPedantic ? ["pedantic"] : []),
    ];
    assert.equal(marks, expected, code);
  }
});
for (const { code, wrong, right } of pages) {
  test(`${code}: what is wrong is said in those words, at that place`, async () => {
    for (const example of wrong) {
      assert.equal(
        (await said(example, code)).filter((line) => codeOf(line) === code),
        example.findings,
      );
      assert.ok(example.findings.length > 0, `${code} says nothing`);
    }
  });
  test(`${code}: of what is right, nothing is said`, async () => {
    for (const example of right) assert.equal(await said(example, code), []);
  });
}
test.run();

/** Of other rules, what `lint` says without being asked for everything. */
async function said({ texts, files }: Example, own: string): Promise<readonly string[]> {
  if ([...texts.keys()].some((file) => file.endsWith(".ts"))) return saidOfSources(texts);
  const settings = readSettings((path) => texts.get(path));
  const judged = new Set([...texts.keys()].filter((path) => !/^\.github\/actionlint\.|\.json$/.test(path)));
  const findings = await lintFiles({ texts, judged, facts: { settings, ...(files ? { files: () => files } : {}) } });
  return findings
    .filter(({ code, isPedantic }) => code === own || !isPedantic)
    .map(({ severity, code, message, place }) => {
      const at = place && "line" in place ? `${place.file}:${place.line}:${place.column}` : place?.file;
      return `${at} ${severity} ${code}: ${message}`;
    });
}

/** What `check` says where sources stand among the files. */
async function saidOfSources(texts: Example["texts"]): Promise<readonly string[]> {
  const repository = makeRepository(Object.fromEntries(texts));
  try {
    const { stdout } = await repository.run(["check", "--no-types", "--format", "json"]);
    const { findings } = JSON.parse(stdout) as { findings: readonly Record<string, unknown>[] };
    return findings.map(
      ({ file, line, column, severity, code, message }) => `${file}:${line}:${column} ${severity} ${code}: ${message}`,
    );
  } finally {
    repository.dispose();
  }
}

function codeOf(line: string): string | undefined {
  return / (?:error|warning) ([a-z0-9-]+): /.exec(line)?.[1];
}
