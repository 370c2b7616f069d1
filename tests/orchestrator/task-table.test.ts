import { readFileSync } from "node:fs";
import { parseTaskTable } from "@yardmaster/orchestrator";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";

type Json = { [key: string]: unknown };

const schema = JSON.parse(readFileSync("packages/orchestrator/schemas/orchestrator-tasks.schema.json", "utf8"));
const fitsSchema = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true }).compile(
  schema,
);

const task: Json = {
  name: "deploy",
  description: "Deploys.",
  dispatch: { event: "workflow_dispatch", workflow: "deploy.yml", repositories: [], parallel: 1 },
  inputs: [],
};
const event: Json = { event: "repository_dispatch", type: "created", repositories: [], parallel: 1 };
const input: Json = { name: "since", description: "", type: "string", required: false };

const table = (...tasks: unknown[]): Json => ({ version: 1, tasks });
const withDispatch = (changes: Json) => table({ ...task, dispatch: { ...(task.dispatch as Json), ...changes } });
const withEvent = (changes: Json) => table({ ...task, dispatch: { ...event, ...changes } });
const withInput = (changes: Json) => table({ ...task, inputs: [{ ...input, ...changes }] });
const withInputs = (...names: string[]) => ({ ...task, inputs: names.map((name) => ({ ...input, name })) });
const withRule = (who: unknown) => table({ ...task, who });
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

/** Undefined for a table that is taken; else what is needed, and where. */
function refusal(value: unknown): string | undefined {
  const parsed = parseTaskTable(JSON.stringify(value), "t.json");
  if (parsed.ok) {
    assert.equal(JSON.parse(JSON.stringify(parsed.value)), withoutDollar(value as Json));
    return undefined;
  }
  assert.is(parsed.error.code, "wrong-shape");
  return /^The file "t\.json" needs (.*) at "(.*)"\.$/.exec(parsed.error.message)?.slice(1).reverse().join(": ");
}

function withoutDollar(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("$")));
}

const good: readonly (readonly [string, unknown])[] = [
  ["the samples", sampleTasks],
  ["no task", table()],
  ["keys of the editor's", { $schema: "x", $generated: { by: "y" }, ...table(task) }],
  ["a task with the least", table(task)],
  ["a branch with a slash", withDispatch({ ref: "release/v1.2" })],
  ["a tag", withDispatch({ ref: "v1.2.3+build@4#5" })],
  ["a repository", withDispatch({ repositories: ["acme/.github"], ref: "main", parallel: 10 })],
  ["100 repositories", withDispatch({ repositories: many(100, (index) => `acme/r${index}`), ref: "main" })],
  ["an event elsewhere needs no ref", withEvent({ repositories: ["acme/a"] })],
  ["an event type with blanks inside", withEvent({ type: "é 🚀 x".padEnd(100, "x") })],
  ["correlation and head", withDispatch({ correlation: "correlation_id", head: "sha" })],
  ["25 inputs", table(withInputs(...many(25, (index) => `i${index}`)))],
  ["10 keys of a payload", table({ ...withInputs(...many(10, (index) => `i${index}`)), dispatch: event })],
  ["a boolean", withInput({ type: "boolean", default: false })],
  ["a number", withInput({ type: "number", default: 1.5 })],
  ["a choice", withInput({ type: "choice", options: ["a", "A"], default: "a" })],
  ["one way", withRule({ apps: ["renovate"] })],
  [
    "every way",
    withRule({ roles: ["triage", "write", "maintain", "admin"], teams: ["a", "acme/a"], people: ["x_acme"] }),
  ],
  ["custom roles", withRule({ customRoles: ["Release manager", "release manage", "readers"] })],
  ["an exclusion", withRule({ roles: ["triage"], except: { people: ["x"] } })],
];

const bad: readonly (readonly [string, unknown, string])[] = [
  ["no object", [], "the top: an object"],
  ["another version", { version: 2, tasks: [] }, "version: the version 1"],
  ["no tasks", { version: 1 }, "tasks: a list"],
  ["another key", { version: 1, tasks: [], task: [] }, "task: no such key"],
  ["101 tasks", table(...many(101, (index) => ({ ...task, name: `t${index}` }))), "tasks: at most 100 tasks"],
  ["a task that is none", table("deploy"), "tasks.0: an object"],
  ["a key of the task", table({ ...task, roles: [] }), "tasks.0.roles: no such key"],
  ["the key __proto__", JSON.parse('{"version":1,"tasks":[],"__proto__":{}}'), "__proto__: no such key"],
  ["the old form", table({ ...task, ref: "default-branch" }), "tasks.0.ref: no such key"],
  ...["help", "status", "cancel", "Deploy", "-a", "a--b", "a_b", "", "a\n"].map(
    (name) =>
      [
        `the name ${JSON.stringify(name)}`,
        table({ ...task, name }),
        'tasks.0.name: a task name such as "release-notes", which is not "help", "status" or "cancel"'.replace(
          /"/g,
          '\\"',
        ),
      ] as const,
  ),
  ["a description of two lines", table({ ...task, description: "a\nb" }), "tasks.0.description: a text on one line"],
  ["a hidden direction", table({ ...task, description: "a\u202eb" }), "tasks.0.description: a text on one line"],
  ["no description", table({ ...task, description: undefined }), "tasks.0.description: a text"],
  ["no dispatch", table({ ...task, dispatch: undefined }), "tasks.0.dispatch: an object"],
  [
    "another event",
    withDispatch({ event: "push" }),
    'tasks.0.dispatch.event: \\"workflow_dispatch\\" or \\"repository_dispatch\\"',
  ],
  ["a type beside a workflow", withDispatch({ type: "x" }), "tasks.0.dispatch.type: no such key"],
  ["a ref beside an event", withEvent({ ref: "main" }), "tasks.0.dispatch.ref: no such key"],
  ...["../x.yml", "x.json", ".x.yml", "a/b.yml", "x.yml\n"].map(
    (workflow) =>
      [
        `the workflow ${JSON.stringify(workflow)}`,
        withDispatch({ workflow }),
        'tasks.0.dispatch.workflow: a file name such as \\"release.yml\\"',
      ] as const,
  ),
  ...[
    "refs/heads/x",
    "a..b",
    "a//b",
    "/a",
    "a/",
    "a.",
    "a.lock",
    "a/.b",
    "a b",
    "-a",
    "a".repeat(40),
    "",
    "${{ x }}",
  ].map(
    (ref) =>
      [
        `the ref ${JSON.stringify(ref)}`,
        withDispatch({ ref }),
        'tasks.0.dispatch.ref: a plain name of a branch or tag, such as \\"main\\"',
      ] as const,
  ),
  ["a ref that is null", withDispatch({ ref: null }), "tasks.0.dispatch.ref: a text"],
  [
    "no ref elsewhere",
    withDispatch({ repositories: ["acme/a"] }),
    "tasks.0.dispatch.ref: a branch or tag, because other repositories are named",
  ],
  ...["acme", "acme/", "/a", "acme/..", "acme/a/b", "acme/a b", "a.b/c"].map(
    (name) =>
      [
        `the repository ${JSON.stringify(name)}`,
        withDispatch({ repositories: [name], ref: "main" }),
        "tasks.0.dispatch.repositories.0: a repository as OWNER/NAME",
      ] as const,
  ),
  [
    "101 repositories",
    withDispatch({ repositories: many(101, (index) => `acme/r${index}`), ref: "main" }),
    "tasks.0.dispatch.repositories: at most 100 names",
  ],
  [
    "a repository twice",
    withDispatch({ repositories: ["acme/a", "acme/a"], ref: "main" }),
    "tasks.0.dispatch.repositories.1: a name that no other has",
  ],
  ["parallel 0", withDispatch({ parallel: 0 }), "tasks.0.dispatch.parallel: a positive whole number"],
  ["parallel 1.5", withDispatch({ parallel: 1.5 }), "tasks.0.dispatch.parallel: a positive whole number"],
  ["parallel 11", withDispatch({ parallel: 11 }), "tasks.0.dispatch.parallel: a whole number from 1 to 10"],
  ["parallel as text", withDispatch({ parallel: "2" }), "tasks.0.dispatch.parallel: a positive whole number"],
  ...["", " x", "x ", "x".repeat(101), "a\tb", "a\u200bb"].map(
    (type) =>
      [
        `the type ${JSON.stringify(type).slice(0, 12)}`,
        withEvent({ type }),
        "tasks.0.dispatch.type: an event type of 1 to 100 characters",
      ] as const,
  ),
  [
    "a bad correlation",
    withDispatch({ correlation: "a b" }),
    'tasks.0.dispatch.correlation: an input name such as \\"since\\"',
  ],
  ["a bad head", withEvent({ head: "" }), 'tasks.0.dispatch.head: an input name such as \\"since\\"'],
  ["a bad input name", withInput({ name: "1a" }), 'tasks.0.inputs.0.name: an input name such as \\"since\\"'],
  ["a key of an input", withInput({ secret: true }), "tasks.0.inputs.0.secret: no such key"],
  ["required as text", withInput({ required: "yes" }), "tasks.0.inputs.0.required: true or false"],
  [
    "options of a text",
    withInput({ options: ["a"] }),
    'tasks.0.inputs.0.options: no options, because the type is not \\"choice\\"',
  ],
  ["a choice without options", withInput({ type: "choice" }), "tasks.0.inputs.0.options: options, none of them empty"],
  ["no options", withInput({ type: "choice", options: [] }), "tasks.0.inputs.0.options: options, none of them empty"],
  [
    "an empty option",
    withInput({ type: "choice", options: ["a", ""] }),
    "tasks.0.inputs.0.options: options, none of them empty",
  ],
  [
    "an option of two lines",
    withInput({ type: "choice", options: ["a\rb"] }),
    "tasks.0.inputs.0.options.0: a text on one line",
  ],
  [
    "an option twice",
    withInput({ type: "choice", options: ["a", "a"] }),
    "tasks.0.inputs.0.options: options of which no two are the same",
  ],
  ["a default of a text", withInput({ default: 1 }), "tasks.0.inputs.0.default: a string, as the input's type says"],
  [
    "a default of a boolean",
    withInput({ type: "boolean", default: "true" }),
    "tasks.0.inputs.0.default: a boolean, as the input's type says",
  ],
  [
    "a default of a number",
    withInput({ type: "number", default: "1" }),
    "tasks.0.inputs.0.default: a number, as the input's type says",
  ],
  ["a default of two lines", withInput({ default: "a\nb" }), "tasks.0.inputs.0.default: a text on one line"],
  ["a default that is null", withInput({ default: null }), "tasks.0.inputs.0.default: a text, a number, true or false"],
  ["a rule that is null", withRule(null), "tasks.0.who: an object"],
  ["a rule without a way", withRule({}), "tasks.0.who: at least one of roles, customRoles, teams, people and apps"],
  [
    "an exclusion alone",
    withRule({ except: { people: ["x"] } }),
    "tasks.0.who: at least one of roles, customRoles, teams, people and apps",
  ],
  ["a way misspelled", withRule({ role: ["triage"] }), "tasks.0.who.role: no such key"],
  [
    "an empty list",
    withRule({ roles: ["triage"], people: [] }),
    "tasks.0.who.people: a list that is not empty, or no such key",
  ],
  ["a list that is null", withRule({ roles: ["triage"], people: null }), "tasks.0.who.people: a list"],
  [
    "the role read",
    withRule({ roles: ["read"] }),
    'tasks.0.who.roles.0: \\"triage\\" or \\"write\\" or \\"maintain\\" or \\"admin\\"',
  ],
  ...["admin", "Write", "READ", "none", "pull", "push", "Triage", "maintain", "", " x", "a\nb"].map(
    (name) =>
      [
        `the custom role ${JSON.stringify(name)}`,
        withRule({ customRoles: [name] }),
        "tasks.0.who.customRoles.0: the name of a custom role; built-in roles stand under `roles`",
      ] as const,
  ),
  ...["a/b/c", "@acme/a", "", "..", "a b"].map(
    (name) =>
      [
        `the team ${JSON.stringify(name)}`,
        withRule({ teams: [name] }),
        "tasks.0.who.teams.0: a team as SLUG or ORGANISATION/SLUG",
      ] as const,
  ),
  ...["@octocat", "", "x".repeat(40), "renovate[bot]", "a b", "-a"].map(
    (name) =>
      [
        `the login ${JSON.stringify(name)}`,
        withRule({ people: [name] }),
        "tasks.0.who.people.0: a login without @",
      ] as const,
  ),
  ...["renovate[bot]", "Renovate", "", "-a", "a-"].map(
    (name) =>
      [
        `the app ${JSON.stringify(name)}`,
        withRule({ apps: [name] }),
        'tasks.0.who.apps.0: the slug of an app, such as \\"renovate\\"',
      ] as const,
  ),
  ["101 people", withRule({ people: many(101, (index) => `p${index}`) }), "tasks.0.who.people: at most 100 names"],
  ["an exclusion of nobody", withRule({ roles: ["triage"], except: {} }), "tasks.0.who.except: teams or people"],
  [
    "an exclusion by role",
    withRule({ roles: ["triage"], except: { roles: ["write"] } }),
    "tasks.0.who.except.roles: no such key",
  ],
  [
    "an excluded nobody",
    withRule({ roles: ["triage"], except: { teams: [] } }),
    "tasks.0.who.except.teams: a list that is not empty, or no such key",
  ],
  [
    "an excluded login",
    withRule({ roles: ["triage"], except: { people: ["@x"] } }),
    "tasks.0.who.except.people.0: a login without @",
  ],
  [
    "an excluded team",
    withRule({ roles: ["triage"], except: { teams: ["a b"] } }),
    "tasks.0.who.except.teams.0: a team as SLUG or ORGANISATION/SLUG",
  ],
];

/** Relations between parts, which a schema cannot state. */
const related: readonly (readonly [string, unknown, string])[] = [
  ["a task twice", table(task, task), "tasks.1.name: a name that no other has"],
  [
    "an input twice but for the case",
    table(withInputs("since", "Since")),
    "tasks.0.inputs.1.name: a name that no other has",
  ],
  [
    "a repository twice but for the case",
    withDispatch({ repositories: ["acme/a", "Acme/A"], ref: "main" }),
    "tasks.0.dispatch.repositories.1: a name that no other has",
  ],
  [
    "a login twice but for the case",
    withRule({ people: ["x", "X"] }),
    "tasks.0.who.people.1: a name that no other has",
  ],
  [
    "a correlation that a command could give",
    table({ ...withInputs("Correlation_ID"), dispatch: { ...(task.dispatch as Json), correlation: "correlation_id" } }),
    "tasks.0.dispatch.correlation: a name that no input of the table and no other key has",
  ],
  [
    "a head that a command could give",
    table({ ...withInputs("sha"), dispatch: { ...(task.dispatch as Json), head: "sha" } }),
    "tasks.0.dispatch.head: a name that no input of the table and no other key has",
  ],
  [
    "one key for both",
    withDispatch({ correlation: "id", head: "ID" }),
    "tasks.0.dispatch.head: a name that no input of the table and no other key has",
  ],
  [
    "26 inputs with the correlation id",
    table({
      ...withInputs(...many(25, (index) => `i${index}`)),
      dispatch: { ...(task.dispatch as Json), correlation: "correlation_id" },
    }),
    "tasks.0.inputs: at most 25 inputs, with those that the orchestrator fills in",
  ],
  [
    "11 keys of a payload",
    table({ ...withInputs(...many(9, (index) => `i${index}`)), dispatch: { ...event, correlation: "a", head: "b" } }),
    "tasks.0.inputs: at most 10 inputs, with those that the orchestrator fills in",
  ],
  [
    "a default that is no option",
    withInput({ type: "choice", options: ["a"], default: "b" }),
    "tasks.0.inputs.0.default: one of the options",
  ],
];

const tables = suite("task table");
for (const [name, value] of good) {
  tables(`takes ${name}`, () => {
    assert.is(refusal(value), undefined);
    assert.ok(fitsSchema(value), JSON.stringify(fitsSchema.errors));
  });
}
for (const [name, value, expected] of bad) {
  tables(`refuses ${name}`, () => {
    assert.is(refusal(value), expected.replaceAll('\\"', '"'));
    assert.not(fitsSchema(value), "the schema takes it");
  });
}
for (const [name, value, expected] of related) {
  tables(`refuses ${name}, which the schema cannot`, () => {
    assert.is(refusal(value), expected);
    assert.ok(fitsSchema(value), JSON.stringify(fitsSchema.errors));
  });
}
tables("no JSON makes it throw, and what it takes the schema takes, too", () => {
  const parts = [...good, ...bad, ...related].map(([, value]) => value);
  const leaves = fc.oneof(fc.constantFrom<unknown>(null, "", "x", 0, 1, true, [], {}, "triage"), fc.jsonValue());
  let taken = 0;
  fc.assert(
    fc.property(fc.constantFrom(...parts), fc.array(fc.nat(7), { maxLength: 6 }), leaves, (value, steps, leaf) => {
      const changed = structuredClone(value);
      replaceAt(changed, steps, leaf);
      const parsed = parseTaskTable(JSON.stringify(changed), "t.json");
      if (!parsed.ok) return;
      taken++;
      assert.ok(fitsSchema(JSON.parse(JSON.stringify(changed))), JSON.stringify([changed, fitsSchema.errors]));
    }),
    { numRuns: 3_000, seed: 6 },
  );
  assert.ok(taken > 100, `${taken} of the tables were taken`);
});
tables("what is no JSON is refused with its place", () => {
  const parsed = parseTaskTable('{"version": 1,', "t.json");
  assert.is(parsed.ok ? "" : parsed.error.code, "not-json");
});
tables.run();

/** Walks by the number of the entry, and puts the leaf in where the walk ends. */
function replaceAt(root: unknown, steps: readonly number[], leaf: unknown): void {
  let at = root as Json;
  for (const [index, step] of steps.entries()) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(keys.length, 1)];
    if (key === undefined) return;
    const below = at[key];
    if (index === steps.length - 1 || typeof below !== "object" || below === null) {
      at[key] = leaf;
      return;
    }
    at = below as Json;
  }
}
