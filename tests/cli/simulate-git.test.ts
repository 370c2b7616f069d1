import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";

// What nobody says of an event is git's: without the network, from whatever is checked out.

const test = suite<GitRepository>("yardmaster simulate: what is taken from git");

const ci = `on: {push: {paths: ["src/**"]}, pull_request: {paths: ["src/**"]}}
permissions: {}
jobs: {a: {if: "!contains(github.event.head_commit.message, 'x')", runs-on: x, steps: [{run: a}]}}
`;

test.before.each((repository) => {
  Object.assign(repository, makeGitRepository({ ".github/workflows/ci.yml": ci, "src/a.ts": "a", "docs/a.md": "a" }));
  repository.commit();
});
test.after.each((repository) => repository.dispose());

const said = (stderr: string): string => stderr.replaceAll(/\b[0-9a-f]{7}\b/g, "<commit>");

test("of a push: branch, commit, message and the files of the commit, two dots", async ({
  run,
  write,
  commit,
  git,
}) => {
  git("remote", "add", "origin", "https://token:secret@github.example/octo/app.git");
  git("config", "user.email", "12+mona@users.noreply.github.com");
  write("src/b.ts", "b");
  write("src/ä b.ts", "b");
  commit();
  const { code, stdout, stderr } = await run(["simulate"]);
  assert.is(code, 0);
  assert.match(stdout, "push on refs/heads/main by mona");
  assert.match(stdout, "  `on` lists `push`; `src/**` of `paths` matches `src/b.ts`\n");
  assert.is(
    said(stderr),
    "From git: repository octo/app, commit <commit>, refs/heads/main, actor mona, its message, 2 changed files (<commit>..<commit>).\nAssumed: a push, default branch main, a public repository.\n",
  );
});

test("of a file that was renamed: both names", async ({ run, git, commit }) => {
  git("mv", "src/a.ts", "docs/b.ts");
  commit();
  const { stdout, stderr } = await run(["simulate"]);
  assert.match(said(stderr), "2 changed files");
  assert.match(stdout, "`src/**` of `paths` matches `src/a.ts`");
});

test("of the first commit: all of its files", async ({ run }) => {
  const { stdout, stderr } = await run(["simulate"]);
  assert.match(said(stderr), "4 changed files (all of <commit>)");
  assert.match(stdout, "ci.yml  starts");
});

test("of a shallow clone no files: those of its commit cannot be told from all the others", async ({
  root,
  run,
  write,
  commit,
  git,
}) => {
  write("docs/a.md", "b");
  commit();
  git("clone", "-q", "--depth", "1", `file://${root}`, "shallow");
  const { code, stderr } = await run(["simulate"], { cwd: `${root}/shallow` });
  assert.is(code, 2);
  assert.not.match(stderr, /\d changed file/);
  assert.match(stderr, "`paths` needs the list of changed files");
});

test("of a push since another commit", async ({ run, write, commit }) => {
  write("src/a.ts", "b");
  commit();
  write("docs/a.md", "b");
  commit();
  assert.match((await run(["simulate"])).stdout, "ci.yml does not start: no pattern of `paths` matches `docs/a.md`");
  assert.match((await run(["simulate", "--base", "HEAD~2"])).stdout, "ci.yml  starts");
});

test("of a tag that is checked out, for which paths are not asked", async ({ run, git }) => {
  git("tag", "v1");
  git("checkout", "-q", "--detach");
  assert.match((await run(["simulate"])).stdout, "push on refs/tags/v1");
});

test("of a pull request: the branch, and what it changes since the default branch, three dots", async ({
  run,
  write,
  commit,
  git,
}) => {
  git("checkout", "-q", "-b", "topic");
  write("docs/a.md", "b");
  commit();
  git("checkout", "-q", "main");
  write("src/a.ts", "b");
  commit();
  git("checkout", "-q", "topic");
  const { stdout, stderr } = await run(["simulate", "--event", "pull_request"]);
  assert.match(said(stderr), "1 changed file (main...<commit>)");
  assert.match(stdout, "ci.yml does not start: no pattern of `paths` matches `docs/a.md`");
});

test("of a payload's commits, where git knows them", async ({ run, write, commit, git }) => {
  write("docs/a.md", "b");
  commit();
  const [after, before] = git("log", "--format=%H").split("\n");
  const payload = (from = "", to = "") => ({
    ref: "refs/heads/main",
    before: from,
    after: to,
    repository: { full_name: "octo/app", default_branch: "main" },
    sender: { login: "mona" },
    head_commit: { id: to, message: "y" },
    commits: [],
  });
  write("e.json", JSON.stringify(payload(before, after)));
  assert.match(
    (await run(["simulate", "e.json", "--event", "push"])).stdout,
    "no pattern of `paths` matches `docs/a.md`",
  );
  write("e.json", JSON.stringify(payload("1".repeat(40), "2".repeat(40))));
  const unknown = await run(["simulate", "e.json", "--event", "push"]);
  assert.is(unknown.code, 2);
  assert.match(unknown.stderr, "`paths` needs the list of changed files");
});

test("nothing of what is said, and nothing where git is not there", async ({ run }) => {
  const argv = [
    "simulate",
    "--ref",
    "other",
    "--files",
    "src/x",
    "--actor",
    "lisa",
    "--message",
    "y",
    "--sha",
    "a".repeat(40),
  ];
  const { stdout, stderr } = await run(argv);
  assert.match(stdout, "push on refs/heads/other by lisa");
  assert.is(stderr, "Assumed: a push, the name owner/repository, default branch main, a public repository.\n");
  const nowhere = {
    blobIds: async () => undefined,
    committed: async () => undefined,
    staged: async () => undefined,
    files: () => undefined,
    revision: () => undefined,
    versions: () => [],
    head: () => undefined,
    changed: () => undefined,
    origin: () => ({}),
    mergeBase: () => undefined,
  };
  assert.equal(await run(["simulate"], { git: nowhere }), {
    code: 2,
    stdout: "",
    stderr: "A `push` is of a branch or a tag: say which with `--ref`, as `main` or `refs/tags/v1`.\n",
  });
});

test("passes nothing to git that it would take for an option", async ({ run }) => {
  const { code, stderr } = await run(["simulate", "--base=--output=stolen", "--ref", "main"]);
  assert.is(code, 2);
  assert.match(stderr, "`paths` needs the list of changed files");
});

test("where GitHub takes the default branch's workflows, those that are others there are named", async ({
  run,
  write,
  commit,
  git,
}) => {
  const answer = "on: issue_comment\npermissions: {}\njobs: {a: {runs-on: x, steps: [{run: a}]}}\n";
  write(".github/workflows/answer.yml", answer);
  write(".github/workflows/same.yml", answer);
  commit();
  const told = async (event: string, ...more: string[]) => {
    const lines = (await run(["simulate", "--event", event, ...more])).stderr.split("\n");
    return lines.filter((line) => line.startsWith("GitHub takes"));
  };
  assert.equal(await told("issue_comment"), []);
  git("checkout", "-q", "-b", "topic");
  write(".github/workflows/answer.yml", answer.replace("run: a", "run: b"));
  write(".github/workflows/new.yml", answer);
  write(".github/workflows/same.yml", `${answer}# changed\n`);
  commit();
  const sentence = (differing: string) =>
    `GitHub takes the workflows of main for issue_comment: ${differing}; this is what the files here would do. \`--revision main\` takes those.`;
  assert.equal(await told("issue_comment"), [
    sentence("answer.yml is another there, new.yml is not there, same.yml is another there"),
  ]);
  assert.equal(await told("pull_request"), []);
  assert.equal(await told("issue_comment", "--revision", "main"), []);
});

test("those that start there alone are named as well, and those that a workflow calls", async ({
  run,
  write,
  commit,
  git,
}) => {
  const answer = "on: issue_comment\npermissions: {}\njobs: {a: {runs-on: x, steps: [{run: a}]}}\n";
  const called = answer.replace("issue_comment", "workflow_call");
  const file = (name: string) => `.github/workflows/${name}.yml`;
  write(file("gone"), answer);
  write(file("starts"), answer);
  write(file("idle"), answer.replace("issue_comment", "push"));
  write(file("calls"), "on: issue_comment\npermissions: {}\njobs: {a: {uses: ./.github/workflows/called.yml}}\n");
  write(file("called"), called);
  write(file("uncalled"), called);
  commit();
  git("checkout", "-q", "-b", "topic");
  git("rm", "-q", file("gone"));
  write(file("starts"), answer.replace("issue_comment", "push"));
  write(file("idle"), answer);
  write(file("called"), called.replace("run: a", "run: b"));
  write(file("uncalled"), called.replace("run: a", "run: b"));
  commit();
  const { stdout, stderr } = await run(["simulate", "--event", "issue_comment"]);
  assert.match(
    stderr,
    "for issue_comment: called.yml is another there, gone.yml is only there, idle.yml does not start there, starts.yml starts there; this",
  );
  assert.match(stdout, "idle.yml  starts");
  const there = await run(["simulate", "--event", "issue_comment", "--revision", "main"]);
  for (const name of ["gone", "starts", "calls"]) assert.match(there.stdout, `${name}.yml  starts`);
  assert.not.match(there.stdout, "idle.yml  starts");
  assert.not.match(there.stderr, "GitHub takes");
});

test("a revision that git does not know, one without workflows, and one to execute are refused", async ({
  run,
  write,
  commit,
  git,
}) => {
  git("rm", "-rq", ".github");
  commit();
  const empty = git("rev-parse", "HEAD").trim();
  git("revert", "--no-edit", "HEAD");
  write("x", "x");
  for (const [given, sentence] of [
    [
      ["--revision", "nowhere"],
      'Git knows no commit "nowhere" here: name a branch, tag or commit that has been fetched.\n',
    ],
    [["--revision=--output=stolen"], 'Git knows no commit "--output=stolen" here'],
    [["--revision", empty], `The commit ${empty} has no workflows.\n`],
    [
      ["--revision", "main", "--exec"],
      "`--exec` executes the files here, and `--revision` simulates others: check the commit out.\n",
    ],
  ] as const) {
    const { code, stdout, stderr } = await run(["simulate", ...given]);
    assert.is(code, 2);
    assert.is(stdout, "");
    assert.ok(stderr.includes(sentence), stderr);
  }
});

test.run();
