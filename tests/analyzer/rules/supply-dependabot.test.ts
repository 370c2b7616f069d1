import { lintFiles } from "@yardmaster/compiler/lint";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("rules of dependabot.yml");

const file = ".github/dependabot.yml";
async function said(text: string): Promise<readonly string[]> {
  const findings = await lintFiles({ texts: new Map([[file, text]]) });
  return findings.map(
    ({ code, place }) => `${place && "line" in place ? `${place.line}:${place.column} ` : ""}${code}`,
  );
}

test("code that may run, and versions that are not waited for, at each update", async () => {
  const text = `version: 2
updates:
  - package-ecosystem: npm
    insecure-external-code-execution: allow
    cooldown: { default-days: 0 }
  - package-ecosystem: pip
    cooldown: { default-days: 1 }
    insecure-external-code-execution: deny
  - package-ecosystem: gomod
`;
  assert.equal(await said(text), ["4:39 dependabot-execution", "5:31 dependabot-cooldown"]);
});
test("whatever stands in the file, nothing falls over it", async () => {
  for (const text of ["", "3", "[]", "updates: x", "updates: [1, null, { cooldown: 3 }]", "updates: { a: b }"])
    assert.equal(await said(text), [], text);
});
test.run();
