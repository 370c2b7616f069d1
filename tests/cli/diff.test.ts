import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { fromMarkdown } from "mdast-util-from-markdown";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type GitRepository, makeGitRepository } from "./git-repository.ts";
import { makeRepository, workflowSource } from "./repository.ts";

const test = suite<GitRepository>("yardmaster diff");
const [, schema = ""] = /^```json schema\n([\s\S]*?)^```$/m.exec(readFileSync("docs/diff.md", "utf8")) ?? [];
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(JSON.parse(schema));
const problems = (value: unknown): string => (validate(value) ? "" : JSON.stringify(validate.errors));

const file = ".github/workflows/ci.yml";
const workflow = (job = "", on = "push") =>
  `on: ${on}\npermissions: {}\njobs: {j: {runs-on: ubuntu-24.04, ${job} steps: [{run: make}]}}\n`;

test.before.each((repository) => {
  Object.assign(repository, makeGitRepository({ [file]: workflow() }));
  repository.commit();
});
test.after.each((repository) => repository.dispose());

test("compares a commit with the working tree, which need not be committed", async ({ root, run, write }) => {
  assert.equal(await run(["diff", "HEAD"]), {
    code: 0,
    stdout: "From HEAD to working tree\nNo change in behaviour.\n",
    stderr: "",
  });
  write(file, workflow("permissions: {contents: write}, timeout-minutes: 5,"));
  const stdout = `From HEAD to working tree
2 changes, of which 1 widens what may happen: permissions 1, timeouts 1.

Permissions
  widens  ci.yml: Permission \`contents\` of job \`j\`: \`none\`, now \`write\`

Timeouts
  changes ci.yml: Timeout of job \`j\`: \`360\` minutes, now \`5\` minutes
`;
  assert.equal(await run(["diff", "HEAD"]), { code: 0, stdout, stderr: "" });
  const below = await run(["diff", "HEAD"], { cwd: `${root}/.github/workflows` });
  assert.is(below.stdout, stdout);
});

test("compares two commits, either way, and knows a renamed file by git", async ({
  run,
  write,
  remove,
  commit,
  git,
}) => {
  const long = (job: string) => `${workflow(job)}${"# A comment that stays.\n".repeat(9)}`;
  write(file, long(""));
  commit();
  git("tag", "before");
  remove(file);
  write(".github/workflows/renamed.yml", long("timeout-minutes: 5,"));
  commit();
  git("tag", "after");
  const changes = async (...names: readonly string[]) =>
    JSON.parse((await run(["diff", ...names, "--format", "json"])).stdout).changes.map(
      (change: { readonly file: string; readonly sentence: string }) => `${change.file}: ${change.sentence}`,
    );
  const now = ".github/workflows/renamed.yml";
  const forth = [
    `${now}: The file was called \`${file}\``,
    `${now}: Timeout of job \`j\`: \`360\` minutes, now \`5\` minutes`,
  ];
  assert.equal(await changes("before", "after"), forth);
  assert.equal(await changes("before"), forth);
  assert.equal(await changes("after", "before"), [
    `${file}: The file was called \`${now}\``,
    `${file}: Timeout of job \`j\`: \`5\` minutes, now \`360\` minutes`,
  ]);
});

test("begins where the branch leaves the default branch, unless something is named", async ({
  run,
  write,
  commit,
  git,
}) => {
  git("checkout", "-q", "-b", "work");
  write(file, workflow("timeout-minutes: 5,"));
  commit();
  git("checkout", "-q", "main");
  write(file, workflow("timeout-minutes: 7,"));
  commit();
  git("checkout", "-q", "work");
  const base = git("merge-base", "main", "work").slice(0, 12);
  const { stdout } = await run(["diff"]);
  assert.is(stdout.split("\n")[0], `From ${base} (merge base with main) to working tree`);
  assert.match(stdout, "`360` minutes, now `5` minutes");
  git("branch", "-q", "-m", "main", "trunk");
  assert.equal(await run(["diff"]), {
    code: 2,
    stdout: "",
    stderr:
      "git knows no default branch in <root>: name what to compare with. Run `yardmaster help diff` for what there is.\n",
  });
});

test("compares folders, whether git knows them or not; a commit comes before a folder of its name", async ({
  run,
  write,
  git,
}) => {
  write(`old/${file}`, workflow());
  write(`new/${file}`, workflow("timeout-minutes: 5,"));
  git("tag", "new");
  const widths = async (...names: readonly string[]) => (await run(["diff", ...names])).stdout.split("\n")[1];
  assert.match((await widths("old", "./new")) ?? "", /^1 change, /);
  assert.is(await widths("old", "new"), "No change in behaviour.");
  assert.match((await widths("HEAD", "./new")) ?? "", /^1 change, /);
  const plain = makeRepository({ [`a/${file}`]: workflow(), [`b/${file}`]: workflow("name: B,") });
  try {
    const { code, stdout } = await plain.run(["diff", "a", "b"]);
    assert.is(code, 0);
    assert.match(stdout, "Check `j` of job `j` is now `B`");
  } finally {
    plain.dispose();
  }
});

test("takes the working tree as its sources make it, and says what is wrong with them", async ({ run, write }) => {
  write("workflows-src/ci.workflow.ts", workflowSource("ci", "pull_request"));
  const { stdout } = await run(["diff", "HEAD"]);
  assert.match(stdout, "`pull_request` starts it now");
  write("workflows-src/ci.workflow.ts", "export const made = ;\n");
  const { code, stderr } = await run(["diff", "HEAD"]);
  assert.is(code, 2);
  assert.match(stderr, "ci.workflow.ts");
});

test("fails on the kinds that are named, and on what widens", async ({ run, write }) => {
  write(file, workflow("permissions: {contents: read}, timeout-minutes: 5,"));
  const code = async (kinds: string) => (await run(["diff", "HEAD", "--fail-on", kinds])).code;
  assert.equal(
    [await code("permissions"), await code("secrets, timeouts"), await code("secrets"), await code("widening")],
    [1, 1, 0, 1],
  );
  write(file, workflow("timeout-minutes: 5,"));
  assert.equal([await code("widening"), await code("timeouts")], [0, 1]);
});

test("compares the others where a file is no workflow, and does not pass it where something is asked", async ({
  run,
  write,
}) => {
  write(".github/workflows/b.yml", workflow());
  write(file, "on: [push\n");
  const { code, stdout, stderr } = await run(["diff", "HEAD"]);
  assert.is(code, 0);
  assert.match(stderr, /^\.github\/workflows\/ci\.yml is no workflow in the new one, and is not compared: line \d+/);
  assert.match(stdout, "b.yml: The workflow is new");
  assert.not.match(stdout, "ci.yml");
  assert.is((await run(["diff", "HEAD", "--fail-on", "pins"])).code, 1);
  const markdown = (await run(["diff", "HEAD", "--format", "markdown"])).stdout;
  assert.match(markdown, "Not compared: `.github/workflows/ci.yml`, which is no workflow in the new one: `line");
  const json = JSON.parse((await run(["diff", "HEAD", "--format", "json"])).stdout);
  assert.is(problems(json), "");
  assert.equal([json.unreadable[0].side, json.unreadable[0].file], ["new", file]);
});

test("refuses what it does not know", async ({ run }) => {
  const help = " Run `yardmaster help diff` for what there is.\n";
  for (const [argv, stderr] of [
    [["nowhere"], '"nowhere" is neither a commit that git knows in <root>, nor a folder.'],
    [["HEAD", "./nowhere"], "There is no folder <root>/nowhere."],
    [["HEAD", "."], undefined],
    [["HEAD", ".github"], "There is no folder .github/workflows in <root>/.github."],
    [["--", "--all"], '"--all" is neither a commit that git knows in <root>, nor a folder.'],
    [["a", "b", "c"], "`diff` takes two at most, and got 3."],
    [["HEAD", "--fail-on", "permision"], '--fail-on knows no kind "permision". Did you mean permissions?'],
    [["HEAD", "--fail-on", "pins,"], '--fail-on knows no kind "".'],
  ] as const) {
    const said = await run(["diff", ...argv]);
    if (stderr === undefined) assert.is(said.code, 0);
    else {
      assert.equal([said.code, said.stdout], [2, ""], argv.join(" "));
      assert.is(said.stderr.slice(0, stderr.length), stderr);
      assert.is(said.stderr.slice(-help.length), help);
    }
  }
});

test("gives programs what its page says", async ({ run, write }) => {
  write(file, workflow("permissions: {contents: write},", "[push, fork]"));
  const said = JSON.parse((await run(["diff", "HEAD", "--format", "json"])).stdout);
  assert.is(problems(said), "");
  assert.equal(said, {
    version: 1,
    old: "HEAD",
    new: "working tree",
    changes: [
      {
        kind: "triggers",
        severity: "widens",
        sentence: "`fork` starts it now, by anyone with an account",
        file,
        path: "on.fork",
        old: null,
        new: "fork",
      },
      {
        kind: "people",
        severity: "widens",
        sentence: "The workflow is started by anyone with an account, before by people with write access",
        file,
        path: "on",
        old: "write",
        new: "anyone",
      },
      {
        kind: "permissions",
        severity: "widens",
        sentence: "Permission `contents` of job `j`: `none`, now `write`",
        file,
        path: "jobs.j.permissions",
        old: "none",
        new: "write",
      },
    ],
    unreadable: [],
  });
  assert.is.not(problems({ ...said, more: 1 }), "");
  assert.is.not(problems({ ...said, changes: [{ ...said.changes[0], kind: "x" }] }), "");
});

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

function nodes(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(nodes)];
}

test("writes Markdown in which texts of workflows are code and nothing else", async ({ run, write }) => {
  const hostile = "@octo/all `x` ](http://x) <img src=x> **b** https://x.test | ~~~ ## ::error::x ##[error]y";
  const text = `name: "${hostile}"
on: {push: {branches: ["${hostile}"]}, workflow_dispatch: {inputs: {"${hostile}": {type: "${hostile}", default: "\`\`\`${hostile}"}}}}
permissions: {}
jobs:
  j:
    name: "${hostile}\\n\\n# ${hostile}"
    runs-on: "${hostile}"
    if: "contains('${hostile}', 'x')"
    environment: "${hostile}"
    container: "${hostile}"
    concurrency: "${hostile}"
    env: {"${hostile}": "${hostile}"}
    steps:
      - {name: "${hostile}", uses: "${hostile}"}
      - {uses: "a/b@v1](x)"}
      - {run: "${hostile}", with: {"${hostile}": "${hostile}"}}
`;
  write(file, text);
  write(".github/workflows/@octo <b> `x`.yml", text);
  const { stdout } = await run(["diff", "HEAD", "--format", "markdown"]);
  const all = nodes(fromMarkdown(stdout) as Node);
  const types = new Set(all.map(({ type }) => type));
  assert.equal([...types].sort(), ["heading", "inlineCode", "list", "listItem", "paragraph", "root", "strong", "text"]);
  for (const { type, value = "" } of all)
    if (type === "text") assert.not.match(value, /octo|[<>@`|[\]]|http|::/, value);
  assert.not.match(stdout, /^::|##\[/m);
  const human = await run(["diff", "HEAD"]);
  assert.not.match(human.stdout, /^\s*::|##\[/m);
});

test("leaves out of Markdown what a comment would not take, and says how much", async ({ run, write }) => {
  const jobs = Array.from(
    { length: 700 },
    (_, index) => `  j${index}: {runs-on: x, name: ${"n".repeat(90)}${index}, steps: []}\n`,
  );
  write(file, `on: push\npermissions: {}\njobs:\n${jobs.join("")}`);
  const { stdout } = await run(["diff", "HEAD", "--format", "markdown"]);
  const total = Number(/\*\*(\d+) changes/.exec(stdout)?.[1]);
  const left = Number(/^(\d+) changes more than this page takes\.$/m.exec(stdout)?.[1]);
  const listed = stdout.split("\n").filter((each) => each.startsWith("- ")).length;
  assert.ok(left > 0);
  assert.is(listed + left, total);
  assert.ok(stdout.length < 65_536, String(stdout.length));
});

test.run();
