// Not bundled: it reads the documents of the repository.
import { rules } from "@yardmaster/analyzer";
import { lintFiles, readSettings } from "@yardmaster/compiler";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Example, readRulePages } from "./rule-pages.ts";

const test = suite("docs/rules, a page a rule");

const pages = readRulePages();
const kinds = new Map(rules.flatMap(({ reports }) => reports).map((kind) => [kind.code, kind]));

/** Pages come with the rule; these are older than pages, and have a row in README.md alone. */
const withoutPage = new Set([
  ...["activity-type-misspelled", "activity-type-unknown", "call-input-type", "call-permission-by-settings"],
  ...["call-permission-missing", "call-secret-missing", "concurrency-deadlock", "concurrency-queue", "cron-never"],
  ...["cron-too-often", "declared-call-missing", "declared-call-not-callable", "declared-call-type"],
  ...["declared-call-unknown", "declared-dispatch-missing", "declared-dispatch-not-triggered"],
  ...["declared-dispatch-unknown", "filter-ignored", "filter-only-negative", "filters-exclusive", "input-type-unknown"],
  ...["local-action-absent", "local-action-missing", "pull-request-target-blocked", "workflow-run-name"],
]);

test("each code of a rule has a page, and each page a code", () => {
  const expected = [...kinds.keys()].filter((code) => !withoutPage.has(code));
  assert.equal(pages.map(({ code }) => code).sort(), expected.sort());
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
async function said({ texts }: Example, own: string): Promise<readonly string[]> {
  const settings = readSettings((path) => texts.get(path));
  const judged = new Set([...texts.keys()].filter((path) => !path.startsWith(".github/actionlint.")));
  const findings = await lintFiles({ texts, judged, facts: { settings } });
  return findings
    .filter(({ code, isPedantic }) => code === own || !isPedantic)
    .map(({ severity, code, message, place }) => {
      const at = place && "line" in place ? `${place.file}:${place.line}:${place.column}` : place?.file;
      return `${at} ${severity} ${code}: ${message}`;
    });
}

function codeOf(line: string): string | undefined {
  return / (?:error|warning) ([a-z0-9-]+): /.exec(line)?.[1];
}
