import { suite } from "uvu";
import * as assert from "uvu/assert";
import { flowFindings } from "./flow-findings.ts";

const test = suite("rules of what outsiders can set: scripts");

/** One job that runs one script. */
function runs(on: string, script: string, more = ""): readonly string[] {
  return flowFindings({ w: `on: ${on}\n${more}\njobs: { a: { runs-on: x, steps: [{ run: '${script}' }] } }` });
}
const sink = "w jobs.a.steps.0.run";

test("a field counts under the events that have it, and by what they may do", () => {
  assert.equal(runs("issue_comment", "x ${{ github.event.comment.body }}"), [
    `${sink} injection github.event.comment.body`,
  ]);
  assert.equal(runs("[push, issue_comment]", "x ${{ github.event.COMMENT.Body }}"), [
    `${sink} injection github.event.COMMENT.Body`,
  ]);
  assert.equal(runs("pull_request", "x ${{ github.head_ref }}"), [`${sink} injection-limited github.head_ref`]);
  assert.equal(runs("[pull_request, pull_request_target]", "x ${{ github.head_ref }}"), [
    `${sink} injection github.head_ref`,
  ]);
  assert.equal(runs("push", "x ${{ github.head_ref }} ${{ github.event.comment.body }}"), []);
  assert.equal(runs("push", "x ${{ github.event.head_commit.message }} ${{ github.event.commits[0].author.name }}"), [
    `${sink} injection-limited github.event.head_commit.message`,
    `${sink} injection-limited github.event.commits.*.author.name`,
  ]);
  assert.equal(runs("push", "x ${{ github.ref_name }}"), [`${sink} injection-by-writer github.ref_name`]);
  assert.equal(runs("pull_request", "x ${{ github.ref_name }} ${{ github.sha }} ${{ github.actor }}"), []);
});
test("a review is anybody's, its pull request that of a fork", () => {
  assert.equal(runs("pull_request_review", "x ${{ github.event.review.body }}"), [
    `${sink} injection github.event.review.body`,
  ]);
  assert.equal(runs("pull_request_review", "x ${{ github.event.pull_request.title }}"), [
    `${sink} injection-limited github.event.pull_request.title`,
  ]);
});
test("a job without rights has little to lose", () => {
  const title = "x ${{ github.event.issue.title }}";
  for (const none of ["permissions: {}", "permissions: read-all", "permissions: { issues: read }"]) {
    assert.equal(runs("issues", title, none), [`${sink} injection-limited github.event.issue.title`]);
  }
  for (const some of [
    "permissions: write-all",
    "permissions: { issues: write }",
    "permissions: {}\nenv: { T: '${{ secrets.T }}' }",
  ]) {
    assert.equal(runs("issues", title, some), [`${sink} injection github.event.issue.title`]);
  }
  assert.equal(runs("issues", title, "permissions: {}\nenv: { T: '${{ secrets.GITHUB_TOKEN }}' }"), [
    `${sink} injection-limited github.event.issue.title`,
  ]);
});
test("where a condition lets only members through, the text is theirs", () => {
  const of = (condition: string) =>
    flowFindings({
      w: `on: issue_comment\njobs: { a: { if: "${condition}", runs-on: x, steps: [{ run: "x \${{ github.event.comment.body }}" }] } }`,
    });
  const said = (code: string) => [`w jobs.a.steps.0.run ${code} github.event.comment.body`];
  assert.equal(of("github.event.comment.author_association == 'OWNER'"), said("injection-by-writer"));
  assert.equal(of("github.event.comment.author_association != 'OWNER'"), said("injection"));
  assert.equal(of("github.event_name == 'push'"), []);
});
test("only what can be in the value counts", () => {
  const of = (expression: string) => runs("issues", `x \${{ ${expression} }}`);
  const title = `${sink} injection github.event.issue.title`;
  assert.equal(of('contains(github.event.issue.title, "x")'.replaceAll('"', "''")), []);
  assert.equal(of("github.event.issue.title == github.ref"), []);
  assert.equal(of("github.event.issue.title && 1"), []);
  assert.equal(of("github.event.issue.title || 1"), [title]);
  assert.equal(of("!github.event.issue.title"), []);
  assert.equal(of("case(github.event.issue.title, 1, 2)"), []);
  assert.equal(of("case(true, 1, github.event.issue.title)"), [title]);
  assert.equal(of("toJSON(github.event.issue)"), [`${sink} injection github.event.issue`]);
  assert.equal(of("toJSON(github)"), [`${sink} injection github`]);
  assert.equal(of("github.event.issue"), []);
  assert.equal(of("hashFiles(github.event.issue.title)"), []);
  assert.equal(of("join(github.event.issue.labels.*.name)"), [
    `${sink} injection-by-writer github.event.issue.labels.*.name`,
  ]);
  assert.equal(of("fromJSON(github.event.issue.body).name"), [`${sink} injection github.event.issue.body`]);
});
test("through the environment, where the innermost value of a name counts", () => {
  const env = (outer: string, inner: string) =>
    flowFindings({
      w: `on: issues\nenv: { T: ${outer} }\njobs: { a: { runs-on: x, env: { T: ${inner} }, steps: [{ run: "x \${{ env.t }}" }] } }`,
    });
  const title = "'${{ github.event.issue.title }}'";
  assert.equal(env("x", title), [`${sink} injection github.event.issue.title jobs.a.env.T`]);
  assert.equal(env(title, "x"), []);
  assert.equal(env("x", "x"), []);
});
test("from job to job, and from a matrix", () => {
  assert.equal(
    flowFindings({
      w: `on: issues
jobs:
  a:
    runs-on: x
    outputs: { T: "\${{ github.event.issue.title }}" }
    steps: [{ run: x }]
  b:
    needs: a
    runs-on: x
    strategy: { matrix: { os: [x], t: ["\${{ needs.a.outputs.t }}"] } }
    steps: [{ run: "x \${{ matrix.t }} \${{ matrix.os }} \${{ needs.a.result }}" }]
  c:
    needs: a
    runs-on: x
    strategy: { matrix: "\${{ fromJSON(needs.a.outputs.T) }}" }
    steps: [{ run: "x \${{ matrix.any }}" }]`,
    }),
    [
      "w jobs.b.steps.0.run injection github.event.issue.title jobs.a.outputs.T jobs.b.strategy.matrix.t.0",
      "w jobs.c.steps.0.run injection github.event.issue.title jobs.a.outputs.T jobs.c.strategy.matrix",
    ],
  );
});
test("jobs that need each other find an end", () => {
  assert.equal(
    flowFindings({
      w: `on: issues
jobs:
  a: { needs: b, runs-on: x, outputs: { t: "\${{ needs.b.outputs.t }}" }, steps: [{ run: "\${{ needs.b.outputs.t }}" }] }
  b: { needs: a, runs-on: x, outputs: { t: "\${{ needs.a.outputs.t }}" }, steps: [{ run: "\${{ needs.a.outputs.t }}" }] }`,
    }),
    [],
  );
});
test("through the inputs of a called workflow, by the event of its caller", () => {
  const callee = `on: { workflow_call: { inputs: { t: { type: string } } }, workflow_dispatch: { inputs: { t: { type: string } } } }
jobs: { x: { runs-on: x, steps: [{ run: "x \${{ inputs.T }}" }] } }`;
  const caller = (event: string, title: string) =>
    `on: ${event}\njobs: { c: { uses: ./.github/workflows/w.yml, with: { t: "\${{ github.event.${title} }}" } } }`;
  assert.equal(flowFindings({ w: callee, c: caller("issues", "issue.title") }), [
    "w jobs.x.steps.0.run injection github.event.issue.title c:jobs.c.with.t",
  ]);
  assert.equal(flowFindings({ w: callee, c: caller("issues", "issue.number") }), [
    "w jobs.x.steps.0.run injection-by-writer inputs.T",
  ]);
  assert.equal(flowFindings({ w: callee, c: caller("pull_request", "pull_request.title") }), [
    "w jobs.x.steps.0.run injection-limited github.event.pull_request.title c:jobs.c.with.t",
  ]);
});
test("inputs of a closed type hold what GitHub lets through", () => {
  const of = (type: string) =>
    runs(`{ workflow_dispatch: { inputs: { n: { ${type} } } } }`, "x ${{ inputs.n }} ${{ github.event.inputs.n }}");
  assert.equal(of("type: choice, options: [a]"), []);
  assert.equal(of("type: boolean"), []);
  assert.equal(of(""), [`${sink} injection-by-writer inputs.n`, `${sink} injection-by-writer inputs.n`]);
});
test("outputs of actions that repeat what somebody wrote", () => {
  const after = (uses: string, output: string, on = "issue_comment") =>
    flowFindings({
      w: `on: ${on}\njobs: { a: { runs-on: x, steps: [{ id: s, ${uses} }, { run: "x \${{ steps.S.outputs.${output} }}" }] } }`,
    });
  const out = (output: string, name: string) =>
    `w jobs.a.steps.1.run injection ${output} of ${name} jobs.a.steps.0.uses`;
  assert.equal(after("uses: Peter-Evans/find-comment@v3", "comment-body"), [
    out("comment-body", "peter-evans/find-comment"),
  ]);
  assert.equal(after("uses: peter-evans/find-comment@v3", "comment-id"), []);
  assert.equal(after("uses: peter-evans/find-comment@v3", "comment-body", "schedule"), []);
  assert.equal(after("uses: tj-actions/changed-files@v40", "all_changed_files", "pull_request_target"), [
    out("all_changed_files", "tj-actions/changed-files"),
  ]);
  assert.equal(after("uses: tj-actions/changed-files@v46", "all_changed_files", "pull_request_target"), []);
  assert.equal(
    after(
      "uses: tj-actions/changed-files@v46, with: { safe_output: false }",
      "all_changed_files",
      "pull_request_target",
    ),
    [out("all_changed_files", "tj-actions/changed-files")],
  );
  assert.equal(
    after('uses: frabert/replace-string-action@v2, with: { string: "${{ github.event.comment.body }}" }', "replaced"),
    ["w jobs.a.steps.1.run injection github.event.comment.body jobs.a.steps.0.with.string jobs.a.steps.0.uses"],
  );
});
test("inputs of actions that are code", () => {
  const of = (uses: string, input: string) =>
    flowFindings({
      w: `on: issues\njobs: { a: { runs-on: x, steps: [{ uses: ${uses}, with: { ${input}: "\${{ github.event.issue.title }}" } }] } }`,
    });
  assert.equal(of("Actions/GitHub-Script@v8", "script"), [
    "w jobs.a.steps.0.with.script injection github.event.issue.title",
  ]);
  assert.equal(of("actions/github-script@v8", "result-encoding"), []);
  assert.equal(of("owner/unknown@v1", "script"), []);
});
test("any other expression is said on demand, once for each text", () => {
  const of = (script: string) =>
    flowFindings({ w: `on: push\njobs: { a: { runs-on: x, steps: [{ run: '${script}' }] } }` }, /^script-expression$/);
  assert.equal(of("x ${{ vars.A }} ${{ vars.A }} ${{ matrix.b }}"), [
    "w jobs.a.steps.0.run script-expression ",
    "w jobs.a.steps.0.run script-expression ",
  ]);
  assert.equal(of("x ${{ github.sha }} ${{ 1 }} ${{ vars.A == 1 }} ${{ runner.os }} ${{ steps.a.outcome }}"), []);
  assert.equal(of("x ${{ github.ref_name }}"), []);
});
test("values of other kinds than texts are left alone", () => {
  for (const steps of ["null", "[null, 1, { run: 5 }, { run: null, env: 3 }, { uses: 1 }]", '"${{ fromJSON(1) }}"']) {
    assert.equal(
      flowFindings({ w: `on: issues\nenv: 1\njobs: { a: { runs-on: 1, env: null, steps: ${steps} } }` }),
      [],
    );
  }
});
test.run();
