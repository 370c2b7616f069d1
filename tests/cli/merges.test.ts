import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";

const test = suite<GitRepository>("branches that change one generated file");

const path = ".github/workflows/ci.yml";
const sourcePath = "workflows-src/ci.workflow.ts";

/** Two jobs, with lines between them that stay. */
const source = `const step = (run) => ({ "runs-on": "x", steps: [{ name: "One" , run }, { name: "Two", run: "true" }] });
const first = step("first");

const between = "nothing";

const last = step("last");
export const made = {
  yardmaster: "workflow", id: "ci", comments: [], header: [], diagnostics: [], origins: [],
  model: { on: "push", jobs: { first, last } },
};
`;

test.before.each((repository) => void Object.assign(repository, makeGitRepository({ [sourcePath]: source })));
test.after.each((repository) => repository.dispose());

/** Commits a change of the source, with what `gen` makes of it, on a branch of its own. */
async function branch({ git, read, write, run, commit }: GitRepository, name: string, from: string, to: string) {
  git("checkout", "-q", "-b", name, "main");
  write(sourcePath, read(sourcePath).replace(from, to));
  assert.is((await run(["gen"])).code, 0);
  commit();
}

test("merge cleanly where they change different parts, and the merge is in step", async (repository) => {
  const { git, read, run, commit } = repository;
  await run(["gen"]);
  commit();
  await branch(repository, "ours", 'step("first")', 'step("ours")');
  await branch(repository, "theirs", 'step("last")', 'step("theirs")');
  git("merge", "-q", "--no-edit", "ours");
  assert.match(read(path), "run: ours");
  assert.match(read(path), "run: theirs");
  assert.equal(await run(["check"]), { code: 0, stdout: "1 file: 1 in step; 0 findings\n", stderr: "" });
});

test("where they change one part, generating resolves the conflict, with either side or the markers on the disk", async (repository) => {
  const { git, read, write, run, commit } = repository;
  await run(["gen"]);
  commit();
  await branch(repository, "ours", 'step("first")', 'step("ours")');
  await branch(repository, "theirs", 'step("first")', 'step("theirs")');
  assert.throws(() => git("merge", "-q", "--no-edit", "ours"), /CONFLICT/);
  write(sourcePath, source.replace('step("first")', 'step("both")'));
  repository.remove("node_modules/.cache");
  const torn = read(path);
  assert.match(torn, "<<<<<<< ");
  for (const side of [
    () => write(path, torn),
    () => git("checkout", "--ours", path),
    () => git("checkout", "--theirs", path),
  ]) {
    side();
    assert.is((await run(["gen"])).stdout, `updated ${path}\n1 file: 1 updated\n`);
    assert.match(read(path), "run: both");
    repository.remove("node_modules/.cache");
  }
});

test.run();
