import { suite } from "uvu";
import * as assert from "uvu/assert";
import { allFindings } from "./findings.ts";

const test = suite("rules of caches, checkouts and artifacts");

/** What is said of one code. */
function said(code: string, text: string): readonly string[] {
  return allFindings({ w: text })
    .filter((line) => line.includes(` ${code}`))
    .map((line) => line.slice(2).replace(" warning", ""));
}
const places = (code: string, text: string) => said(code, text).map((line) => line.slice(0, line.indexOf(":")));
const steps = (...list: readonly string[]) => `jobs: { a: { runs-on: ubuntu-24.04, steps: [${list.join(", ")}] } }`;

test("a cache that outsiders may write", () => {
  const mode = (on: string, top: string, job = "") =>
    places(
      "cache-write-outsiders",
      `on: ${on}\n${top}\njobs: { a: { runs-on: x, ${job} steps: [] }, b: { runs-on: x, steps: [] } }`,
    );
  assert.equal(said("cache-write-outsiders", `on: [push, issue_comment]\ncache-mode: write\n${steps()}`), [
    "cache-mode cache-write-outsiders: `cache-mode: write` lets runs of `issue_comment`, which outsiders start, write the cache of the default branch: what they leave there, later runs with more rights restore.",
  ]);
  assert.equal(mode("pull_request_target", "", "cache-mode: write-only,"), ["jobs.a.cache-mode cache-write-outsiders"]);
  assert.equal(mode("pull_request_target", "cache-mode: write", "cache-mode: read,"), [
    "cache-mode cache-write-outsiders",
  ]);
  assert.equal(mode("[push, pull_request]", "cache-mode: write"), []);
  assert.equal(mode("issues", "cache-mode: read"), []);
  assert.equal(mode("issues", ""), []);
  assert.equal(mode("issues", "", "cache-mode: write, if: github.event_name == 'push',"), []);
});
test("a cache step that its mode lets do nothing", () => {
  const idle = (mode: string, action: string) =>
    places("cache-step-idle", `on: push\ncache-mode: ${mode}\n${steps(`{ uses: ${action} }`)}`);
  assert.equal(idle("none", "actions/cache@v4"), ["jobs.a.steps.0.uses cache-step-idle"]);
  assert.equal(idle("read", "actions/cache/save@v4"), ["jobs.a.steps.0.uses cache-step-idle"]);
  assert.equal(idle("write-only", "actions/cache/restore@v4"), ["jobs.a.steps.0.uses cache-step-idle"]);
  for (const [mode, action] of [
    ["read", "actions/cache@v4"],
    ["write", "actions/cache/save@v4"],
    ["read", "o/cache/save@v1"],
    ["3", "actions/cache@v4"],
  ])
    assert.equal(idle(mode ?? "", action ?? ""), []);
});
test("an artifact of the workspace holds the checkout's credentials", () => {
  const upload = (inputs: string, checkout = "actions/checkout@v4", version = "v4", given = "") =>
    places(
      "checkout-credentials-uploaded",
      `on: push\n${steps(`{ uses: ${checkout}${given} }`, `{ uses: actions/upload-artifact@${version}, with: { ${inputs} } }`)}`,
    ).length;
  const all = "path: ., include-hidden-files: true";
  assert.equal(
    [
      upload(all),
      upload("path: .git, include-hidden-files: 'true'"),
      upload("path: './**', include-hidden-files: true"),
      upload("path: .", undefined, "v3"),
      upload("path: '${{ github.workspace }}', include-hidden-files: true"),
      upload("path: src, include-hidden-files: true", undefined, "v4", ", with: { path: src }"),
    ],
    [1, 1, 1, 1, 1, 1],
  );
  assert.equal(
    [
      upload("path: ."),
      upload("path: dist, include-hidden-files: true"),
      upload(all, "actions/checkout@v6"),
      upload(all, undefined, "v4", ", with: { persist-credentials: false }"),
      upload("path: dist", undefined, "v3"),
      upload('path: ".\\n!.git", include-hidden-files: true'),
    ],
    [0, 0, 0, 0, 0, 0],
  );
});
test("credentials that no later step uses", () => {
  const kept = (step: string) =>
    places("checkout-credentials-kept", `on: push\n${steps("{ uses: actions/checkout@v4 }", step)}`).length;
  assert.equal([kept("{ run: npm ci }"), kept("{ uses: actions/setup-node@v4 }")], [1, 1]);
  assert.equal(
    ["{ run: git push }", "{ run: ./build.sh }", "{ uses: o/r@v1 }", "{ uses: ./x }", "{ run: 4 }"].map(kept),
    [0, 0, 0, 0, 0],
  );
});
test("a file with a secret in an artifact", () => {
  const artifact = (script: string, inputs: string) =>
    places(
      "secret-in-artifact",
      `on: push\n${steps(`{ run: ${JSON.stringify(script)}, env: { T: "\${{ secrets.KEY }}" } }`, `{ uses: actions/upload-artifact@v4, with: { ${inputs} } }`)}`,
    ).length;
  assert.equal(
    [
      artifact("echo $T > a.txt", "path: a.txt"),
      artifact('echo "x=${T}" >> out/a.txt', "path: out"),
      artifact("printf '%s' \"$T\" > a", "path: ."),
      artifact("cat > a <<E\n$T\nE", "path: '*'"),
      artifact("echo $T > .env", "path: ., include-hidden-files: true"),
      artifact("echo ${{ secrets.X }} > a", "path: ./a"),
    ],
    [1, 1, 1, 1, 1, 1],
  );
  assert.equal(
    [
      artifact("echo $T > a.txt", "path: b.txt"),
      artifact("echo $T > .env", "path: ."),
      artifact("echo '$T' > a", "path: a"),
      artifact("echo x > a", "path: a"),
      artifact("echo $T > /tmp/a", "path: ."),
      artifact("cat > a <<'E'\n$T\nE", "path: a"),
      artifact("echo $T > a", 'path: ".\\n!a"'),
    ],
    [0, 0, 0, 0, 0, 0, 0],
  );
});
test("nothing falls over what is no text", () => {
  const odd =
    "{ uses: actions/checkout@v4, with: 3 }, { uses: actions/upload-artifact@v4, with: x }, { uses: actions/upload-artifact@v3 }";
  assert.equal(said("(?!)", `on: push\ncache-mode: 3\n${steps(odd)}`), []);
});
test.run();
