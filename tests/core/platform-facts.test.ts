import { readFileSync } from "node:fs";
import {
  allowedValues,
  expressionFunctions,
  expressionSites,
  hostedRunnerLabels,
  mappingKeys,
  permissionRank,
  permissionScopes,
  platformEvents,
  schemaAdditions,
  shells,
} from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { printPlatformFacts } from "../../scripts/platform-facts/print-facts.ts";
import { readInstalledFunctions, readInstalledSchema, type Schema } from "../../scripts/platform-facts/read-schema.ts";

const test = suite("platform facts");
const { schema, version } = readInstalledSchema();
const functions = await readInstalledFunctions();
const print = (own: Schema, of = version): string =>
  printPlatformFacts({ schema: own, version: of, additions: schemaAdditions, functions });

test("the committed facts are what the installed schema gives", () => {
  const committed = readFileSync(
    new URL("../../packages/core/src/platform/platform-facts.ts", import.meta.url),
    "utf8",
  );
  assert.is(print(schema), committed);
});
test("contexts and functions per key are those of GitHub's documentation", () => {
  assert.equal(expressionSites["jobs.*.if"].contexts, ["github", "inputs", "needs", "vars"]);
  assert.not(expressionSites["jobs.*.steps.*.if"].contexts.includes("secrets" as never));
  assert.ok(expressionSites["jobs.*.steps.*.env.*"].contexts.includes("secrets"));
  assert.equal(expressionSites["run-name"].contexts, ["github", "inputs", "vars"]);
  assert.equal(expressionSites["on.workflow_call.outputs.*.value"].contexts, ["github", "inputs", "jobs", "vars"]);
  assert.ok(expressionSites["jobs.*.steps.*.if"].functions.includes("hashFiles(1,255)"));
});
test("events and scopes are complete", () => {
  assert.equal(platformEvents.issue_comment.types, ["created", "edited", "deleted"]);
  assert.ok(platformEvents.push.keys.includes("tags-ignore"));
  assert.is(Object.keys(permissionScopes).length, 20);
  assert.equal(permissionScopes["id-token"], ["none", "write"]);
});
test("keys of mappings, with those that are demanded, and values of closed lists", () => {
  assert.equal(mappingKeys.concurrency, { keys: ["group", "cancel-in-progress", "queue"], required: ["group"] });
  assert.equal(mappingKeys[""].required, ["on", "jobs"]);
  for (const key of ["run", "uses", "background", "wait", "wait-all", "cancel", "parallel"] as const) {
    assert.ok(mappingKeys["jobs.*.steps.*"].keys.includes(key), key);
  }
  assert.equal(allowedValues["jobs.*.concurrency.queue"], ["single", "max"]);
  assert.equal(allowedValues["jobs.*.secrets"], ["inherit"]);
  assert.equal(expressionFunctions[0], "case(3,MAX)");
  assert.is(expressionFunctions.length, 8);
});
test("what the schema does not know yet is added; what it knows by itself is refused as an addition", () => {
  assert.equal(allowedValues["cache-mode"], ["read", "write", "write-only", "none"]);
  assert.ok(mappingKeys["jobs.*"].keys.includes("cache-mode"));
  const twice = structuredClone(schema) as { definitions: Record<string, unknown> };
  twice.definitions["cache-mode"] = { string: {} };
  assert.throws(
    () => print(twice as unknown as Schema),
    'The schema knows "cache-mode" by itself now: delete it from schema-additions.ts.',
  );
});
test("levels of permissions have an order, and models knows no writing", () => {
  const ranks = ["none", undefined, "read", "write", "wirte"].map((level) => permissionRank("contents", level));
  assert.equal(ranks, [0, 0, 1, 2, -1]);
  assert.is(permissionRank("models", "write"), permissionRank("models", "read"));
  assert.is(permissionRank("models", "none"), 0);
});
test("own tables are sorted, without repetition", () => {
  for (const table of [hostedRunnerLabels, shells]) assert.equal([...new Set<string>(table)].sort(), [...table]);
});
test("a changed schema changes the facts", () => {
  const changed = structuredClone(schema) as { definitions: Record<string, { context?: string[] }> };
  (changed.definitions["job-if"] as { context: string[] }).context.push("secrets");
  const text = print(changed as Schema, "9.9.9");
  assert.match(text, '"jobs.*.if": {"contexts":["github","inputs","needs","secrets","vars"]');
  assert.match(text, "@actions/workflow-parser 9.9.9");
});
test("a schema of another shape is refused, not read wrongly", () => {
  const { "permissions-mapping": _gone, ...definitions } = schema.definitions;
  assert.throws(() => print({ definitions }), 'The schema has no definition "permissions-mapping".');
});
test.run();
