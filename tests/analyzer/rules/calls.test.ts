import { suite } from "uvu";
import * as assert from "uvu/assert";
import { codes, declared, findings, steps, type Texts } from "./findings.ts";

const call = "uses: ./.github/workflows/called.yml";

const permissions = suite("a called workflow asks for no more than its caller grants");
const asking = (top: string, job: string): Texts => ({
  called: `on: workflow_call\n${top}\njobs: { j: { ${job}${steps} } }`,
});
const caller = (top: string, job: string): Texts => ({ ci: `on: push\n${top}\njobs: { c: { ${job}${call} } }` });
const idToken = asking("", "permissions: { contents: read, id-token: write }, ");

permissions("of a job, at the call, in GitHub's words", () => {
  assert.equal(findings({ ...caller("permissions: { contents: read }", ""), ...idToken }), [
    "ci jobs.c error call-permission-missing: GitHub refuses the run at its start: Error calling workflow './.github/workflows/called.yml'. The nested job 'j' is requesting 'id-token: write', but is only allowed 'id-token: none'.",
  ]);
});
permissions("at the top of the called workflow, several at once", () => {
  assert.equal(
    findings({
      ...caller("", "permissions: { contents: read }, "),
      ...asking("permissions: { contents: write, issues: write }", ""),
    }),
    [
      "ci jobs.c error call-permission-missing: GitHub refuses the run at its start: Error calling workflow './.github/workflows/called.yml'. The workflow is requesting 'contents: write, issues: write', but is only allowed 'contents: read, issues: none'.",
    ],
  );
});
permissions("the job's permissions take the place of its workflow's", () => {
  const missing = ["ci jobs.c error call-permission-missing"];
  const id = "permissions: { contents: read, id-token: write }";
  assert.equal(codes({ ...caller("permissions: {}", `${id}, `), ...idToken }), []);
  assert.equal(codes({ ...caller(id, "permissions: {}, "), ...idToken }), missing);
  assert.equal(codes({ ...caller(id, ""), ...idToken }), []);
});
permissions("read-all and write-all, on both sides", () => {
  const ofCalls = (texts: Texts) => codes(texts).filter((line) => line.includes(" call-"));
  const missing = ["ci jobs.c error call-permission-missing"];
  assert.equal(ofCalls({ ...caller("permissions: write-all", ""), ...idToken }), []);
  assert.equal(ofCalls({ ...caller("permissions: read-all", ""), ...idToken }), missing);
  assert.equal(ofCalls({ ...caller("permissions: write-all", ""), ...asking("permissions: write-all", "") }), []);
  assert.equal(ofCalls({ ...caller("permissions: write-all", ""), ...asking("permissions: read-all", "") }), []);
  assert.equal(ofCalls({ ...caller("permissions: read-all", ""), ...asking("permissions: read-all", "") }), []);
  // `models` knows no writing: that alone is refused.
  assert.equal(
    codes({ ...caller("permissions: { models: read }", ""), ...asking("permissions: { models: write }", "") }),
    ["called permissions.models error permission-level-unknown"],
  );
  assert.equal(ofCalls({ ...caller("permissions: read-all", ""), ...asking("permissions: { models: read }", "") }), []);
  assert.equal(
    codes({ ...caller("permissions: { contents: read }", ""), ...asking("permissions: read-all", "") }),
    missing,
  );
  assert.equal(ofCalls({ ...caller("permissions: {}", ""), ...asking("permissions: {}", "") }), []);
});
permissions("a caller that states nothing has what the settings give: certain is only what both defaults have", () => {
  assert.equal(findings({ ...caller("", ""), ...idToken }), [
    "ci jobs.c warning call-permission-by-settings: The calling job states no permissions. Where the repository's default is the restricted one, GitHub refuses the run at its start: Error calling workflow './.github/workflows/called.yml'. The nested job 'j' is requesting 'id-token: write', but is only allowed 'id-token: none'.",
  ]);
  assert.equal(codes({ ...caller("", ""), ...asking("permissions: { contents: read, packages: read }", "") }), []);
  assert.equal(codes({ ...caller("", ""), ...asking("", "") }), []);
});
permissions("through a workflow that states nothing, and no further than one that does", () => {
  const middle = (top: string, job: string): Texts => ({
    middle: `on: workflow_call\n${top}\njobs: { m: { ${job}${call} } }`,
    ci: "on: push\npermissions: { contents: read }\njobs: { c: { uses: ./.github/workflows/middle.yml } }",
  });
  assert.equal(findings({ ...middle("", ""), ...idToken }), [
    "ci jobs.c error call-permission-missing: GitHub refuses the run at its start: Error calling workflow './.github/workflows/called.yml'. The nested job 'j' is requesting 'id-token: write', but is only allowed 'id-token: none'.",
  ]);
  assert.equal(codes({ ...middle("", "permissions: { contents: read }, "), ...idToken }), [
    "middle jobs.m error call-permission-missing",
  ]);
  assert.equal(codes({ ...middle("permissions: { contents: read, id-token: write }", ""), ...idToken }), [
    "ci jobs.c error call-permission-missing",
  ]);
});
permissions(
  "what cannot be known is left alone: other repositories, expressions, workflows that call each other",
  () => {
    assert.equal(
      codes({
        ci: "on: push\npermissions: {}\njobs: { c: { uses: o/r/.github/workflows/called.yml@v1 } }",
        ...idToken,
      }),
      [],
    );
    assert.equal(codes({ ...caller('permissions: "${{ vars.P }}"', ""), ...idToken }), []);
    const ring = `on: [push, workflow_call]\njobs: { c: { ${call} } }`;
    assert.equal(codes({ ci: `on: push\npermissions: {}\njobs: { c: { ${call} } }`, called: ring }), []);
  },
);
permissions.run();

const inputs = suite("a plain value for an input of another type");
inputs("is refused by GitHub when the called workflow takes a boolean or a number", () => {
  const called = `on: { workflow_call: { inputs: { dry: { type: boolean }, n: { type: number }, s: { type: string } } } }\njobs: { j: { ${steps} } }`;
  const given = (values: string): Texts => ({ ci: `on: push\njobs: { c: { ${call}, with: { ${values} } } }`, called });
  assert.equal(findings(given('dry: "yes", N: true')), [
    'ci jobs.c.with.dry error call-input-type: The input "dry" of .github/workflows/called.yml takes a boolean, and "yes" is none.',
    'ci jobs.c.with.N error call-input-type: The input "N" of .github/workflows/called.yml takes a number, and true is none.',
  ]);
  // Texts are made of anything, and expressions are known only at run time.
  assert.equal(findings(given("dry: true, n: 3, s: 3")), []);
  assert.equal(findings(given('dry: "${{ fromJSON(vars.A) }}", n: "${{ fromJSON(vars.A) }}", s: true, other: 1')), []);
});
inputs.run();

const secrets = suite("a required secret over two levels");
const leaf = `on: { workflow_call: { secrets: { TOKEN: { required: true } } } }\njobs: { j: { ${steps} } }`;
const levels = (first: string, second: string, more = ""): Texts => ({
  ci: `on: push\njobs: { c: { uses: ./.github/workflows/middle.yml${first} } }`,
  middle: `on: { workflow_call: { secrets: { token: , OTHER: } } }\njobs: { m: { ${call}${second}${more} } }`,
  called: leaf,
});
secrets("handed on by `inherit` or by name, and never given", () => {
  const missing =
    "ci jobs.c error call-secret-missing: Secret TOKEN is required by .github/workflows/called.yml, but not provided while calling: .github/workflows/middle.yml hands on only what it is given, and this job does not give it.";
  assert.equal(findings(levels("", ", secrets: inherit")), [missing]);
  assert.equal(findings(levels("", ', secrets: { TOKEN: "${{ secrets.TOKEN }}" }')), [missing]);
  assert.equal(findings(levels(', secrets: { OTHER: "${{ secrets.A }}" }', ", secrets: inherit")), [missing]);
});
secrets("given at the first call, in any case, or not known", () => {
  for (const given of [', secrets: { token: "${{ secrets.A }}" }', ", secrets: inherit"]) {
    assert.equal(codes(levels(given, ", secrets: inherit")), []);
    assert.equal(codes(levels(given, ', secrets: { TOKEN: "${{ secrets.token }}" }')), []);
  }
  assert.equal(codes(levels("", ', secrets: { TOKEN: "${{ secrets.GITHUB_TOKEN }}" }')), []);
  assert.equal(codes(levels("", ', secrets: { TOKEN: "${{ secrets.token || secrets.OTHER }}" }')), []);
  assert.equal(codes(levels("", ", secrets: inherit", ", if: github.ref == 'x'")), []);
  // At one level GitHub's parser says it.
  assert.equal(codes({ ci: `on: push\njobs: { c: { ${call} } }`, called: leaf }), []);
});
secrets.run();

const groups = suite("concurrency groups that wait for themselves");
groups("of a workflow and its job, without case", () => {
  assert.equal(
    findings({ w: `on: push\nconcurrency: test\njobs: { j: { concurrency: { group: Test }, ${steps} } }` }),
    [
      "w jobs.j.concurrency error concurrency-deadlock: GitHub cancels this: a deadlock for concurrency group 'Test' was detected between 'top level workflow' and 'j'.",
    ],
  );
});
const pair = (outer: string, job: string, inner: string, more = ""): Texts => ({
  ci: `name: CI\non: push\nconcurrency: ${outer}\njobs: { c: { ${call}${job} } }`,
  called: `name: Called\non: { workflow_call: { inputs: { to: { type: string } } } }\nconcurrency: ${inner}\njobs: { j: { ${more}${steps} } }`,
});
groups("of a caller and what it calls: github.workflow is the caller's in both", () => {
  const text = '"${{ github.workflow }}-${{ github.ref }}"';
  assert.equal(findings(pair(text, "", '"${{github.workflow}}-${{ github.REF }}"')), [
    "ci jobs.c error concurrency-deadlock: GitHub cancels this: a deadlock for concurrency group '${{github.workflow}}-${{ github.REF }}' was detected between 'top level workflow' and 'c'.",
  ]);
  const deadlock = ["ci jobs.c error concurrency-deadlock"];
  assert.equal(codes(pair("ci", "", '"${{ github.workflow }}"')), deadlock);
  assert.equal(codes(pair("a", ", concurrency: b", "B")), deadlock);
  assert.equal(codes(pair("a", "", "b", "concurrency: A, ")), deadlock);
  assert.equal(codes(pair("a", ", concurrency: b", "c", "concurrency: b, ")), deadlock);
});
groups("inputs are those of the call", () => {
  const deadlock = ["ci jobs.c error concurrency-deadlock"];
  assert.equal(codes(pair("deploy-prod", ", with: { to: prod }", '"deploy-${{ inputs.to }}"')), deadlock);
  assert.equal(codes(pair("deploy-prod", ", with: { to: test }", '"deploy-${{ inputs.to }}"')), []);
  assert.equal(codes(pair("deploy-", "", '"deploy-${{ inputs.to }}"')), deadlock);
  assert.equal(codes(pair("deploy-prod", ', with: { to: "${{ vars.TO }}" }', '"deploy-${{ inputs.to }}"')), []);
  assert.equal(codes(pair('"${{ vars.TO }}"', "", '"${{ inputs.to }}"')), []);
});
groups("two levels down", () => {
  assert.equal(
    codes({
      ci: "on: push\nconcurrency: a\njobs: { c: { uses: ./.github/workflows/middle.yml } }",
      middle: `on: workflow_call\njobs: { m: { ${call} } }`,
      called: `on: workflow_call\nconcurrency: A\njobs: { j: { ${steps} } }`,
    }),
    ["ci jobs.c error concurrency-deadlock"],
  );
});
groups("groups that differ, or may differ, are left alone", () => {
  assert.equal(codes(pair("a", "", "b")), []);
  const sibling = `concurrency: a, ${steps}`;
  assert.equal(codes({ w: `on: push\njobs: { j: { ${sibling} }, k: { ${sibling} } }` }), []);
  const matrix = 'strategy: { matrix: { n: [1, 2] } }, concurrency: "${{ matrix.n }}"';
  assert.equal(codes({ w: `on: push\nconcurrency: "\${{ matrix.n }}"\njobs: { j: { ${matrix}, ${steps} } }` }), []);
  const environment = 'environment: e, concurrency: "${{ vars.G }}"';
  assert.equal(codes({ w: `on: push\nconcurrency: "\${{ vars.G }}"\njobs: { j: { ${environment}, ${steps} } }` }), []);
  // Only called, so that github.workflow is a name that nobody here knows.
  assert.equal(
    codes({
      w: `name: w\non: workflow_call\nconcurrency: "\${{ github.workflow }}"\njobs: { j: { concurrency: w, ${steps} } }`,
    }),
    [],
  );
});
groups.run();

const files = suite("what a source says of a workflow that was written by hand");
const hand = `on:
  workflow_call:
    inputs: { version: { type: string, required: true }, dry: { type: boolean } }
    secrets: { KEY: { required: true } }
    outputs: { digest: { value: "\${{ jobs.j.outputs.d }}" } }
jobs: { j: { outputs: { d: x }, ${steps} } }`;
const against = (call: Parameters<typeof declared>[1]) =>
  findings({ called: hand }, declared(".github/workflows/called.yml", call));
const exact = { inputs: { version: "string", DRY: "boolean" }, secrets: ["key"], outputs: ["digest"] };

files("is compared with the file", () => {
  assert.equal(against(exact), []);
  assert.equal(
    against({
      ...exact,
      inputs: { ...exact.inputs, dryrun: "boolean" },
      secrets: ["KEY", "TOKEN"],
      outputs: ["digset"],
    }),
    [
      'called jobs.c error declared-call-unknown: The output "digset" is declared for .github/workflows/called.yml, which has no such output.',
      'called jobs.c error declared-call-unknown: The input "dryrun" is declared for .github/workflows/called.yml, which has no such input.',
      'called jobs.c error declared-call-unknown: The secret "TOKEN" is declared for .github/workflows/called.yml, which has no such secret.',
    ],
  );
  assert.equal(against({ ...exact, inputs: { version: "number", dry: "boolean" } }), [
    'called jobs.c error declared-call-type: The input "version" of .github/workflows/called.yml is declared as a number, and the file takes a string.',
  ]);
  assert.equal(against({ outputs: ["digest"] }), [
    'called jobs.c error declared-call-missing: .github/workflows/called.yml requires the input "version", which its declaration here leaves out.',
    'called jobs.c error declared-call-missing: .github/workflows/called.yml requires the secret "KEY", which its declaration here leaves out.',
  ]);
});
files("a file that nobody can call, and one that is not there", () => {
  assert.equal(findings({ ci: `on: push\njobs: { j: { ${steps} } }` }, declared(".github/workflows/ci.yml", {})), [
    "ci jobs.c error declared-call-not-callable: .github/workflows/ci.yml is called, and is not triggered by `workflow_call`.",
  ]);
  assert.equal(codes({ ci: `on: push\njobs: { j: { ${steps} } }` }, declared(".github/workflows/no.yml", exact)), []);
});
files.run();
