import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";
import { makeRepository } from "./repository.ts";

const test = suite<GitRepository>("yardmaster lint");

const wrong = `on:
  push:
    branches: [main]
    branches-ignore: [old]
  schedule:
    - cron: "*/2 * * * *"
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - run: "true"
permissions: {}
`;
const right = `name: right
on: push
permissions: {}
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - run: "true"
`;
const exclusive =
  ":4:22 error filters-exclusive: GitHub refuses the event `push`: you may only define one of `branches` and `branches-ignore` for a single event.";

test.before.each((repository) => {
  Object.assign(
    repository,
    makeGitRepository({ ".github/workflows/wrong.yml": wrong, ".github/workflows/right.yaml": right }),
  );
});
test.after.each((repository) => repository.dispose());

/** The lines that say where something is and what. */
function heads(stdout: string): readonly string[] {
  return stdout.split("\n").filter((line) => /^\S+ ?(?:error|warning) [a-z-]+: /.test(line));
}

test("without a path, judges the repository around the folder, and needs no sources", async ({ run, root }) => {
  const { code, stdout, stderr } = await run(["lint"], { cwd: `${root}/.github` });
  assert.is(code, 1);
  assert.is(
    stdout,
    `.github/workflows/wrong.yml${exclusive}
   4 |     branches-ignore: [old]
     |                      ^^^^^
  see: .github/workflows/wrong.yml:3:15: \`branches\` is given here.
  hint: Keep \`branches\`, and exclude there by a pattern that begins with \`!\`, behind the others.
.github/workflows/wrong.yml:6:13 warning cron-too-often: The schedule "*/2 * * * *" comes after 2 minutes; GitHub runs one at most every 5 minutes.
   6 |     - cron: "*/2 * * * *"
     |             ^^^^^^^^^^^^^
  hint: Leave at least 5 minutes between two runs, such as \`*/5 * * * *\`.
`,
  );
  assert.is(stderr, "2 files: 1 error, 1 warning (0.00 s)\n");
  assert.equal(await run(["lint", ".github/workflows/right.yaml"]), {
    code: 0,
    stdout: "",
    stderr: "1 file: nothing found (0.00 s)\n",
  });
});
test("finds every action that git would commit, and what Dependabot is told", async ({ run, write }) => {
  write(".gitignore", "node_modules/\nbuilt/\n");
  write("built/action.yml", "runs: 1\n");
  write("tools/a/action.yml", "runs: {using: nothing}\n");
  write("action.yaml", "name: a\n");
  write(".github/dependabot.yml", "version: 2\nversion: 2\n");
  write(".github/other.yml", "a: [\n");
  write("part/.github/workflows/ci.yml", wrong);
  const { stdout, stderr } = await run(["lint"]);
  assert.match(stderr, /^5 files: /);
  const files = heads(stdout).map((line) => line.split(":")[0]);
  assert.equal([...new Set(files)].sort(), [
    ".github/dependabot.yml",
    ".github/workflows/wrong.yml",
    "action.yaml",
    "tools/a/action.yml",
  ]);
});
test("takes files and folders, whatever they are called, and those of other repositories", async (repository) => {
  const { run, write } = repository;
  const other = makeRepository({ "x/ci.yml": wrong, "x/notes.yml": "a: 1\n", "x/data.json": "{}" });
  try {
    write("templates/a.yml", wrong);
    write("templates/notes.yml", "a: 1\n");
    const { stdout, code } = await run(["lint", "templates", `${other.root}/x/ci.yml`]);
    assert.is(code, 1);
    const [first, , third] = heads(stdout);
    assert.is(first, `templates/a.yml${exclusive}`);
    assert.match(third ?? "", /^\.\.\/yardmaster-test-\w+\/x\/ci\.yml:4:22 error filters-exclusive: /);
    assert.match((await run(["lint", `${other.root}/x`])).stderr, /^1 file: 1 error, 1 warning /);
  } finally {
    other.dispose();
  }
});
test("says what it cannot judge, exits 2, and judges the rest", async ({ run, write }) => {
  write("notes.yml", "a: 1\n");
  write("README.md", "text\n");
  write(".github/actions/empty/run.sh", "true\n");
  write("torn.yml", "on: push\njobs: [\n");
  const paths = ["notes.yml", "README.md", "gone.yml", ".github/actions/empty", "torn.yml"];
  const { code, stdout } = await run(["lint", ...paths, ".github/workflows/wrong.yml", "--format", "json"]);
  assert.is(code, 2);
  const findings: { file: string; line: number; code: string; message: string }[] = JSON.parse(stdout).findings;
  assert.equal(
    findings.map(({ file, line, code }) => `${file}:${line} ${code}`),
    [
      "README.md:1 not-linted",
      "gone.yml:1 lint-path-missing",
      ".github/actions/empty:1 nothing-to-lint",
      ".github/workflows/wrong.yml:4 filters-exclusive",
      ".github/workflows/wrong.yml:6 cron-too-often",
      "notes.yml:1 not-linted",
      "torn.yml:3 yaml-syntax",
    ],
  );
  assert.is(findings[1]?.message, 'There is no file or folder "gone.yml".');
  assert.match(findings[2]?.message ?? "", 'The folder ".github/actions/empty" holds no workflow');
});
test("a file that the system refuses to read is named, and the others are judged", async ({ run }) => {
  const { nodeFiles } = await import("@yardmaster/compiler");
  const { FileError } = await import("@yardmaster/core");
  const readAll: typeof nodeFiles.readAll = (paths) => {
    if (paths.some((path) => path.endsWith("right.yaml")))
      throw new FileError("read", paths[0] ?? "", "permission denied");
    return nodeFiles.readAll(paths);
  };
  const given = [".github/workflows/right.yaml", ".github/workflows/wrong.yml", "--fail-on=error"];
  const { code, stdout } = await run(["lint", ...given], { files: { readAll } });
  assert.is(code, 2);
  assert.equal(
    heads(stdout).map((line) => line.split(": ")[0]),
    [
      ".github/workflows/right.yaml error lint-path-refused",
      ".github/workflows/wrong.yml:4:22 error filters-exclusive",
      ".github/workflows/wrong.yml:6:13 warning cron-too-often",
    ],
  );
});
test("reads the other files of the repository when one is named", async ({ run, write }) => {
  write(
    ".github/workflows/called.yml",
    right.replace("on: push", "on: {workflow_call: {inputs: {n: {type: number}}}}"),
  );
  write(
    ".github/workflows/caller.yml",
    "on: push\njobs: {a: {uses: ./.github/workflows/called.yml, with: {n: true}}}\n",
  );
  const { stdout } = await run(["lint", ".github/workflows/caller.yml"]);
  assert.match(heads(stdout).join("\n"), /^\.github\/workflows\/caller\.yml:2:\d+ \w+ call-input-type: /m);
});
test("`--fail-on error` lets warnings pass", async ({ run, write }) => {
  write(".github/workflows/wrong.yml", wrong.replace("    branches-ignore: [old]\n", ""));
  assert.is((await run(["lint"])).code, 1);
  const { code, stdout } = await run(["lint", "--fail-on", "error"]);
  assert.equal([code, heads(stdout).length], [0, 1]);
});
test("prints annotations where a runner reads them", async ({ run }) => {
  const { stdout } = await run(["lint", "--format=github"]);
  assert.match(
    stdout,
    /^::error file=\.github\/workflows\/wrong\.yml,line=4,endLine=4,col=22,endColumn=27,title=filters-exclusive::/m,
  );
});
test("says where there is no repository", async () => {
  const nowhere = makeRepository({});
  const result = await nowhere.run(["lint"]);
  nowhere.dispose();
  assert.equal(result, {
    code: 2,
    stdout: "",
    stderr: "There is no repository around <root>. Name files or folders, or change into a repository.\n",
  });
});
test.run();
