import type { SimulatedEvent, SimulatedSettings } from "@yardmaster/simulator";
import { permissionLevel } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, jobAt, repositoryOf, runOf } from "../../helpers/simulated-files.ts";

interface Case {
  readonly says: string;
  readonly source: string;
  /** Lines of the workflow before `jobs`. */
  readonly workflow?: string;
  /** Lines of the job. */
  readonly job?: string;
  readonly settings?: SimulatedSettings;
  readonly event?: SimulatedEvent;
  readonly permissions: Readonly<Record<string, string>>;
}

const syntax = "docs.github.com, Workflow syntax, permissions";
const token = "docs.github.com, GITHUB_TOKEN reference";
const fork = eventOf({
  name: "pull_request",
  payload: { action: "opened", pull_request: { number: 1, head: { repo: { full_name: "fox/hello", fork: true } } } },
  ref: "refs/heads/main",
});

const read = {
  actions: "read",
  "artifact-metadata": "read",
  attestations: "read",
  checks: "read",
  "code-quality": "read",
  contents: "read",
  deployments: "read",
  discussions: "read",
  drives: "read",
  issues: "read",
  models: "read",
  packages: "read",
  pages: "read",
  "pull-requests": "read",
  "repository-projects": "read",
  "security-events": "read",
  statuses: "read",
  "vulnerability-alerts": "read",
};
const write = Object.fromEntries([
  ...Object.keys(read).map((scope) => [
    scope,
    scope === "models" || scope === "vulnerability-alerts" ? "read" : "write",
  ]),
  ["copilot-requests", "write"],
]);

const cases: readonly Case[] = [
  { says: "nothing stated, and no setting known", source: token, permissions: { "*": "unknown" } },
  {
    says: "nothing stated, restricted by default",
    source: token,
    settings: { defaultPermissions: "restricted" },
    permissions: { contents: "read", packages: "read" },
  },
  {
    says: "nothing stated, permissive by default: all but an identity",
    source: token,
    settings: { defaultPermissions: "permissive" },
    permissions: write,
  },
  {
    says: "the workflow states them",
    source: syntax,
    workflow: "permissions: {issues: write, contents: none}",
    permissions: { issues: "write" },
  },
  {
    says: "those of the job replace those of the workflow as a whole",
    source: syntax,
    workflow: "permissions: {issues: write, contents: read}",
    job: "permissions: {contents: write}",
    permissions: { contents: "write" },
  },
  {
    says: "an empty map of the job takes all",
    source: syntax,
    workflow: "permissions: write-all",
    job: "permissions: {}",
    permissions: {},
  },
  { says: "read-all: no scope that only writes", source: syntax, workflow: "permissions: read-all", permissions: read },
  {
    says: "write-all: scopes that only read are read",
    source: "actions/runner, Permissions(PermissionLevel, …)",
    job: "permissions: write-all",
    permissions: { ...write, "id-token": "write" },
  },
  {
    says: "a scope of a hostile name",
    source: syntax,
    job: "permissions: {constructor: write, __proto__: write}",
    permissions: Object.fromEntries([
      ["constructor", "write"],
      ["__proto__", "write"],
    ]),
  },
  {
    says: "a fork reads what it would write, and has no identity",
    source: token,
    job: "permissions: {contents: write, id-token: write, issues: read, pull-requests: none}",
    event: fork,
    permissions: { contents: "read", issues: "read" },
  },
  { says: "a fork, write-all", source: token, workflow: "permissions: write-all", event: fork, permissions: read },
  { says: "a fork, and no setting known", source: token, event: fork, permissions: { "*": "unknown" } },
  {
    says: "a fork, permissive by default",
    source: token,
    settings: { defaultPermissions: "permissive" },
    event: fork,
    permissions: read,
  },
  {
    says: "Dependabot reads where nothing is stated",
    source: "docs.github.com, Troubleshooting Dependabot on GitHub Actions",
    settings: { defaultPermissions: "permissive" },
    event: eventOf({ actor: "dependabot[bot]", triggeringActor: "dependabot[bot]" }),
    permissions: read,
  },
  {
    says: "Dependabot has what is stated",
    source: "docs.github.com, Troubleshooting Dependabot on GitHub Actions",
    job: "permissions: {contents: write}",
    event: eventOf({ actor: "dependabot[bot]", triggeringActor: "dependabot[bot]" }),
    permissions: { contents: "write" },
  },
];

const test = suite("permissions of a job's token");
for (const { says, workflow = "", job = "", settings = {}, event, permissions } of cases) {
  test(says, () => {
    const text = `on: [push, pull_request]\n${workflow}\njobs:\n  a:\n    runs-on: x\n    steps: [run: "true"]\n    ${job}\n`;
    const [leg] = jobAt(runOf(repositoryOf({ "main.yml": text }, { settings }), "main.yml", event), "a").legs;
    assert.equal(leg?.permissions, permissions);
  });
}
interface Called {
  readonly says: string;
  /** Of the calling job and the called workflow, and of the called job. */
  readonly call?: string;
  readonly workflow?: string;
  readonly job?: string;
  readonly settings?: SimulatedSettings;
  readonly event?: SimulatedEvent;
  /** What the call grants, and what the called job has. */
  readonly granted: Readonly<Record<string, string>>;
  readonly permissions: Readonly<Record<string, string>>;
}

const called: readonly Called[] = [
  {
    says: "a called job has what its caller grants",
    call: "permissions: {issues: write},",
    granted: { issues: "write" },
    permissions: { issues: "write" },
  },
  {
    says: "what its workflow states replaces that",
    call: "permissions: {issues: write},",
    workflow: "permissions: {issues: read}",
    granted: { issues: "write" },
    permissions: { issues: "read" },
  },
  {
    says: "and what it states itself replaces both",
    call: "permissions: {issues: write, checks: read},",
    workflow: "permissions: {issues: read}",
    job: "permissions: {checks: read},",
    granted: { issues: "write", checks: "read" },
    permissions: { checks: "read" },
  },
  {
    says: "where nobody states any, the default",
    settings: { defaultPermissions: "restricted" },
    granted: { contents: "read", packages: "read" },
    permissions: { contents: "read", packages: "read" },
  },
  {
    says: "where nobody states any, and nobody knows the default",
    granted: { "*": "unknown" },
    permissions: { "*": "unknown" },
  },
  {
    says: "a fork reads at any depth",
    call: "permissions: {issues: write, id-token: write},",
    event: fork,
    granted: { issues: "read" },
    permissions: { issues: "read" },
  },
];
for (const { says, call = "", workflow = "", job = "", settings = {}, event, granted, permissions } of called) {
  test(says, () => {
    const main = `on: [push, pull_request]\njobs: {call: {${call} uses: ./.github/workflows/called.yml}}\n`;
    const text = `on: workflow_call\n${workflow}\njobs: {a: {${job} runs-on: x, steps: [{run: "true"}]}}\n`;
    const run = runOf(repositoryOf({ "main.yml": main, "called.yml": text }, { settings }), "main.yml", event);
    const [inner] = jobAt(run, "call/a").legs;
    assert.equal([jobAt(run, "call").calls[0]?.permissions, inner?.permissions], [granted, permissions]);
  });
}
test("the level of a scope: none where it is not there, unknown where only a setting says", () => {
  const levels = (permissions: Record<string, string>) =>
    ["contents", "issues", "__proto__", "toString"].map((scope) => permissionLevel(permissions, scope));
  assert.equal(levels({ contents: "read" }), ["read", "none", "none", "none"]);
  assert.equal(levels({ "*": "unknown" }), ["unknown", "unknown", "unknown", "unknown"]);
});
test.run();
