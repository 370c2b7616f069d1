import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ValueMap } from "@yardmaster/core";
import { readYaml } from "@yardmaster/yaml-io";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { comparableModel } from "../../scripts/census/comparable-model.ts";
import { compareValues } from "../../scripts/census/compare-values.ts";
import { printCensus } from "../../scripts/census/print-census.ts";
import { type Census, runCensus } from "../../scripts/census/run-census.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

async function censusOf(files: Readonly<Record<string, string>>): Promise<Census> {
  const folder = mkdtempSync(join(tmpdir(), "census-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return await runCensus(root, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const keys = suite("census of keys");
keys("every key and shape of GitHub's syntax has its place in the language", async () => {
  const census = await runCensus(root, join(root, "tests/fixtures/language/census"));
  assert.equal(census.invalid, []);
  assert.equal(census.findings, []);
  assert.equal(census.excused, []);
  assert.ok(census.shapes.length > 200, `only ${census.shapes.length} shapes`);
  assert.ok(census.shapes.every(({ expressible }) => expressible));
});
keys.run();

const findings = suite("census findings");
findings("name the node that has no place; what GitHub refuses anyway does not count", async () => {
  const census = await censusOf({
    "context.yml": workflowWith("if: secrets.TOKEN == 'a'"),
    "key.yml": workflowWith("future: 1"),
    "shape.yml": workflowWith("env: { A: [1] }"),
    "sound.yml": workflowWith("if: failure()"),
    "trigger.yml": workflowWith("name: a").replace("on: push", "on: [push, pull_requests]"),
    "text.txt": "no workflow",
    "yaml.yml": "on: [",
  });
  assert.equal(census.findings, []);
  assert.equal(
    census.excused.map(({ file, path, missing }) => `${file}: ${path.join(".")}: ${missing}`),
    [
      `context.yml: jobs.a.if: Type '"secrets"' is not assignable to type 'ContextsAt<"jobs.*.if">'.`,
      `key.yml: jobs.a.future: Object literal may only specify known properties, and '"future"' does not exist in type 'JobOptions<Record<never, never>, never, Record<never, never>>'.`,
      "shape.yml: jobs.a.env.A: Type 'number[]' is not assignable to type 'ValueAt<\"jobs.*.env.*\"> | null'.",
      "trigger.yml: on.pull_requests: Type 'null' is not assignable to type '\"`pull_requests` is no event that starts a workflow\"'.",
    ],
  );
  assert.equal(
    census.invalid.map(({ file }) => file),
    ["context.yml", "key.yml", "shape.yml", "trigger.yml", "yaml.yml"],
  );
  assert.equal(
    census.workflows.map(({ file }) => file),
    ["context.yml", "key.yml", "shape.yml", "sound.yml", "trigger.yml"],
  );
});
findings("what is emitted is compared key by key, without the texts of expressions and scripts", () => {
  const read = (text: string) => comparableModel(readYaml(text).model as ValueMap);
  const wanted = read(`
    on: [push]
    jobs: { a: { needs: b, if: x, runs-on: [a, b], steps: [{ run: a, env: {} }, { uses: a/b@v1, with: { c: "\${{ x }}" } }] } }
  `);
  const emitted = read(`
    on: { push: null }
    jobs: { a: { needs: [b], if: y, runs-on: [a, c], steps: [{ run: b, shell: sh }, { uses: a/b@v2, with: { c: "\${{ '}}' }}" } }] } }
  `);
  assert.equal(compareValues(wanted, emitted), [
    { path: ["jobs", "a", "runs-on", 1], wanted: "b", emitted: "c" },
    { path: ["jobs", "a", "steps", 0, "shell"], wanted: undefined, emitted: "sh" },
  ]);
});
findings("are printed below the table of keys", () => {
  const finding = { file: "a.yml", path: ["jobs", "a", "x"], missing: "no place" };
  const text = printCensus({
    workflows: [{ file: "a.yml", model: {} }],
    invalid: [{ file: "b.yml", reason: "Bad." }],
    shapes: [
      { pattern: "", shape: "map", count: 1, expressible: true },
      { pattern: "jobs.*.x", shape: "text with expressions", count: 12, expressible: false },
    ],
    findings: [finding],
    excused: [
      { ...finding, file: "b.yml" },
      { ...finding, file: "c.yml" },
    ],
  });
  assert.is(
    text,
    `key         shape                  count  expressible
(workflow)  map                    1      yes
jobs.*.x    text with expressions  12     NO

Missing:
a.yml: jobs.a.x: no place

Missing in workflows that GitHub refuses, not counted:
2: no place

Why GitHub refuses workflows of this folder:
1: Bad.

1 workflows, 1 of them refused by GitHub, 2 shapes of keys, 1 missing
`,
  );
});
findings.run();

function workflowWith(entry: string): string {
  return `on: push\njobs:\n  a:\n    ${entry}\n    runs-on: ubuntu-24.04\n    steps: [{ run: "true" }]\n`;
}
