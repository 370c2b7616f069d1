import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makePinnedRepository, shas } from "./adopt-repository.ts";
import type { TestRepository } from "./repository.ts";

const test = suite<TestRepository>("yardmaster check, beside GitHub's own lock");
const path = ".github/workflows/actions.lock";

test.before.each(async (repository) => {
  Object.assign(repository, await makePinnedRepository());
});
test.after.each((repository) => repository.dispose());

const dependency = (ref: string, sha: string) =>
  `  ${ref}:\n    ref: ${ref.split("@")[1]}\n    commit: sha1-${sha}\n    owner_id: 44036562\n    repo_id: 197814629\n    uses: []\n`;
const githubLock = (dependencies: string, version = "1") =>
  `version: ${version}\nworkflows:\n  .github/workflows/ci.yml:\n    - actions/checkout@${shas.checkout}\n    - actions/cache@v5\n  .github/workflows/old.yml:\n    - actions/checkout@v4\ndependencies:\n${dependencies}`;

const checked = async ({ run }: TestRepository) => {
  const { code, stdout } = await run(["check", "--format", "json"]);
  const { findings } = JSON.parse(stdout) as { findings: Record<string, unknown>[] };
  return [code, findings.map(({ code, line, column, message }) => `${line}:${column} ${code} ${message}`)];
};

test("agrees where both have one commit, and does not judge other versions", async (repository) => {
  repository.write(
    path,
    githubLock(
      dependency(`actions/checkout@${shas.checkout}`, shas.checkout) +
        dependency("actions/cache@v5", shas.cache) +
        dependency("actions/setup-node@v7.0.0", shas.setup) +
        dependency("actions/checkout@v4", shas.other) +
        dependency("octo/unknown@v7.0.1", shas.other),
    ),
  );
  assert.equal(await checked(repository), [0, []]);
  assert.is((await repository.run(["gen"])).code, 0, "it is nobody's orphan");
});
test("reports a commit that differs, with both places", async (repository) => {
  repository.write(
    path,
    githubLock(
      dependency("actions/setup-node@v7.0.0", shas.other) +
        dependency(`actions/checkout@${shas.checkout}`, shas.newCheckout) +
        dependency("actions/cache@v5", shas.newCache),
    ),
  );
  const lock = "workflows-src/actions.lock.json";
  assert.equal(await checked(repository), [
    1,
    [
      `11:13 github-lock-differs GitHub's lock has actions/setup-node at the commit ${shas.other}, but ${lock}:42:14 has ${shas.setup}.`,
      `17:13 github-lock-differs GitHub's lock has actions/checkout at the commit ${shas.newCheckout}, but ${lock}:30:14 has ${shas.checkout}.`,
      `23:13 github-lock-differs GitHub's lock has actions/cache/restore at the commit ${shas.newCache}, but ${lock}:6:14 has ${shas.cache}.`,
      `23:13 github-lock-differs GitHub's lock has actions/cache/save at the commit ${shas.newCache}, but ${lock}:18:14 has ${shas.cache}.`,
    ],
  ]);
});
for (const [what, text, problem] of [
  ["a newer version", githubLock("  {}\n", '"2"'), `its version is "2", and 1 is the one that is known`],
  ["no version", "dependencies: {}\n", "its version is null, and 1 is the one that is known"],
  ["no dependencies", "version: 1\n", "it has no `dependencies`"],
  ["a list", "- a\n", "it is no map"],
  ["no YAML", "a: [\n", "it is no YAML"],
] as const) {
  test(`says that it cannot compare ${what}, and goes on`, async (repository) => {
    repository.write(path, text);
    assert.equal(await checked(repository), [
      0,
      [`1:1 github-lock-unreadable ${path} was not compared with the lock of actions: ${problem}.`],
    ]);
  });
}
test("says nothing without a lock of ours", async (repository) => {
  repository.write(path, "a: [\n");
  repository.write("workflows-src/actions.lock.json", "{");
  const { stdout } = await repository.run(["check", "--format", "json"]);
  assert.not.match(stdout, "github-lock");
});
test.run();
