import { readFileSync } from "node:fs";
import { expressionSites, permissionScopes, platformEvents } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { printPlatformFacts } from "../../scripts/platform-facts/print-facts.ts";
import { readInstalledSchema, type Schema } from "../../scripts/platform-facts/read-schema.ts";

const test = suite("platform facts");

test("the committed facts are what the installed schema gives", () => {
  const { schema, version } = readInstalledSchema();
  const committed = readFileSync(new URL("../../packages/core/src/platform-facts.ts", import.meta.url), "utf8");
  assert.is(printPlatformFacts(schema, version), committed);
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
test("a changed schema changes the facts", () => {
  const { schema } = readInstalledSchema();
  const changed = structuredClone(schema) as { definitions: Record<string, { context?: string[] }> };
  (changed.definitions["job-if"] as { context: string[] }).context.push("secrets");
  const text = printPlatformFacts(changed as Schema, "9.9.9");
  assert.match(text, '"jobs.*.if": {"contexts":["github","inputs","needs","secrets","vars"]');
  assert.match(text, "@actions/workflow-parser 9.9.9");
});
test("a schema of another shape is refused, not read wrongly", () => {
  const { schema } = readInstalledSchema();
  const { "permissions-mapping": _gone, ...definitions } = schema.definitions;
  assert.throws(() => printPlatformFacts({ definitions }, "1"), 'The schema has no definition "permissions-mapping".');
});
test.run();
