import { suite } from "uvu";
import * as assert from "uvu/assert";
import { makeRepository } from "./repository.ts";

const test = suite("yardmaster explain");

const ci = `on: {push: {branches: [main]}}
permissions: {}
jobs:
  build: {runs-on: x, steps: [{run: a}, {name: Report, if: failure(), run: b}]}
  ship:
    needs: build
    if: github.actor == 'mona' && vars.SHIP == 'yes'
    uses: ./.github/workflows/ship.yml
  after: {needs: ship, runs-on: x, steps: [{run: a}]}
`;
const ship = "on: workflow_call\njobs: {send: {runs-on: x, steps: [{id: post, run: a}]}}\n";
const files = {
  ".github/workflows/ci.yml": ci,
  ".github/workflows/ship.yml": ship,
  "facts.json": '{"name": "octo/app", "visibility": "public", "defaultBranch": "main", "variables": {}}',
};

async function explain(argv: readonly string[]) {
  const repository = makeRepository(files);
  try {
    return await repository.run(["explain", ...argv, "--facts", "facts.json", "--actor", "lisa"]);
  } finally {
    repository.dispose();
  }
}

const head = `push on refs/heads/main by lisa at 2026-11-22T12:00:00Z
The workflow starts: \`on\` lists \`push\`; \`main\` of \`branches\` matches \`main\`
`;

test("says which part of a condition decides, which are not evaluated, and what would turn it", async () => {
  assert.equal(await explain(["ci#ship", "--ref", "main"]), {
    code: 0,
    stdout: `ci.yml#ship is skipped: \`github.actor == 'mona'\` is false: \`github.actor\` is 'lisa'

${head}
needs build (success)
if, behind the \`success()\` that GitHub adds and that is true
  github.actor == 'mona' && vars.SHIP == 'yes'  is false
    github.actor == 'mona'  is false  <- decides
      github.actor  is 'lisa'
    vars.SHIP == 'yes'  not evaluated

It would run if \`github.actor\` were \`'mona'\` and \`vars.SHIP\` were \`'yes'\`.
`,
    stderr: "Assumed: a push.\n",
  });
});

test("follows a job that is skipped because of another", async () => {
  const { stdout } = await explain(["ci#after", "--ref", "main"]);
  assert.match(
    stdout,
    `ci.yml#after is skipped: \`ship\`, which it needs, was skipped

${head}
needs ship (skipped)
no \`if\`, so that GitHub adds
  success()  is false

ship is skipped: `,
  );
  assert.match(stdout, "It would run if `github.actor` were `'mona'` and `vars.SHIP` were `'yes'`.\n");
});

test("says of a workflow what its filters ask", async () => {
  const { stdout } = await explain(["ci", "--ref", "topic"]);
  assert.is(
    stdout,
    `ci.yml does not start: no pattern of \`branches\` matches \`topic\`

push on refs/heads/topic by lisa at 2026-11-22T12:00:00Z
The workflow does not start: no pattern of \`branches\` matches \`topic\`

It would run if the branch were \`main\`.
`,
  );
});

test("takes steps by id, name and number, and jobs that are called", async () => {
  const byName = await explain(["ci#build/report", "--ref", "main"]);
  assert.match(byName.stdout, 'ci.yml#build, step 2 "Report", is skipped: no step before it has failed\n');
  assert.match(byName.stdout, 'It would run if the step "Run a" failed.\n');
  assert.is((await explain(["ci#build/2", "--ref", "main"])).stdout, byName.stdout);
  const called = await explain(["ci#ship/send/post", "--ref", "main"]);
  assert.match(called.stdout, "ci.yml#ship/send is skipped: `github.actor == 'mona'` is false");
  assert.match(called.stdout, "It would run if `github.actor` were `'mona'` and `vars.SHIP` were `'yes'`.\n");
});

test("says what would keep from running what runs", async () => {
  const { stdout } = await explain(["ci#build", "--ref", "main"]);
  assert.match(stdout, "ci.yml#build runs: it waits for no job and has no condition\n");
  assert.match(stdout, "It would not run if the run were cancelled.\n");
});

test("leads from a workflow that is only called to the jobs that call it", async () => {
  const { stdout } = await explain(["ship#send", "--ref", "main"]);
  assert.match(stdout, "ship.yml#send does not start: `on` does not list `push`\n");
  assert.ok(stdout.endsWith("\nOther workflows call it: explain ci.yml#ship/send.\n"));
});

test("gives programs the same", async () => {
  const { stdout } = await explain(["ci#ship", "--ref", "main", "--format", "json"]);
  const { version, target, standing, reason, jobs, change } = JSON.parse(stdout);
  assert.equal([version, standing, reason.code], [1, "skipped", "condition-false"]);
  assert.equal(target, { file: ".github/workflows/ci.yml", place: "ship" });
  assert.equal(jobs[0].condition.tree.decides, true);
  assert.equal(change.found, [
    {
      text: "`github.actor` were `'mona'` and `vars.SHIP` were `'yes'`",
      standing: "runs",
      changes: [
        { fact: "actor", value: "mona" },
        { fact: "variable", name: "SHIP", value: "yes" },
      ],
    },
  ]);
});

for (const { argv, stderr } of [
  { argv: [], stderr: "`explain` takes one WORKFLOW, WORKFLOW#JOB or WORKFLOW#JOB/STEP, and got none.\n" },
  { argv: ["cj"], stderr: 'Assumed: a push.\nThere is no workflow "cj": did you mean ci?\n' },
  {
    argv: ["ci#biuld"],
    stderr: 'Assumed: a push.\n.github/workflows/ci.yml has no job "biuld": did you mean build?\n',
  },
  { argv: ["ci#build/reprot"], stderr: 'Assumed: a push.\nbuild has no step "reprot": did you mean Report?\n' },
  {
    argv: ["ci#after/9"],
    stderr: 'Assumed: a push.\nafter has no step "9": its only one is 1.\n',
  },
  {
    argv: ["ci#ship/__proto__"],
    stderr: 'Assumed: a push.\n.github/workflows/ship.yml has no job "__proto__": there are send.\n',
  },
]) {
  test(`refuses ${argv.join(" ") || "nothing"}`, async () => {
    assert.equal(await explain([...argv, "--ref", "main"]), { code: 2, stdout: "", stderr });
  });
}

test.run();
