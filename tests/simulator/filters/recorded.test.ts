import { simulate } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { eventOf, repositoryOf } from "../../helpers/simulated-files.ts";

// What GitHub did on 2026-07-24 with pushes to a repository of probes, as Co-Messi/actwhy recorded it: test/golden/README.md.
// The workflows below are written anew from the filters that its table names.

const filters: Readonly<Record<string, string>> = {
  star: "branches: ['feature/*']",
  "two-stars": "branches: ['feature/**']",
  question: "branches: ['ab?']",
  plus: "branches: ['ab+']",
  class: "branches: ['v[12].[0-9]+']",
  negated: "branches: [main], paths: ['**', '!docs/**']",
  again: "branches: [main], paths: ['**', '!docs/**', docs/keep.md]",
  ignored: "branches: [main], paths-ignore: ['docs/**']",
  branch: "branches: [main]",
  tag: "tags: ['v*']",
};

const repository = repositoryOf(
  Object.fromEntries(
    Object.entries(filters).map(([name, filter]) => [
      `${name}.yml`,
      `name: ${name}\non: {push: {${filter}}}\njobs: {a: {runs-on: ubuntu-24.04, steps: [{run: "true"}]}}\n`,
    ]),
  ),
);

const cases: readonly (readonly [ref: string, files: readonly string[] | undefined, started: string])[] = [
  ["refs/heads/feature/x", undefined, "star two-stars"],
  ["refs/heads/feature/deep/y", undefined, "two-stars"],
  ["refs/heads/a", undefined, "question"],
  ["refs/heads/ab", undefined, "plus question"],
  ["refs/heads/abb", undefined, "plus"],
  ["refs/heads/v1.10", undefined, "class"],
  ["refs/heads/v3.0", undefined, ""],
  ["refs/heads/main", ["docs/keep.md", "docs/x.md", "src/base.txt"], "again branch ignored negated"],
  ["refs/heads/main", ["docs/x.md"], "branch"],
  ["refs/heads/main", ["docs/keep.md"], "again branch"],
  ["refs/heads/main", ["src/base.txt"], "again branch ignored negated"],
  ["refs/tags/v1.0.0", undefined, "tag"],
];

const test = suite("pushes that GitHub was seen to judge");
for (const [ref, changedFiles, started] of cases) {
  test(`${ref} ${changedFiles?.join(", ") ?? ""}`, () => {
    const { workflows, problems } = simulate(repository, eventOf({ ref, changedFiles }));
    assert.equal(problems, []);
    const names = workflows.filter(({ starts }) => starts === "yes").map(({ name }) => name);
    assert.is(names.sort().join(" "), started);
    assert.is(workflows.filter(({ starts }) => starts === "unknown").length, 0);
  });
}
test.run();
