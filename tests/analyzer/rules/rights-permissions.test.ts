import { suite } from "uvu";
import * as assert from "uvu/assert";
import { allFindings } from "./findings.ts";

const test = suite("rules of permissions");

const about = (line: string) => / permissions?-[a-z-]+: /.test(line);
/** What is said of the permissions of a workflow, without the name of the file. */
function said(text: string): readonly string[] {
  return allFindings({ w: text })
    .filter(about)
    .map((line) => line.slice(2).replace(" warning", ""));
}
const codes = (text: string) => said(text).map((line) => line.slice(0, line.indexOf(":")));

/** A job `a` that is given something, with one step or several. */
const job = (permissions: string, steps: string, more = "") =>
  `on: push\npermissions: {}\njobs: { a: { runs-on: ubuntu-24.04, permissions: ${permissions}, ${more} steps: [${steps}] } }`;
const gh = (command: string, token = "${{ github.token }}") => `{ run: "${command}", env: { GH_TOKEN: "${token}" } }`;

test("a step needs more than its job has", () => {
  assert.equal(said(job("{ contents: read }", "{ uses: softprops/action-gh-release@v2 }")), [
    "jobs.a.steps.0.uses permission-missing: softprops/action-gh-release needs `contents: write`, and the job has `contents: read`.",
  ]);
  assert.equal(said(job("{}", gh("gh pr comment 1 -b x"))), [
    "jobs.a.steps.0.run permission-missing: gh pr comment needs `pull-requests: write` or `issues: write`, and the job has `pull-requests: none` and `issues: none`.",
  ]);
  assert.equal(codes(job("{ issues: write }", gh("gh pr comment 1 -b x"))), []);
  assert.equal(said(job("{ issues: read }", "{ uses: Actions/Checkout@v4 }")), [
    "jobs.a.steps.0.uses permission-missing-private: Actions/Checkout needs `contents: read` in a private repository, and the job has `contents: none`.",
  ]);
  assert.equal(codes(job("read-all", "{ uses: actions/deploy-pages@v4 }")), ["jobs.a.steps.0.uses permission-missing"]);
  assert.equal(
    codes(
      "on: push\npermissions: {}\njobs: { a: { runs-on: x, steps: [{ parallel: [{ uses: actions/deploy-pages@v4 }] }] } }",
    ),
    ["jobs.a.steps.0.parallel.0.uses permission-missing"],
  );
});
test("nothing is missing where nothing is stated, or where it cannot be read", () => {
  const release = "steps: [{ uses: softprops/action-gh-release@v2 }]";
  for (const permissions of [
    "",
    "permissions: '${{ inputs.x }}',",
    "permissions: { contents: 1 },",
    "permissions: null,",
  ])
    assert.equal(
      codes(`on: push\njobs: { a: { runs-on: x, ${permissions} ${release} } }`).filter((line) =>
        line.includes("missing"),
      ),
      [],
      permissions,
    );
});
test("a step with a token of its own, or for another repository, needs nothing of the job's", () => {
  const steps = [
    "{ uses: softprops/action-gh-release@v2, with: { token: '${{ secrets.PAT }}' } }",
    "{ uses: actions/checkout@v4, with: { repository: o/r } }",
    "{ uses: actions/checkout@v4, with: { ssh-key: '${{ secrets.K }}' } }",
    "{ uses: o/unknown@v1 }",
    gh("gh pr comment 1", "${{ secrets.PAT }}"),
    gh("gh pr comment 1 -R other/repo"),
    gh("gh pr comment https://github.com/o/r/pull/1"),
    gh("gh release --help"),
    gh("gh pr frobnicate"),
    gh("gh api repos/x"),
    gh("gh auth login; gh pr merge 1"),
    gh("GH_TOKEN=$OTHER gh pr merge 1"),
    "{ run: gh pr merge 1 }",
    "{ run: gh pr merge 1, env: { GH_TOKEN: '${{ github.token }}', GH_REPO: o/r } }",
    "{ run: gh pr merge 1, env: { GH_TOKEN: '${{ secrets.PAT }}', GITHUB_TOKEN: '${{ github.token }}' } }",
  ];
  for (const step of steps) assert.equal(codes(job("{}", step)), [], step);
  const own = gh("gh pr merge 1 --repo $GITHUB_REPOSITORY");
  assert.equal(codes(job("{}", own)), ["jobs.a.steps.0.run permission-missing"]);
});
test("the job's own identity, for actions that are given where to sign in", () => {
  const aws = (inputs: string) =>
    codes(job("{}", `{ uses: aws-actions/configure-aws-credentials@v5, with: { ${inputs} } }`));
  assert.equal(aws("role-to-assume: x, aws-region: y"), ["jobs.a.steps.0.uses permission-missing"]);
  assert.equal(aws("role-to-assume: x, aws-access-key-id: y"), []);
  assert.equal(aws("aws-region: y"), []);
  assert.equal(codes(job("{ id-token: write }", "{ uses: azure/login@v2, with: { client-id: a, tenant-id: b } }")), []);
});
test("actions that write one thing or another need one of them", () => {
  assert.equal(codes(job("{ issues: write }", "{ uses: actions/stale@v10 }")), []);
  assert.equal(codes(job("{ issues: read }", "{ uses: actions/stale@v10 }")), [
    "jobs.a.steps.0.uses permission-missing",
  ]);
});
test("git push by the credentials of the checkout", () => {
  const push = (checkout: string, command = "git push") =>
    codes(job("{ contents: read }", `{ uses: actions/checkout@v4${checkout} }, { run: "${command}" }`));
  assert.equal(push(""), ["jobs.a.steps.1.run permission-missing"]);
  assert.equal(push("", "git -c a=b push origin HEAD"), ["jobs.a.steps.1.run permission-missing"]);
  for (const inputs of ["token: '${{ secrets.PAT }}'", "persist-credentials: false", "ssh-key: x", "repository: o/r"])
    assert.equal(push(`, with: { ${inputs} }`), [], inputs);
  for (const command of [
    "git push --dry-run",
    "git push https://x@github.com/o/r",
    "git remote set-url origin x; git push",
    "cd wiki && git push",
    "git stash push",
    "echo git push",
  ])
    assert.equal(push("", command), [], command);
});
test("what nobody uses is told where all steps are known", () => {
  const known = "{ uses: actions/checkout@v4, with: { persist-credentials: false } }, { run: npm test }";
  assert.equal(said(job("{ contents: read, packages: write, statuses: write }", known)), [
    'jobs.a.permissions.packages permission-unused: Nothing in the job "a" is known to use `packages: write`, and all of its steps are known.',
    'jobs.a.permissions.statuses permission-unused: Nothing in the job "a" is known to use `statuses: write`, and all of its steps are known.',
  ]);
  const unknown = [
    "{ uses: o/unknown@v1 }",
    "{ uses: ./local }",
    "{ uses: docker://image }",
    "{ run: ./x, env: { T: '${{ github.token }}' } }",
    "{ run: 'x ${{ secrets.GITHUB_TOKEN }}' }",
    "{ run: 4 }",
    "{ run: ./x }",
    "{ run: x }",
    gh("gh api repos/x"),
    "{ run: 'x $T', env: '${{ fromJSON(inputs.env) }}' }",
  ];
  for (const step of unknown) assert.equal(codes(job("{ issues: write }", step)), [], step);
  assert.equal(codes(job("{ issues: write }", gh("gh pr comment 1"))), []);
  assert.equal(codes(job("{ contents: write, id-token: write }", "{ run: npm run release }")), []);
  assert.equal(codes(job("{ contents: write }", "{ run: npm ci }")), ["jobs.a.permissions.contents permission-unused"]);
  assert.equal(codes(job("{ contents: write }", "")), []);
  assert.equal(codes(job("{ contents: write }", "{ run: echo hello }, { run: 'cat x | grep y' }")), []);
});
test("a workflow's permission that goes to jobs without a use for it", () => {
  const two = (second: string) =>
    `on: push\npermissions: { contents: write }\njobs: { a: { runs-on: x, steps: [{ run: npm test }] }, b: { runs-on: x, ${second} } }`;
  assert.equal(said(two("steps: [{ uses: softprops/action-gh-release@v2 }]")), [
    'permissions.contents permission-wide: `contents: write` of the workflow goes to "a" as well, which has no use for it.',
  ]);
  assert.equal(codes(two("steps: [{ uses: o/unknown@v1 }]")), ["permissions.contents permission-wide"]);
  assert.equal(codes(two("steps: [{ run: npm test }]")), ["permissions.contents permission-unused"]);
  assert.equal(codes(two("permissions: {}, steps: [{ run: x }]")), ["permissions.contents permission-unused"]);
});
test("everything, and nothing stated", () => {
  assert.equal(
    codes("on: push\npermissions: write-all\njobs: { a: { runs-on: x, permissions: write-all, steps: [] } }"),
    ["permissions permissions-write-all", "jobs.a.permissions permissions-write-all"],
  );
  const unstated = (on: string, steps = "{ uses: actions/checkout@v4 }, { run: npm test }") =>
    allFindings({
      w: `on: ${on}\njobs: { a: { runs-on: x, steps: [${steps}] }, b: { uses: o/r/.github/workflows/x.yml@v1 } }`,
    })
      .filter(about)
      .map((line) => line.replace(/^w (\S+) warning (\S+): .*/, "$1 $2"));
  assert.equal(unstated("push"), ["jobs.a permissions-unstated"]);
  assert.equal(unstated("[push, issue_comment]"), ["jobs.a permissions-unstated"]);
  for (const step of [
    "{ uses: o/r@v1 }",
    "{ uses: ./x }",
    "{ uses: actions/labeler@v6 }",
    gh("gh api x"),
    gh("gh pr comment 1"),
  ])
    assert.equal(unstated("[push, issue_comment]", step), ["jobs.a permissions-unstated-outsiders"], step);
  assert.equal(unstated("workflow_call"), []);
  assert.equal(unstated("pull_request"), ["jobs.a permissions-unstated"]);
});
test("nothing falls over what is no text", () => {
  assert.equal(
    said(
      "on: push\npermissions: 3\njobs: { a: { runs-on: x, permissions: [1], env: x, steps: [null, { uses: 1 }, { run: 2 }] } }",
    ),
    [],
  );
});
test.run();
