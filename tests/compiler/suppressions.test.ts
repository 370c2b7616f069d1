import { lintFiles } from "@yardmaster/compiler/lint";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("comments that ignore findings in YAML");

/** `line:column code`, of a workflow whose `on` and top are given. */
async function said(text: string): Promise<readonly string[]> {
  const file = ".github/workflows/a.yml";
  const findings = await lintFiles({ texts: new Map([[file, text]]) });
  return findings.map(
    ({ place, code }) => `${place && "line" in place ? `${place.line}:${place.column}` : ""} ${code}`,
  );
}

const rest = `permissions: {}
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - run: echo
`;
const twice = (
  comments: Readonly<Record<"top" | "on" | "above" | "entry" | "behind", string>>,
): string => `${comments.top}
name: a
on: ${comments.on}
  ${comments.above}
  schedule: ${comments.entry}
    - cron: "*/2 * * * *" ${comments.behind}
${rest}`;
const none = { top: "", on: "", above: "", entry: "", behind: "" };
const ignore = "# yardmaster: ignore[cron-too-often] it is a test";

test("without one, the finding is said", async () => {
  assert.equal(await said(twice(none)), ["6:13 cron-too-often"]);
});
test("behind the value, above an entry around it, where a map begins, and at the top of the file", async () => {
  for (const at of ["top", "on", "above", "entry", "behind"] as const) {
    assert.equal(await said(twice({ ...none, [at]: ignore })), [], at);
  }
});
test("elsewhere it answers nothing, and that is said", async () => {
  assert.equal(await said(`${twice(none).trimEnd()} ${ignore}\n`), ["6:13 cron-too-often", "13:14 suppression-unused"]);
});
test("several codes at once, each of which has to answer something; a dash before the reason is no part of it", async () => {
  const both = "# yardmaster: ignore[cron-too-often, cron-never] -- it is a test";
  assert.equal(await said(twice({ ...none, behind: both })), ["6:13 suppression-unused"]);
});
test("one without a reason answers nothing", async () => {
  assert.equal(await said(twice({ ...none, behind: "# yardmaster: ignore[cron-too-often]" })), [
    "6:13 cron-too-often",
    "6:13 suppression-unexplained",
  ]);
});
test("an unknown code, and a text that cannot be read", async () => {
  assert.equal(await said(twice({ ...none, behind: "# yardmaster: ignore[cron-to-often] why" })), [
    "6:13 cron-too-often",
    "6:13 suppression-unknown",
  ]);
  assert.equal(await said(twice({ ...none, behind: "# yardmaster: disable cron-too-often" })), [
    "6:13 cron-too-often",
    "6:13 suppression-malformed",
  ]);
});
test("what GitHub's parser says can be answered too", async () => {
  const text = `on: push
jobs:
  a:
    runs-on: ubuntu-24.04
    # yardmaster: ignore[refused-by-github] GitHub has the function since yesterday
    if: brandNew(github.ref)
    steps:
      - run: echo
permissions: {}
`;
  assert.equal(await said(text), []);
  assert.equal(await said(text.replace(/^.*ignore.*\n/m, "")), ["5:9 refused-by-github"]);
});
test.run();
