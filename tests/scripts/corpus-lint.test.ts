import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite<{ folder: string }>("npm run corpus:lint");

const wrong = "on: {push: {branches: [a], branches-ignore: [b]}}\njobs: {a: {runs-on: x, steps: [{run: y}]}}\n";

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), "corpus-"));
  writeFileSync(join(context.folder, "o__r__ci.yml"), wrong);
  writeFileSync(join(context.folder, "o__r__action.yml"), "name: a\n");
  writeFileSync(join(context.folder, "notes.txt"), "no workflow\n");
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync("npx", ["tsx", "scripts/corpus-lint.ts", ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

function judge(folder: string, ...judgements: readonly object[]) {
  const file = join(folder, "judgements.jsonl");
  writeFileSync(file, judgements.map((judgement) => `${JSON.stringify(judgement)}\n`).join(""));
  return run(folder, "--judgements", file, "--all");
}

const exclusive =
  /^ {2}([0-9a-f]{16}) unjudged o__r__ci\.yml:1:45 filters-exclusive: GitHub refuses the event `push`: /m;

test("tells every finding by code, with speed; what nobody has judged, and is an error, fails it", ({ folder }) => {
  const { status, stdout } = judge(folder);
  assert.is(status, 1);
  assert.match(stdout, /^filters-exclusive \(error, high confidence\): 1 in 1 file: 1 unjudged$/m);
  const [, digest = ""] = exclusive.exec(stdout) ?? [];
  assert.match(stdout, new RegExp(`^unjudged error: ${digest} unjudged o__r__ci\\.yml:1:45 `, "m"));
  assert.match(
    stdout,
    /^2 files, \d+ findings of \d+ codes, 0 crashes; \d+\.\d\d s, \d+\.\d\d s of the processor: \d+ files a second and thread$/m,
  );
  const all = [
    ...new Set([...stdout.matchAll(/^unjudged error: \w+ unjudged \S+ ([a-z-]+):/gm)].map(([, code]) => code)),
  ];
  const one = { code: "filters-exclusive", digest, verdict: "true", reason: "GitHub says so" };
  const others = all.map((code) => ({ code, digest: "*", verdict: "debatable", reason: "a test" }));
  const judged = judge(folder, one, ...others);
  assert.is(judged.status, 0, judged.stdout);
  assert.match(judged.stdout, /^filters-exclusive .*: 1 true$/m);
});
test("an error that a reader rejects fails it, and a judgement of nothing is named", ({ folder }) => {
  const { status, stdout } = judge(
    folder,
    { code: "filters-exclusive", digest: "*", verdict: "false", reason: "a test" },
    { code: "gone", digest: "0123456789abcdef", verdict: "true", reason: "a test" },
  );
  assert.is(status, 1);
  assert.match(stdout, /^rejected error: [0-9a-f]{16} false o__r__ci\.yml:1:45 filters-exclusive/m);
  assert.match(stdout, /^stale judgement: gone 0123456789abcdef$/m);
});
test("refuses a judgement without a reason, and a call without a folder", ({ folder }) => {
  assert.match(
    judge(folder, { code: "a", digest: "*", verdict: "true" }).stderr,
    "judgements.jsonl:1 needs code, digest",
  );
  assert.match(
    judge(folder, { code: "a", digest: "*", verdict: "yes", reason: "b" }).stderr,
    "a verdict of true, false",
  );
  const { status, stderr } = run();
  assert.equal([status, stderr], [2, "Usage: npm run corpus:lint -- FOLDER [--judgements FILE] [--all]\n"]);
});
test.run();
