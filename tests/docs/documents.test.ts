import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkChangelog } from "../../scripts/check-docs/check-changelog.ts";
import { checkExamples } from "../../scripts/check-docs/check-examples.ts";
import { checkLinks } from "../../scripts/check-docs/check-links.ts";
import { checkMission } from "../../scripts/check-docs/check-mission.ts";
import { checkOrphans } from "../../scripts/check-docs/check-orphans.ts";
import { checkProofs } from "../../scripts/check-docs/check-proofs.ts";
import { checkReferences } from "../../scripts/check-docs/check-references.ts";
import { printProblem } from "../../scripts/check-docs/problem.ts";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";

const view = viewRepository(process.cwd());
const test = suite("documents");

const pages = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "docs/CI_CD/CodexIntegration.md",
  "docs/README.md",
  "docs/architecture.md",
  "docs/comparison.md",
  "docs/consumers.md",
  "docs/migration/README.md",
  "docs/mission.md",
  "docs/promptops/orchestrator.md",
  "docs/rules/README.md",
  "docs/rules/linters.md",
  "docs/runbooks/orchestrator_dispatch.md",
  "docs/security.md",
  "docs/testing.md",
];
for (const page of pages) {
  test(`have ${page}, with a title`, () => {
    const title = view.pages.find((each) => each.path === page)?.text.split("\n")[0];
    assert.match(title ?? `${page} does not exist`, /^# \S/);
  });
}

test("link to what exists", () => assert.equal(checkLinks(view).map(printProblem), []));

test("are reached from their index", () => assert.equal(checkOrphans(view).map(printProblem), []));

test("name paths and npm scripts that exist", () => assert.equal(checkReferences(view).map(printProblem), []));

test("name tests that exist, by file and title", () => assert.equal(checkProofs(view).map(printProblem), []));

test("show examples that TypeScript takes, or refuses, as they say", () => {
  assert.equal(checkExamples(view).map(printProblem), []);
});

test("account for every row of the mission", () => assert.equal(checkMission(view).map(printProblem), []));

test("have the changelog's Unreleased section on top", () => assert.equal(checkChangelog(view).map(printProblem), []));

test("ask for Decision, Note and Action in pull requests", () => {
  const template = readFileSync(".github/pull_request_template.md", "utf8");
  assert.equal(
    [...template.matchAll(/^## (.+)$/gm)].map((heading) => heading[1]),
    ["Decision", "Note", "Action", "Critic check"],
  );
});

test.run();
