import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

const test = suite("yardmaster simulate");

const ci = `name: CI
on:
  push: {branches: [main], paths: ["src/**"]}
  workflow_dispatch: {inputs: {level: {type: string, default: low}}}
permissions: {contents: read}
jobs:
  build:
    runs-on: ubuntu-24.04
    outputs: {size: "\${{ steps.weigh.outputs.size }}"}
    steps:
      - {id: weigh, run: ./weigh}
  warn:
    needs: build
    if: needs.build.outputs.size == 'big'
    runs-on: ubuntu-24.04
    steps: [{run: ./warn}]
`;
const comments =
  "on: {issue_comment: {types: [created]}}\njobs: {a: {if: \"contains(github.event.comment.body, '/go')\", runs-on: x, steps: [{run: a}]}}\n";
const files = { ".github/workflows/ci.yml": ci, ".github/workflows/comments.yml": comments };
const facts = JSON.stringify({ name: "octo/app", visibility: "private", defaultPermissions: "restricted", runs: [] });

async function simulate(argv: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const repository = makeRepository({ ...files, "facts.json": facts, ...more });
  try {
    return await repository.run(["simulate", ...argv]);
  } finally {
    repository.dispose();
  }
}

const place = ["--ref", "main", "--files", "src/a.ts", "--actor", "mona", "--facts", "facts.json"];

test("says for people what starts, with its jobs, and what does not", async () => {
  assert.equal(await simulate(place), {
    code: 0,
    stdout: `push on refs/heads/main by mona at 2026-11-22T12:00:00Z
1 of 2 workflows starts

ci.yml  CI  starts
  \`on\` lists \`push\`; \`main\` of \`branches\` matches \`main\`; \`src/**\` of \`paths\` matches \`src/a.ts\`
  stands on refs/heads/main
  build  runs     ubuntu-24.04
      token contents: read
  warn   unknown  it depends on \`needs.build.outputs.size\`
      ubuntu-24.04
      token contents: read

1 workflow does not start (--all shows why)
`,
    stderr: "Assumed: a push, default branch main.\n",
  });
});

test("shows the steps of one workflow, by its path, its file or its name", async () => {
  const names = [".github/workflows/ci.yml", "ci.yml", "ci", "CI"];
  const shown = await Promise.all(names.map((name) => simulate([...place, "--workflow", name])));
  for (const { stdout } of shown) assert.is(stdout, shown[0]?.stdout);
  assert.match(shown[0]?.stdout ?? "", "      token contents: read\n       1 runs     Run ./weigh\n");
  assert.equal(await simulate([...place, "--workflow", "cj"]), {
    code: 2,
    stdout: "",
    stderr: 'Assumed: a push, default branch main.\nThere is no workflow "cj": did you mean ci?\n',
  });
});

test("names the closest miss where nothing starts", async () => {
  const { stdout, code } = await simulate(["--ref", "topic", "--files", "src/a.ts", "--all"]);
  assert.is(code, 0);
  assert.match(
    stdout,
    `0 of 2 workflows start

Nothing starts. ci.yml comes closest: no pattern of \`branches\` matches \`topic\`

Not started
  ci.yml        no pattern of \`branches\` matches \`topic\`
  comments.yml  \`on\` does not list \`push\`
`,
  );
});

test("takes what jobs and steps come to from a file", async () => {
  const outputs = JSON.stringify({ jobs: { build: { steps: { weigh: { outputs: { size: "big" } } } } } });
  const { stdout, code } = await simulate([...place, "--outputs", "o.json"], { "o.json": outputs });
  assert.is(code, 0);
  assert.match(stdout, "  warn   runs     ubuntu-24.04\n");
});

test("takes fields and inputs from the command line, and lists what GitHub's examples decided", async () => {
  const set = await simulate(["--event", "issue_comment", "--set", "comment.body=/go now", "--actor", "mona"]);
  assert.match(set.stdout, "  a  runs     x\n");
  assert.match(set.stdout, "Decided by values of GitHub's examples: github.event.action (--set states them)\n");
  const unset = await simulate(["--event", "issue_comment", "--action", "created", "--actor", "mona"]);
  assert.match(unset.stdout, "  a  skipped  ");
  assert.match(unset.stdout, "Decided by values of GitHub's examples: github.event.comment.body (--set states them)\n");
  const dispatched = ["--event", "workflow_dispatch", "--workflow", "ci", "--ref", "main"];
  assert.is((await simulate([...dispatched, "--input", "level=high"])).code, 0);
  const wrong = await simulate([...dispatched, "--input", "levle=high"]);
  assert.match(wrong.stdout, "ci.yml does not start: ");
  assert.match(wrong.stdout, "`levle`");
});

test("takes a webhook's payload, and the github context of a run", async () => {
  const payload = { action: "created", issue: { number: 1 }, comment: { body: "/go" }, sender: { login: "mona" } };
  const repository = { full_name: "octo/app", default_branch: "main" };
  const event = JSON.stringify({ ...payload, repository });
  const plain = await simulate(["e.json", "--event", "issue_comment"], { "e.json": event });
  assert.match(plain.stdout, "issue_comment (created) on refs/heads/main by mona");
  assert.match(plain.stdout, "  a  runs     x\n");
  const context = JSON.stringify({
    event_name: "issue_comment",
    ref: "refs/heads/main",
    sha: "b".repeat(40),
    actor: "lisa",
    event: { ...payload, repository },
  });
  const dumped = await simulate(["e.json"], { "e.json": context });
  assert.match(dumped.stdout, "issue_comment (created) on refs/heads/main by lisa");
  assert.match(dumped.stdout, "  a  runs     x\n");
});

test("a field that is a text stays one, another is read as JSON", async () => {
  const body = await simulate(["--event", "issue_comment", "--set", "comment.body=[1]", "--format", "json"]);
  const said = `contains(github.event.comment.body, '/go')`;
  assert.match(
    JSON.parse(body.stdout).workflows[1].run.jobs[0].reason.text,
    `\`${said}\` is false: \`github.event.comment.body\` is '[1]'`,
  );
  const list = await simulate([
    "--event",
    "issue_comment",
    "--set",
    "comment.reactions=[1]",
    "--set",
    "comment.body=/go",
  ]);
  assert.match(list.stdout, "  a  runs     x\n");
});

test("says as a note what was given and changes nothing", async () => {
  const outputs = { jobs: { warn: { steps: { "0": { outcome: "failure" } } }, build: { outputs: { size: "small" } } } };
  const { code, stderr } = await simulate([...place, "--outputs", "o.json"], { "o.json": JSON.stringify(outputs) });
  assert.is(code, 0);
  assert.match(stderr, "o.json: note: the job `warn` is skipped: ");
});

test("prints the trace for programs, with what is not known by what it depends on", async () => {
  const { stdout, code } = await simulate([...place, "--format", "json"]);
  assert.is(code, 0);
  const { version, workflows, problems } = JSON.parse(stdout);
  assert.equal([version, problems, workflows.length], [1, [], 2]);
  const [build, warn] = workflows[0].run.jobs;
  assert.equal(build.outputs, { size: { unknown: ["steps.weigh.outputs.size"] } });
  assert.equal(warn.reason, {
    code: "condition-unknown",
    text: "it depends on `needs.build.outputs.size`",
    dependsOn: ["needs.build.outputs.size"],
    path: ["jobs", "warn", "if"],
  });
});

for (const { name, argv, more = {}, code = 2, stderr } of [
  {
    name: "an unknown event",
    argv: ["--event", "pusch"],
    stderr: "There is no event `pusch`: did you mean `push`.\n",
  },
  {
    name: "a filter of paths without files",
    argv: ["--ref", "main", "--facts", "facts.json", "--actor", "a"],
    stderr:
      "Assumed: a push, default branch main.\n.github/workflows/ci.yml: `paths` needs the list of changed files: give them with `--files`, none of them as an empty list.\n",
  },
  {
    name: "a file that is no JSON, with its line",
    argv: ["e.json"],
    more: { "e.json": '{\n  "a": [1,]\n}\n' },
    stderr: "e.json:2:11 is no JSON from here on.\n",
  },
  { name: "a file that is not there", argv: ["e.json"], stderr: 'There is no file "e.json".\n' },
  {
    name: "a payload that is a list",
    argv: ["e.json"],
    more: { "e.json": "[]" },
    stderr: "e.json is no payload of an event: it holds no object.\n",
  },
  {
    name: "facts that nobody knows, each with its line",
    argv: ["--facts", "f.json"],
    more: { "f.json": '{\n  "secret": [],\n  "visibility": "open",\n  "variables": {"A": 1}\n}\n' },
    stderr:
      'f.json:2:3 `secret` is no key here; did you mean "secrets".\nf.json:3:3 `visibility` has to be one of public, internal, private, and is "open".\nf.json:4:17 `variables.A` has to be a text, and is 1.\n',
  },
  {
    name: "a workflow of elsewhere that is not there",
    argv: ["--facts", "f.json"],
    more: { "f.json": '{"calledElsewhere": {"o/r/.github/workflows/x.yml@v1": "x.yml"}}' },
    stderr: 'f.json:1:22 `calledElsewhere.o/r/.github/workflows/x.yml@v1` names "x.yml", which is not there.\n',
  },
  {
    name: "an outcome that is none",
    argv: ["--outputs", "o.json"],
    more: { "o.json": '{"jobs": {"build": {"result": "skipped"}}}' },
    stderr: 'o.json:1:21 `jobs.build.result` has to be one of success, failure, cancelled, and is "skipped".\n',
  },
  {
    name: "outputs of a step that does not exist",
    argv: [...place, "--outputs", "o.json"],
    more: { "o.json": '{"jobs": {"build": {"steps": {"wiegh": {"outputs": {"size": "1"}}}}, "__proto__": {}}}' },
    stderr:
      "Assumed: a push, default branch main.\no.json: The job `build` has no step `wiegh`; did you mean `weigh`?\no.json: No workflow has a job `__proto__`.\n",
  },
  {
    name: "an instant without its zone",
    argv: ["--at", "2026-11-27T14:00:00"],
    stderr: '--at: "2026-11-27T14:00:00" is no instant; write one such as "2026-11-22T15:06:00Z".\n',
  },
  { name: "an input without a value", argv: ["--input", "a"], stderr: '--input takes NAME=VALUE, and got "a".\n' },
  {
    name: "a field without a value",
    argv: ["--set", "a"],
    stderr: '--set takes PATH=VALUE, such as comment.body=/deploy, and got "a".\n',
  },
  {
    name: "a number that is none",
    argv: ["--number", "0"],
    stderr: '--number takes a whole number from 1, and got "0".\n',
  },
  { name: "two events", argv: ["a", "b"], stderr: "`simulate` takes one EVENT.json, and got 2.\n" },
  {
    name: "a workflow that is none; the others are simulated",
    argv: place,
    code: 1,
    more: { ".github/workflows/torn.yml": "on: push\njobs: [\n" },
    stderr:
      "Assumed: a push, default branch main.\n.github/workflows/torn.yml is no workflow: line 3, column 1: This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].\n",
  },
]) {
  test(`says what is wrong: ${name}`, async () => {
    const result = await simulate(argv, more);
    assert.equal([result.code, result.stderr], [code, stderr]);
    if (code === 1) assert.match(result.stdout, "1 of 2 workflows starts");
  });
}

test("names a payload that lacks what a condition reads, with the expression", async () => {
  const event = JSON.stringify({ action: "created", issue: { number: 1 }, comment: { id: 1 } });
  const { code, stderr } = await simulate(["e.json", "--event", "issue_comment"], { "e.json": event });
  assert.is(code, 2);
  assert.match(stderr, "comments.yml");
  assert.match(stderr, "github.event.comment.body");
});

test("refuses where there are no workflows, and sources with errors", async () => {
  const empty = makeRepository({ "a/b": "" });
  const none = await empty.run(["simulate"], { cwd: `${empty.root}/a` });
  empty.dispose();
  assert.equal(none, { code: 2, stdout: "", stderr: "There are no workflows in <root>/a or above it.\n" });
  const broken = await simulate([], { "workflows-src/a.workflow.ts": 'throw new Error("x");\n' });
  assert.is(broken.code, 2);
  assert.match(broken.stderr, "error source-throws");
});

test("says of a token that nothing states what it follows, and of secrets that all are handed on", async () => {
  const caller =
    "on: push\njobs:\n  a: {runs-on: x, steps: [{run: a}]}\n  b: {uses: ./.github/workflows/c.yml, secrets: inherit}\n";
  const called = "on: workflow_call\npermissions: {}\njobs: {c: {runs-on: x, steps: [{run: a}]}}\n";
  const { stdout } = await simulate(["--ref", "main", "--workflow", "b"], {
    ".github/workflows/b.yml": caller,
    ".github/workflows/c.yml": called,
  });
  assert.match(stdout, "      token by the repository's setting\n");
  assert.match(stdout, "      secrets inherit\n");
});

test("says what is less of a run that Dependabot started", async () => {
  const pull = "on: pull_request\njobs: {a: {runs-on: x, steps: [{run: a}]}}\n";
  const argv = ["--event", "pull_request", "--workflow", "d", "--actor"];
  const files = { ".github/workflows/d.yml": pull };
  const said =
    "; started by Dependabot: secrets are Dependabot's, and the token only reads where nothing states `permissions`\n";
  assert.match((await simulate([...argv, "dependabot[bot]"], files)).stdout, said);
  assert.not.match((await simulate([...argv, "mona"], files)).stdout, "Dependabot");
});

test("names the first of many workflows, and how many more there are", async () => {
  const many = Array.from({ length: 12 }, (_, index) => [`.github/workflows/w${index}.yml`, "on: push\njobs: {}\n"]);
  const { stderr } = await simulate(["--ref", "main", "--workflow", "zzzzzz"], Object.fromEntries(many));
  assert.match(stderr, /There is no workflow "zzzzzz": there are (?:[^ ,]+, ){7}[^ ,]+ and \d+ more\.\n/);
});

test("prints no control characters or commands of a workflow or a payload", async () => {
  const evil =
    'name: "a\\e[31m"\non: issue_comment\njobs: {a: {name: "::set-env", runs-on: "\\e[2J", steps: [{run: a}]}}\n';
  const { stdout } = await simulate(["--event", "issue_comment", "--steps"], { ".github/workflows/evil.yml": evil });
  assert.not.match(stdout, "\u001b");
});

test.run();
