import { nodeFiles } from "@yardmaster/compiler";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";
import { workflowSource } from "./repository.ts";

const test = suite<GitRepository>("the record of what was made");

const path = ".github/workflows/ci.yml";
const record = "node_modules/.cache/yardmaster/made.json";

test.before.each(async (repository) => {
  Object.assign(repository, makeGitRepository({ "workflows-src/ci.workflow.ts": workflowSource("ci") }));
  await repository.run(["gen"]);
  repository.commit();
});
test.after.each((repository) => repository.dispose());

test("is kept beside node_modules alone, and nowhere that git follows", async ({ git, read, remove, run, made }) => {
  assert.match(
    read(record),
    /^\{\n "version": 1,\n "files": \{\n {2}"\.github\/workflows\/ci\.yml": "[0-9a-f]{64}"\n \}\n\}\n$/,
  );
  assert.is(git("status", "--porcelain"), "");
  remove("node_modules");
  assert.is((await run(["gen", "--force"])).code, 0);
  assert.equal(
    Object.keys(made()).filter((name) => name.includes("made.json")),
    [],
  );
});

const broken: readonly (readonly [string, (repository: GitRepository) => void])[] = [
  ["deleted", ({ remove }) => remove("node_modules/.cache")],
  ["empty", ({ write }) => write(record, "")],
  ["cut", ({ read, write }) => write(record, read(record).slice(0, 40))],
  ["no record at all", ({ write }) => write(record, "[1, null]")],
  ["of another shape", ({ write }) => write(record, '{"version":1,"files":{"a":1,".github/workflows/ci.yml":null}}')],
  ["of another version", ({ read, write }) => write(record, read(record).replace('"version": 1', '"version": 2'))],
  [
    "a folder",
    ({ remove, write }) => {
      remove(record);
      write(`${record}/x`, "");
    },
  ],
];
for (const [what, breakIt] of broken) {
  test(`changes no answer when it is ${what}`, async (repository) => {
    const { run, write, read, git } = repository;
    const answers = async () => [await run(["check"]), await run(["adopt", "--offline"]), await run(["gen"])];
    write("workflows-src/ci.workflow.ts", workflowSource("ci", "pull_request"));
    const whole = await answers();
    const text = read(path);
    git("checkout", "-q", path);
    breakIt(repository);
    assert.equal(await answers(), whole);
    assert.is(read(path), text);
  });
}

test("is no matter where it cannot be written", async ({ run, write, read, remove }) => {
  remove("node_modules/.cache");
  write("node_modules/.cache", "a file in the way");
  write("workflows-src/ci.workflow.ts", workflowSource("ci", "pull_request"));
  assert.equal(await run(["gen"]), { code: 0, stdout: `updated ${path}\n1 file: 1 updated\n`, stderr: "" });
  assert.match(read(path), "on: pull_request");
});

test("a run that finds everything in step asks neither it nor git", async ({ run, root }) => {
  const asked: string[] = [];
  const recall = (name: string) => {
    asked.push(name.slice(root.length + 1));
    return nodeFiles.recall(name);
  };
  const git = {
    blobIds: () => Promise.reject(new Error("git was asked")),
    committed: () => Promise.reject(new Error("git was asked")),
    staged: () => Promise.reject(new Error("git was asked")),
    files: () => undefined,
    revision: () => undefined,
    versions: () => [],
    head: () => undefined,
    changed: () => undefined,
    mergeBase: () => undefined,
    origin: () => ({}),
  };
  assert.is((await run(["check"], { files: { recall }, git })).code, 0);
  assert.is((await run(["check"], { git })).stdout, "1 file: 1 in step; 0 findings\n");
  assert.equal(
    asked.filter((name) => name === record),
    [],
  );
});

test("is asked before git", async ({ run, write }) => {
  write("workflows-src/ci.workflow.ts", workflowSource("ci", "pull_request"));
  const git = {
    blobIds: () => Promise.reject(new Error("git was asked")),
    committed: async () => undefined,
    staged: async () => undefined,
    files: () => undefined,
    revision: () => undefined,
    versions: () => [],
    head: () => undefined,
    changed: () => undefined,
    mergeBase: () => undefined,
    origin: () => ({}),
  };
  assert.is((await run(["gen"], { git })).code, 0);
});

test.run();
