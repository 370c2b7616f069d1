import { suite } from "uvu";
import * as assert from "uvu/assert";
import { flowFindings } from "./flow-findings.ts";

const test = suite("rules of what outsiders can set: code");

const head = "ref: '${{ github.event.pull_request.head.sha }}'";
const checkout = `{ uses: actions/checkout@v5, with: { ${head} } }`;
/** A job that checks out and then does something. */
function job(steps: string, { on = "pull_request_target", keys = "runs-on: x" } = {}): readonly string[] {
  return flowFindings({ w: `on: ${on}\njobs: { a: { ${keys}, steps: [${steps}] } }` });
}
const runs = (step: number, key: "run" | "uses", from = "jobs.a.steps.0.with.ref") =>
  `w jobs.a.steps.${step}.${key} untrusted-checkout-run  ${from}`;

test("what runs files of the tree, and what does not", () => {
  const after = (script: string) => job(`${checkout}, { run: ${JSON.stringify(script)} }`).length === 1;
  const run = [
    ...["npm ci", "sudo make -j", "FOO=1 yarn", "pip install -r requirements.txt", "pip install .", "go test ./..."],
    ...["./build.sh", "bash ci/x.sh", ". venv/bin/activate", "python setup.py", "python -m pytest", "docker build ."],
    ...["if true; then mvn test; fi", 'X="$(./version)"', "cd x && cargo build", "echo a | xargs -n1; gradle"],
  ];
  const others = [
    ...["npm --version", "pip install foo==1.0", "go version", "echo make", "bash -c true", "python -m pip install x"],
    ...["git log", "# make", "echo 'make'", "docker pull x", "/opt/tool/run", "$RUNNER_TEMP/x"],
  ];
  const code = (script: string) => job(`${checkout}, { run: ${JSON.stringify(script)} }`)[0]?.split(" ")[2];
  for (const script of run) assert.equal([script, code(script)], [script, "untrusted-checkout-run"]);
  for (const script of others) assert.equal([script, code(script)], [script, "untrusted-checkout"]);
  assert.ok(after("make"));
});
test("actions that run files of the tree", () => {
  assert.equal(job(`${checkout}, { uses: ./.github/actions/x }`), [runs(1, "uses")]);
  assert.equal(job(`${checkout}, { uses: $/.github/actions/x }`), ["w jobs.a.steps.0.with.ref untrusted-checkout "]);
  assert.equal(job(`${checkout}, { uses: docker/build-push-action@v6 }`), [runs(1, "uses")]);
  assert.equal(job(`${checkout}, { uses: ruby/setup-ruby@v1, with: { bundler-cache: true } }`), [runs(1, "uses")]);
  assert.equal(job(`${checkout}, { uses: ruby/setup-ruby@v1 }`), ["w jobs.a.steps.0.with.ref untrusted-checkout "]);
});
test("only under events of the default branch, and what forks reach", () => {
  const steps = `${checkout}, { run: make }`;
  assert.equal(job(steps, { on: "pull_request" }), []);
  assert.equal(job(steps, { on: "push" }), []);
  for (const condition of [
    "github.event.pull_request.head.repo.full_name == github.repository",
    "!github.event.pull_request.head.repo.fork",
    "github.event.pull_request.user.login == 'me'",
    'contains(fromJSON(\'["OWNER", "MEMBER"]\'), github.event.pull_request.author_association)',
    "github.event_name == 'push'",
    "vars.X && github.actor == 'me'",
  ]) {
    assert.equal(job(steps, { keys: `runs-on: x, if: ${JSON.stringify(condition)}` }), [], condition);
  }
  for (const condition of [
    "github.event.pull_request.head.repo.full_name != github.repository",
    'contains(fromJSON(\'["OWNER", "CONTRIBUTOR"]\'), github.event.pull_request.author_association)',
    "github.event.pull_request.user.login == 'me' || always()",
    "github.actor != 'me'",
    "github.event.pull_request.draft == false",
  ]) {
    assert.equal(job(steps, { keys: `runs-on: x, if: ${JSON.stringify(condition)}` }), [runs(1, "run")], condition);
  }
  assert.equal(job(`${checkout}, { if: github.actor == 'me', run: make }`), [
    "w jobs.a.steps.0.with.ref untrusted-checkout ",
  ]);
});
test("how a head is checked out", () => {
  const by = (step: string, on = "issue_comment") => job(`${step}, { run: make }`, { on })[0]?.split(" ")[2];
  const run = "untrusted-checkout-run";
  assert.equal(by("{ run: gh pr checkout 1 }"), run);
  assert.equal(by("{ run: 'git fetch origin pull/$N/head:x' }"), run);
  assert.equal(by("{ run: '# gh pr checkout 1' }"), undefined);
  const ref = (value: string) => `{ uses: actions/checkout@v5, with: { ref: "${value}" } }`;
  assert.equal(by(ref("refs/pull/${{ github.event.issue.number }}/merge")), run);
  assert.equal(by(ref("${{ steps.pr.outputs.head_sha }}")), run);
  assert.equal(by(ref("${{ steps.pr.outputs.sha }}")), run);
  assert.equal(by(ref("${{ needs.get.outputs.head-ref }}")), run);
  assert.equal(by(ref("${{ needs.get.outputs.version }}")), undefined);
  assert.equal(by(ref("${{ github.event.workflow_run.head_branch }}"), "workflow_run"), run);
  assert.equal(by(ref("${{ github.sha }}"), "workflow_run"), undefined);
  assert.equal(by("{ uses: actions/checkout@v5 }", "pull_request_target"), undefined);
  assert.equal(
    by(
      '{ uses: actions/checkout@v5, with: { repository: "${{ github.event.pull_request.head.repo.full_name }}" } }',
      "pull_request_target",
    ),
    run,
  );
});
test("a folder of its own counts where a step works in it, and the repository's code may come back", () => {
  const beside = `{ uses: actions/checkout@v5, with: { ${head}, path: pr } }`;
  assert.equal(job(`${beside}, { run: make }`), []);
  assert.equal(job(`${beside}, { run: make, working-directory: pr }`), [runs(1, "run")]);
  assert.equal(job(`${beside}, { run: make -C pr }`), [runs(1, "run")]);
  assert.equal(job(`${checkout}, { uses: actions/checkout@v5 }, { run: make }`), [
    "w jobs.a.steps.0.with.ref untrusted-checkout ",
  ]);
});
test("within one script, only what comes behind the checkout", () => {
  assert.equal(job('{ run: "make\\ngh pr checkout 1" }'), ["w jobs.a.steps.0.run untrusted-checkout "]);
  assert.equal(job('{ run: "gh pr checkout 1\\nmake" }'), [
    "w jobs.a.steps.0.run untrusted-checkout-run  jobs.a.steps.0.run",
  ]);
});
test("where somebody looks first, what can move afterwards", () => {
  const member = "runs-on: x, if: github.event.comment.author_association == 'MEMBER'";
  const racy = "{ uses: actions/checkout@v5, with: { ref: 'refs/pull/${{ github.event.issue.number }}/head' } }";
  assert.equal(job(`${racy}, { run: make }`, { on: "issue_comment", keys: member }), [
    "w jobs.a.steps.1.run untrusted-checkout-race  jobs.a.steps.0.with.ref",
  ]);
  assert.equal(job(`${racy}, { run: ls }`, { on: "issue_comment", keys: member }), []);
  assert.equal(
    job(`${checkout}, { run: make }`, {
      on: "{ pull_request_target: { types: labeled } }",
      keys: "runs-on: x, environment: e",
    }),
    [],
  );
});
test("a step or a job that asks for a permission stands before what follows", () => {
  const comment = (jobs: string) =>
    flowFindings({ w: `on: issue_comment\npermissions: { contents: write }\njobs: { ${jobs} }` });
  const ask = "{ run: 'gh api repos/o/r/collaborators/x/permission' }";
  const work = "{ run: x }";
  assert.equal(comment(`a: { runs-on: x, steps: [${work}, ${ask}, ${work}] }`), []);
  assert.equal(
    comment(
      `a: { runs-on: x, steps: [{ ...${ask}, continue-on-error: true }, ${work}] }`
        .replace("...{", "")
        .replace("' }", "'"),
    ),
    ["w jobs.a comment-ungated  jobs.a.steps.1"],
  );
  assert.equal(
    comment(`g: { runs-on: x, permissions: {}, steps: [${ask}] }, a: { needs: g, runs-on: x, steps: [${work}] }`),
    [],
  );
  assert.equal(
    comment(
      `g: { runs-on: x, permissions: {}, steps: [${ask}] }, a: { needs: g, if: always(), runs-on: x, steps: [${work}] }`,
    ),
    ["w jobs.a comment-ungated  jobs.a.steps.0"],
  );
  assert.equal(
    comment(
      `g: { uses: ./.github/workflows/permission-gate.yml }, a: { needs: [g], if: "needs.g.outputs.allowed == 'true'", runs-on: x, steps: [${work}] }`,
    ),
    [],
  );
});
test("a comment that starts strong work, and one that only answers", () => {
  const comment = (permissions: string, step = "run: x") =>
    flowFindings({
      w: `on: issue_comment\npermissions: ${permissions}\njobs: { a: { runs-on: x, steps: [{ ${step} }] } }`,
    });
  assert.equal(comment("{ issues: write, pull-requests: write }"), []);
  assert.equal(comment("{ packages: write }"), ["w jobs.a comment-ungated  jobs.a.steps.0"]);
  assert.equal(comment("{}", "run: x, env: { T: '${{ secrets.T }}' }"), ["w jobs.a comment-ungated  jobs.a.steps.0"]);
  assert.equal(comment("{}", "run: x, env: { T: '${{ secrets.GITHUB_TOKEN }}' }"), []);
});
test("a label that stays, and one that the event brings", () => {
  const of = (types: string, condition: string, more = "") =>
    job(`${checkout}${more}`, { on: `{ pull_request_target: ${types} }`, keys: `runs-on: x, if: "${condition}"` });
  const stays = "contains(github.event.pull_request.labels.*.name, 'ok')";
  const said = ["w jobs.a.if label-gate-open  jobs.a.steps.0.with.ref"];
  assert.equal(of("{ types: [labeled, synchronize] }", stays), said);
  assert.equal(of("null", stays), said);
  assert.equal(
    of("{ types: [labeled, reopened] }", `contains(join(github.event.pull_request.labels.*.name), 'ok')`),
    said,
  );
  assert.equal(of("{ types: labeled }", stays), []);
  assert.equal(of("null", "github.event.label.name == 'ok'"), []);
  assert.equal(of("null", stays, ", { run: 'gh pr edit 1 --remove-label ok' }"), []);
});
test("a bot's name in a condition", () => {
  const of = (condition: string, on = "pull_request_target") =>
    flowFindings({ w: `on: ${on}\njobs: { a: { if: "${condition}", runs-on: x, steps: [{ run: x }] } }` }).map((line) =>
      line.trim(),
    );
  assert.equal(of("github.actor == 'dependabot[bot]'"), ["w jobs.a.if bot-condition"]);
  assert.equal(of("'renovate[bot]' == github.triggering_actor && true"), ["w jobs.a.if bot-condition"]);
  assert.equal(of("github.actor != 'dependabot[bot]'"), []);
  assert.equal(of("github.event.pull_request.user.login == 'dependabot[bot]'"), []);
  assert.equal(of("github.actor == 'dependabot[bot]'", "pull_request"), []);
  assert.equal(of("github.actor == 'me'"), []);
});
test("a machine of one's own under a fork's pull request", () => {
  const of = (runsOn: string, on = "pull_request", more = "") =>
    flowFindings({ w: `on: ${on}\njobs: { a: { runs-on: ${runsOn}${more}, steps: [{ run: x }] } }` }).length;
  assert.equal(flowFindings({ w: "on: pull_request\njobs: { a: { runs-on: self-hosted, steps: [{ run: x }] } }" }), [
    "w jobs.a.runs-on self-hosted-fork ",
  ]);
  assert.is(of("Self-Hosted"), 1);
  assert.is(of("{ group: g, labels: [self-hosted] }"), 1);
  assert.is(of("ubuntu-24.04"), 0);
  assert.is(of("self-hosted", "push"), 0);
  assert.is(of("self-hosted", "pull_request", ", if: github.event.pull_request.head.repo.fork == false"), 0);
});
test.run();
