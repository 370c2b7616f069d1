import type { Reason, RunTrace, SimulatedRepository } from "@yardmaster/simulator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { jobsOf, repositoryOf, runOf, workflowOf } from "../../helpers/simulated-files.ts";

interface Case {
  readonly says: string;
  readonly source: string;
  /** Below `jobs` of the workflow that starts. */
  readonly jobs: string;
  /** Before `jobs`. */
  readonly top?: string;
  /** By name; `called.yml` is what most cases call. */
  readonly files?: Readonly<Record<string, string>>;
  readonly facts?: Partial<SimulatedRepository>;
  /** Code and text; undefined: the run runs. */
  readonly refused?: readonly [code: string, text: string];
}

const loader = "actions/runner, ReusableWorkflowsLoader";
const converter = "actions/runner, WorkflowTemplateConverter";
const permissions = "actions/runner, PermissionsHelper.ValidateEmbeddedPermissions";
const nesting = "docs.github.com, Reuse workflows, Nesting reusable workflows";
const syntax = "docs.github.com, Workflow syntax, jobs.<job_id>.uses";

const call = "call: {uses: ./.github/workflows/called.yml}";
const steps = 'runs-on: x, steps: [{run: "true"}]';
const plain = `on: workflow_call\njobs: {inner: {${steps}}}`;
const inputs = (text: string): string => `on: {workflow_call: {inputs: {${text}}}}\njobs: {inner: {${steps}}}`;
const secrets = (text: string): string => `on: {workflow_call: {secrets: {${text}}}}\njobs: {inner: {${steps}}}`;
const asking = (text: string): string => `on: workflow_call\njobs: {inner: {permissions: ${text}, ${steps}}}`;
const chain = (levels: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: levels }, (_, index) => [
      index === 0 ? "called.yml" : `called-${index}.yml`,
      index === levels - 1
        ? plain
        : `on: workflow_call\njobs: {next: {uses: ./.github/workflows/called-${index + 1}.yml}}`,
    ]),
  );

const own = "job `call` of .github/workflows/main.yml";
const called = ".github/workflows/called.yml";

const cases: readonly Case[] = [
  { says: "a call that fits", source: syntax, jobs: call, files: { "called.yml": plain } },
  {
    says: "a called workflow in a list of events",
    source: converter,
    jobs: call,
    files: { "called.yml": plain.replace("workflow_call", "[push, workflow_call]") },
  },
  {
    says: "a file that is not there",
    source: syntax,
    jobs: call,
    refused: ["call-missing", `${own} calls ${called}, which is not there`],
  },
  {
    says: "a file that is not there, although the job never runs",
    source: loader,
    jobs: "call: {if: false, uses: ./.github/workflows/called.yml}",
    refused: ["call-missing", `${own} calls ${called}, which is not there`],
  },
  {
    says: "a version of a local workflow",
    source: syntax,
    jobs: "call: {uses: ./.github/workflows/called.yml@main}",
    files: { "called.yml": plain },
    refused: ["call-missing", `${own} calls ${called}@main, which is not there`],
  },
  {
    says: "a file that GitHub cannot read",
    source: loader,
    jobs: call,
    facts: { unreadable: new Map([[called, "line 3 is no YAML"]]) },
    refused: ["call-unreadable", `${own} calls ${called}, which GitHub cannot read: line 3 is no YAML`],
  },
  {
    says: "a workflow that may not be called",
    source: converter,
    jobs: call,
    files: { "called.yml": plain.replace("workflow_call", "push") },
    refused: ["call-not-offered", `${own} calls ${called}, whose \`on\` does not list \`workflow_call\``],
  },
  {
    says: "no workflow at all",
    source: syntax,
    jobs: "call: {uses: docker://alpine}",
    refused: ["call-invalid", `${own} names no workflow by \`docker://alpine\``],
  },
  {
    says: "a workflow that calls itself",
    source: nesting,
    jobs: "call: {uses: ./.github/workflows/main.yml}",
    top: "on: [push, workflow_call]",
    refused: [
      "call-loop",
      `${own} calls .github/workflows/main.yml, which calls it: .github/workflows/main.yml -> .github/workflows/main.yml`,
    ],
  },
  {
    says: "a ring further down",
    source: nesting,
    jobs: call,
    files: {
      "called.yml": "on: workflow_call\njobs: {b: {uses: ./.github/workflows/other.yml}}",
      "other.yml": "on: workflow_call\njobs: {c: {uses: ./.github/workflows/called.yml}}",
    },
    refused: [
      "call-loop",
      `job \`c\` of .github/workflows/other.yml calls ${called}, which calls it: .github/workflows/main.yml -> ${called} -> .github/workflows/other.yml -> ${called}`,
    ],
  },
  { says: "ten levels with the one that starts", source: nesting, jobs: call, files: chain(9) },
  {
    says: "eleven levels",
    source: nesting,
    jobs: call,
    files: chain(10),
    refused: [
      "call-too-deep",
      "job `next` of .github/workflows/called-8.yml calls .github/workflows/called-9.yml at level 11 of 10",
    ],
  },
  {
    says: "fifty workflows",
    source: "docs.github.com, Reusing workflow configurations, Limitations",
    jobs: Array.from({ length: 50 }, (_, n) => `c${n}: {uses: o/r/.github/workflows/w${n}.yml@v1}`).join("\n  "),
  },
  {
    says: "fifty-one workflows",
    source: "docs.github.com, Reusing workflow configurations, Limitations",
    jobs: Array.from({ length: 51 }, (_, n) => `c${n}: {uses: o/r/.github/workflows/w${n}.yml@v1}`).join("\n  "),
    refused: [
      "call-too-many",
      "job `c50` of .github/workflows/main.yml calls o/r/.github/workflows/w50.yml@v1 beside 50 other workflows",
    ],
  },
  {
    says: "one workflow often",
    source: "docs.github.com, Reusing workflow configurations, Limitations",
    jobs: Array.from({ length: 60 }, (_, n) => `c${n}: {uses: ./.github/workflows/called.yml}`).join("\n  "),
    files: { "called.yml": plain },
  },
  {
    says: "a workflow of another repository that nobody gave",
    source: syntax,
    jobs: "call: {uses: o/r/.github/workflows/w.yml@v1, with: {anything: 1}}",
  },
  {
    says: "a local call of a workflow from elsewhere is of its repository",
    source: syntax,
    jobs: "call: {uses: o/r/.github/workflows/w.yml@v1}",
    files: { "inner.yml": plain },
    facts: {
      calledElsewhere: new Map([
        [
          "o/r/.github/workflows/w.yml@v1",
          workflowOf("on: workflow_call\njobs: {b: {uses: ./.github/workflows/inner.yml}}", "w.yml"),
        ],
        ["o/r/.github/workflows/inner.yml@v1", workflowOf(plain.replace("workflow_call", "push"), "inner.yml")],
      ]),
    },
    refused: [
      "call-not-offered",
      "job `b` of o/r/.github/workflows/w.yml@v1 calls o/r/.github/workflows/inner.yml@v1, whose `on` does not list `workflow_call`",
    ],
  },
  // Inputs
  {
    says: "a required input that is not given",
    source: `${converter}; errors-reusable-workflow-job-inputs-required.yml`,
    jobs: call,
    files: { "called.yml": inputs("a: {type: string, required: true}") },
    refused: ["call-input-missing", `${own} calls ${called}, whose input \`a\` is required`],
  },
  {
    says: "a required input with a default is required",
    source: converter,
    jobs: call,
    files: { "called.yml": inputs("a: {type: string, required: true, default: x}") },
    refused: ["call-input-missing", `${own} calls ${called}, whose input \`a\` is required`],
  },
  {
    says: "a required input in another case",
    source: converter,
    jobs: "call: {uses: ./.github/workflows/called.yml, with: {A: 1}}",
    files: { "called.yml": inputs("a: {type: string, required: true}") },
  },
  {
    says: "an input that is not declared",
    source: `${converter}; errors-reusable-workflow-job-inputs-undefined.yml`,
    jobs: "call: {uses: ./.github/workflows/called.yml, with: {constructor: x}}",
    files: { "called.yml": plain },
    refused: ["call-input-undeclared", `${own} calls ${called}, which has no input \`constructor\``],
  },
  ...[
    ["boolean", "nope", "nope"],
    ["boolean", '"true"', "true"],
    ["boolean", "1", "1"],
    ["boolean", "null", ""],
    ["number", "nope", "nope"],
    ["number", "true", "true"],
    ["number", '""', ""],
  ].map(
    ([type = "", value = "", shown = ""]): Case => ({
      says: `a ${type} that is ${value}`,
      source: `${converter}; errors-reusable-workflow-job-inputs-type-mismatch.yml`,
      jobs: `call: {uses: ./.github/workflows/called.yml, with: {a: ${value}}}`,
      files: { "called.yml": inputs(`a: {type: ${type}}`) },
      refused: ["call-input-type", `${own} calls ${called}, whose input \`a\` is a ${type} and gets \`${shown}\``],
    }),
  ),
  ...[
    ["boolean", "false"],
    ["number", "0.5"],
    ["string", "null"],
    ["string", "true"],
    ["string", "456"],
    ["boolean", '"${{ github.actor }}"'],
  ].map(
    ([type = "", value = ""]): Case => ({
      says: `a ${type} that is ${value} fits`,
      source: `${converter}; reusable-workflow-job-inputs-type-coercion.yml`,
      jobs: `call: {uses: ./.github/workflows/called.yml, with: {a: ${value}}}`,
      files: { "called.yml": inputs(`a: {type: ${type}}`) },
    }),
  ),
  {
    says: "a default of the wrong kind",
    source: converter,
    jobs: call,
    files: { "called.yml": inputs("a: {type: boolean, default: no}") },
    refused: ["call-input-type", `${own} calls ${called}, whose input \`a\` of type boolean has the default \`no\``],
  },
  // Secrets
  {
    says: "a required secret that is not handed on",
    source: `${converter}; errors-reusable-workflow-job-secrets-required.yml`,
    jobs: call,
    files: { "called.yml": secrets("a: {required: true}") },
    refused: ["call-secret-missing", `${own} calls ${called}, whose secret \`a\` is required`],
  },
  {
    says: "a secret that is not declared",
    source: `${converter}; errors-reusable-workflow-job-secrets-undefined.yml`,
    jobs: "call: {uses: ./.github/workflows/called.yml, secrets: {a: x}}",
    files: { "called.yml": plain },
    refused: ["call-secret-undeclared", `${own} calls ${called}, which has no secret \`a\``],
  },
  {
    says: "a secret that is declared by its name alone, in another case",
    source: "reusable-workflow-secrets-secret-without-definition.yml",
    jobs: "call: {uses: ./.github/workflows/called.yml, secrets: {A: x}}",
    files: { "called.yml": secrets("a: ") },
  },
  {
    says: "inherit hands on whatever is required",
    source: converter,
    jobs: "call: {uses: ./.github/workflows/called.yml, secrets: inherit}",
    files: { "called.yml": secrets("a: {required: true}") },
  },
  {
    says: "a word that is not inherit",
    source: "errors-reusable-workflow-job-secrets.yml",
    jobs: "call: {uses: ./.github/workflows/called.yml, secrets: inhrit}",
    files: { "called.yml": plain },
    refused: [
      "call-invalid",
      `${own} calls ${called}, and its \`secrets\` is \`inhrit\`, which is neither a map nor \`inherit\``,
    ],
  },
  // Permissions
  {
    says: "a job asks for more than its caller's job grants",
    source: `${permissions}; errors-…-job-level-from-caller-job-level.yml`,
    jobs: "call: {permissions: {actions: read}, uses: ./.github/workflows/called.yml}",
    files: { "called.yml": asking("{actions: write}") },
    refused: [
      "call-permissions",
      `${own} calls ${called} and grants \`actions: read\`, and job \`inner\` of ${called} asks for \`actions: write\``,
    ],
  },
  {
    says: "of models nothing is written: GitHub reads `write` as `read`",
    source: permissions,
    jobs: call.replace("}", ", permissions: {models: read}}"),
    files: { "called.yml": asking("{models: write}") },
  },
  {
    says: "a workflow asks for more than its caller's workflow grants",
    source: `${permissions}; errors-…-workflow-level-from-caller-workflow-level.yml`,
    top: "on: push\npermissions: {actions: read}",
    jobs: call,
    files: { "called.yml": `permissions: {actions: write}\n${plain}` },
    refused: [
      "call-permissions",
      `${own} calls ${called} and grants \`actions: read\`, and ${called} asks for \`actions: write\``,
    ],
  },
  {
    says: "the caller's job counts before its workflow",
    source: `${permissions}; reusable-workflow-job-permissions-overrides-workflow-level.yml`,
    top: "on: push\npermissions: {}",
    jobs: "call: {permissions: {actions: write}, uses: ./.github/workflows/called.yml}",
    files: { "called.yml": asking("{actions: write}") },
  },
  {
    says: "what a called workflow states does not bound its own jobs",
    source: converter,
    top: "on: push\npermissions: {actions: write}",
    jobs: call,
    files: { "called.yml": `permissions: {}\n${asking("{actions: write}")}` },
  },
  {
    says: "what a called workflow states bounds the one that it calls",
    source: `${permissions}; errors-…-nested-…-job-level-from-caller-workflow-level.yml`,
    top: "on: push\npermissions: {actions: write}",
    jobs: call,
    files: {
      "called.yml": "on: workflow_call\npermissions: {actions: read}\njobs: {b: {uses: ./.github/workflows/other.yml}}",
      "other.yml": asking("{actions: write}"),
    },
    refused: [
      "call-permissions",
      `job \`b\` of ${called} calls .github/workflows/other.yml and grants \`actions: read\`, and job \`inner\` of .github/workflows/other.yml asks for \`actions: write\``,
    ],
  },
  {
    says: "what is granted at the top goes through a workflow that states nothing",
    source: permissions,
    jobs: "call: {permissions: {}, uses: ./.github/workflows/called.yml}",
    files: { ...chain(2), "called-1.yml": asking("{issues: read}") },
    refused: [
      "call-permissions",
      "job `next` of .github/workflows/called.yml calls .github/workflows/called-1.yml and grants `issues: none`, and job `inner` of .github/workflows/called-1.yml asks for `issues: read`",
    ],
  },
  {
    says: "more than the restricted default",
    source: `${permissions}; errors-…-job-level-from-caller-default.yml`,
    jobs: call,
    files: { "called.yml": asking("{actions: write, contents: read}") },
    facts: { settings: { defaultPermissions: "restricted" } },
    refused: [
      "call-permissions",
      `${own} calls ${called} and states none, so that the default grants \`actions: none\`, and job \`inner\` of ${called} asks for \`actions: write\``,
    ],
  },
  {
    says: "no more than the restricted default",
    source: "reusable-workflow-job-permissions-default-limited-read-allows-contents-packages.yml",
    jobs: call,
    files: { "called.yml": asking("{contents: read, packages: read}") },
    facts: { settings: { defaultPermissions: "restricted" } },
  },
  {
    says: "all of the permissive default, an identity included",
    source: permissions,
    jobs: call,
    files: { "called.yml": asking("write-all") },
    facts: { settings: { defaultPermissions: "permissive" } },
  },
  {
    says: "the permissive default gives no identity to another owner",
    source: `${permissions}, isTrusted`,
    jobs: "call: {uses: o/r/.github/workflows/w.yml@v1}",
    facts: {
      calledElsewhere: new Map([["o/r/.github/workflows/w.yml@v1", workflowOf(asking("{id-token: write}"), "w.yml")]]),
    },
    refused: [
      "call-permissions",
      "job `call` of .github/workflows/main.yml calls o/r/.github/workflows/w.yml@v1 and states none, so that the default grants `id-token: none`, and job `inner` of o/r/.github/workflows/w.yml@v1 asks for `id-token: write`",
    ],
  },
  {
    says: "read-all under read-all, which has an identity to compare alone",
    source: "actions/runner, Permissions(PermissionLevel, includeIdToken)",
    jobs: "call: {permissions: read-all, uses: ./.github/workflows/called.yml}",
    files: { "called.yml": asking("read-all") },
  },
  {
    says: "write-all under read-all: the first of many are named",
    source: "errors-…-request-write-all-allowed-read-all.yml",
    jobs: "call: {permissions: read-all, uses: ./.github/workflows/called.yml}",
    files: { "called.yml": asking("write-all") },
    refused: [
      "call-permissions",
      `${own} calls ${called} and grants \`actions: read\`, \`artifact-metadata: read\`, \`attestations: read\` and 15 more, and job \`inner\` of ${called} asks for \`actions: write\`, \`artifact-metadata: write\`, \`attestations: write\` and 15 more`,
    ],
  },
];

const test = suite("calls that stop a run before its first job");
for (const { says, jobs, top = "on: push", files = {}, facts, refused } of cases) {
  test(says, () => {
    const run = runOf(repositoryOf({ "main.yml": `${top}\njobs:\n  ${jobs}\n`, ...files }, facts));
    if (!refused) {
      assert.equal([run.verdict, run.reason], ["runs", undefined]);
      return;
    }
    assert.equal([run.verdict, run.reason?.code, run.reason?.text], ["refused", ...refused]);
    assert.equal(run.jobs, []);
  });
}
test("the path is of the job in the workflow that starts, however deep the fault is", () => {
  const { reason } = runOf(repositoryOf({ "main.yml": `on: push\njobs:\n  ${call}\n`, ...chain(10) }));
  assert.equal(reason?.path, ["jobs", "call", "uses"]);
});
test("with a default that is not known, what only the restricted one refuses is a doubt", () => {
  const run = runOf(
    repositoryOf({ "main.yml": `on: push\njobs:\n  ${call}\n`, "called.yml": asking("{actions: write}") }),
  );
  const doubt: Reason = {
    code: "call-permissions",
    text: `${own} calls ${called} and states none, so that the default grants \`actions: none\`, and job \`inner\` of ${called} asks for \`actions: write\``,
    dependsOn: ["settings.defaultPermissions"],
  };
  assert.equal([run.verdict, run.doubts, places(run)], ["runs", [doubt], ["call", "call/inner"]]);
});
test.run();

function places(run: RunTrace): readonly string[] {
  return jobsOf(run).map(({ place }) => place);
}
