import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeGit } from "@yardmaster/compiler";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "../cli/git-repository.ts";

const test = suite<GitRepository>("what git has");

test.before.each((repository) => void Object.assign(repository, makeGitRepository({ "part/a b.yml": "one\n" })));
test.after.each((repository) => repository.dispose());

const git = nodeGit(process.env);

async function idsOf(root: string, path: string, asked = git): Promise<readonly string[] | undefined> {
  const ids = await asked.blobIds(root, [path, "none.yml"]);
  assert.ok(ids === undefined || ids.get("none.yml")?.size === 0);
  return ids && [...(ids.get(path) ?? [])];
}

test("is what the last commit and the index hold, from a folder below the root of git as well", async (repository) => {
  const { root, write, commit } = repository;
  const idOf = (text: string) => {
    write("text", text);
    return repository.git("hash-object", "text").trim();
  };
  repository.git("add", "part/a b.yml");
  assert.equal(await idsOf(root, "part/a b.yml"), [idOf("one\n")], "before the first commit");
  commit();
  write("part/a b.yml", "two\n");
  repository.git("add", "part/a b.yml");
  write("part/a b.yml", "three\n");
  for (const [folder, path] of [[root, "part/a b.yml"] as const, [join(root, "part"), "a b.yml"] as const]) {
    assert.equal(await idsOf(folder, path), [idOf("one\n"), idOf("two\n")]);
    assert.is(String(await git.committed(folder, path)), "one\n");
  }
  assert.is(await git.committed(root, "none.yml"), undefined);
});

test("is that of the folder, whatever repository a hook runs in", async ({ root, commit }) => {
  commit();
  const other = makeGitRepository({});
  try {
    const inHook = nodeGit({ ...process.env, GIT_DIR: `${other.root}/.git`, GIT_INDEX_FILE: `${other.root}/index` });
    assert.is((await idsOf(root, "part/a b.yml", inHook))?.length, 1);
  } finally {
    other.dispose();
  }
});

test("is seen from a linked working tree", async ({ root, commit, git: run }) => {
  commit();
  const linked = `${root}-linked`;
  try {
    run("worktree", "add", "-q", linked);
    assert.is((await idsOf(linked, "part/a b.yml"))?.length, 1);
  } finally {
    rmSync(linked, { recursive: true, force: true });
  }
});

test("asks for many files at once, and leaves out names that no line can hold", async ({ root, commit }) => {
  commit();
  const many = Array.from({ length: 5_000 }, (_, index) => `w${index}.yml`);
  const ids = await git.blobIds(root, [...many, "a\nb.yml", "part/a b.yml"]);
  assert.equal([ids?.size, ids?.has("a\nb.yml"), ids?.get("part/a b.yml")?.size], [5_001, false, 1]);
});

test("are the versions of files in the commits that changed them, the newest first", ({
  root,
  write,
  commit,
  git: run,
}) => {
  commit();
  write("other.yml", "other\n");
  commit();
  write("part/a b.yml", "two\n");
  commit();
  run("mv", "part/a b.yml", "part/a b.yaml");
  commit();
  const said = (folder: string, paths: readonly string[], maximum: number) =>
    git.versions(folder, paths, maximum).map(({ content }) => String(content));
  assert.equal(said(root, ["part/a b.yml", "part/a b.yaml"], 9), ["two\n", "two\n", "one\n"]);
  assert.equal(said(join(root, "part"), ["a b.yml"], 9), ["two\n", "one\n"]);
  assert.equal(said(root, ["part/a b.yml"], 1), [], "it is gone in the newest");
  assert.equal(said(root, ["*.yml", "none.yml"], 9), []);
  const [newest] = git.versions(root, ["part/a b.yml"], 2);
  assert.is(newest?.commit, run("rev-parse", "HEAD~1").trim());
});
test("is unknown without a repository, without git, and where git fails", async ({ root, commit, write }) => {
  commit();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "yardmaster-no-git-")));
  try {
    assert.is(await idsOf(folder, "a.yml"), undefined);
    assert.is(await git.committed(folder, "a.yml"), undefined);
    assert.is(await idsOf(root, "part/a b.yml", nodeGit({ PATH: folder })), undefined);
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/git"), "#!/bin/sh\necho 0123456789012345678901234567890123456789\nexit 1\n", {
      mode: 0o755,
    });
    assert.is(await idsOf(root, "part/a b.yml", nodeGit({ PATH: `${folder}/bin:${process.env.PATH}` })), undefined);
    write(".git/config", "[core]\n  repositoryformatversion = 99\n");
    assert.is(await idsOf(root, "part/a b.yml"), undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
