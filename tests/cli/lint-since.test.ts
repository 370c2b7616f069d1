import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";

const test = suite<GitRepository>("yardmaster lint --since");

const ci = ".github/workflows/ci.yml";
const head = `on:
  schedule:
    - cron: "*/2 * * * *"
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - run: "one"
`;

test.before.each((repository) => {
  Object.assign(repository, makeGitRepository({ [ci]: head }));
  repository.commit();
});
test.after.each((repository) => repository.dispose());

async function lines({ run }: GitRepository, ...argv: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(["lint", "--format", "json", ...argv]);
  const { findings } = JSON.parse(stdout);
  return findings.map(({ file, line, code }: Record<string, string>) => `${file}:${line} ${code}`);
}

test("says nothing of what was there, wherever its line is now", async (repository) => {
  const { write, run } = repository;
  write(ci, `# one\n# two\n${head}`);
  assert.equal(await lines(repository, "--since", "HEAD"), []);
  assert.equal(await run(["lint", "--since=main"]), {
    code: 0,
    stdout: "",
    stderr: "1 file: nothing found (0.00 s)\n",
  });
  assert.equal(await lines(repository), [`${ci}:5 cron-too-often`]);
});
test("says what is new, and of two alike the one that was added", async (repository) => {
  repository.write(ci, head.replace("    - cron", '    - cron: "*/2 * * * *"\n    - cron').replace("steps:", "stesp:"));
  const found = await lines(repository, "--since", "HEAD");
  assert.equal(found, [`${ci}:4 cron-too-often`, `${ci}:9 key-unknown`]);
});
test("follows files that were renamed, added to git or not", async (repository) => {
  const { git, write, remove } = repository;
  write(".github/workflows/new.yml", head);
  remove(ci);
  assert.equal(await lines(repository, "--since", "HEAD"), []);
  git("add", "-A");
  assert.equal(await lines(repository, "--since", "HEAD"), []);
  write(".github/workflows/other.yml", `on: push\non: push\n`);
  assert.equal(await lines(repository, "--since", "HEAD"), [".github/workflows/other.yml:2 yaml-duplicate-key"]);
});
test("judges a folder of the repository against its own past", async (repository) => {
  repository.write("part/action.yml", "name: x\nruns: {using: nothing}\n");
  repository.commit();
  assert.equal(await lines(repository, "part", "--since", "HEAD"), []);
  assert.ok((await lines(repository, "part", "--since", "HEAD~1")).length > 0);
});
test("what cannot be judged is told always, with exit code 2", async (repository) => {
  repository.write("torn.yml", "on: [\n");
  repository.commit();
  assert.is((await repository.run(["lint", "torn.yml", "--since", "HEAD"])).code, 2);
});
test("refuses a commit that git does not know, and does without the index of another", async ({ run }) => {
  for (const name of ["nowhere", "--upload-pack=x", ""]) {
    assert.equal(await run(["lint", `--since=${name}`]), {
      code: 2,
      stdout: "",
      stderr: `git knows no commit ${JSON.stringify(name)} in <root>. Name a commit, a branch or a tag that this clone has.\n`,
    });
  }
});
test.run();
