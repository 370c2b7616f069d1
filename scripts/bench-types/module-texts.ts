/** What a benchmarked module starts from, and the field of its payload that it reads. */
export interface Subject {
  readonly event: string;
  readonly activity: string;
  readonly field: string;
}

/** Taken in turn. */
const subjects = [
  { event: "pull_request", activity: "opened", field: "pull_request.head.sha" },
  { event: "issue_comment", activity: "created", field: "comment.body" },
  { event: "release", activity: "published", field: "release.tag_name" },
  { event: "issues", activity: "labeled", field: "issue.title" },
] as const;

/** The same workflow in both languages, so that what differs in compiling them is the language. */
export interface ModulePair {
  readonly ours: string;
  readonly theirs: string;
}

/**
 * A workflow of the usual size: a trigger with a payload, inputs, two jobs with outputs and needs, a matrix, conditions,
 * variables, secrets and scripts.
 * @param actions module specifier of the generated bindings, as seen from the module of ours.
 */
export function modulePair(index: number, actions: string): ModulePair {
  const { event, activity, field } = subjectOf(index);
  return {
    ours: `import { and, choice, eq, firstOf, flag, format, job, ne, not, run, sh, text, triggers, workflow } from "yardmaster";
import { checkout, setupNode, uploadArtifact } from "${actions}";

const { on, github, inputs, secrets, vars } = triggers(
  {
    ${event}: { types: ["${activity}"] },
    workflow_dispatch: { inputs: { version: text({ required: true }), mode: choice(["live", "dry-run"]), strict: flag() } },
  },
  { secrets: ["DEPLOY_TOKEN"], vars: ["REGION"] },
);

const stamp = run({ name: "Stamp", outputs: ["id", "level"] }, sh\`echo "id=\${github.run_id}" >> "$GITHUB_OUTPUT"
echo "level=high" >> "$GITHUB_OUTPUT"\`);
const build = job("build-${index}", {
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 15,
  if: ne(github.actor, "renovate[bot]"),
  permissions: { contents: "read" },
  outputs: { id: stamp.outputs.id, level: stamp.outputs.level },
  outputsOfLastLeg: true,
  strategy: { "fail-fast": false, matrix: { node: [20, 22, 24], os: ["ubuntu-24.04", "windows-2025"] } },
  steps: ({ matrix }) => [
    checkout({ "persist-credentials": false, "fetch-depth": 0 }),
    setupNode({ "node-version": matrix.node, cache: "npm" }),
    stamp,
    run({ name: "Build", if: eq(matrix.node, 22), env: { TARGET: matrix.os } }, sh\`npm run build -- \${github.event.${event === "pull_request" ? "number" : field}}\`),
    uploadArtifact({ name: format\`build-\${matrix.os}-\${matrix.node}\`, path: "dist" }),
  ],
});
const deploy = job("deploy-${index}", {
  "runs-on": "ubuntu-24.04",
  if: and(eq(build.outputs.level, "high"), not(eq(inputs.mode, "dry-run"))),
  environment: { name: "production", url: format\`https://\${vars.REGION}.example.com\` },
  env: { TOKEN: secrets.DEPLOY_TOKEN, VERSION: inputs.version },
  steps: [
    run({ name: "Deploy" }, sh\`./deploy --id \${build.outputs.id} --subject \${github.event.${field}}\`),
    run({ name: "Tell", if: inputs.strict, "continue-on-error": true }, sh\`./tell \${github.actor}\`),
  ],
});

export const example${index} = workflow("example-${index}", {
  on,
  permissions: {},
  env: { REGION: vars.REGION },
  concurrency: { group: format\`example-\${firstOf(github.head_ref, github.ref)}\`, "cancel-in-progress": false },
  jobs: [build, deploy],
});
`,
    theirs: `import { expressions as ex, NormalJob, Step, Workflow } from "@github-actions-workflow-ts/lib";

const stamp = new Step({ id: "stamp", name: "Stamp", env: { RUN_ID: ex.expn("github.run_id") }, run: 'echo "id=\${RUN_ID}" >> "$GITHUB_OUTPUT"\\necho "level=high" >> "$GITHUB_OUTPUT"' });
const build = new NormalJob("build-${index}", {
  "runs-on": "ubuntu-24.04",
  "timeout-minutes": 15,
  if: "github.actor != 'renovate[bot]'",
  permissions: { contents: "read" },
  outputs: { id: ex.expn("steps.stamp.outputs.id"), level: ex.expn("steps.stamp.outputs.level") },
  strategy: { "fail-fast": false, matrix: { node: [20, 22, 24], os: ["ubuntu-24.04", "windows-2025"] } },
});
build.addSteps([
  new Step({ uses: "actions/checkout@v7", with: { "persist-credentials": false, "fetch-depth": 0 } }),
  new Step({ uses: "actions/setup-node@v7", with: { "node-version": ex.expn("matrix.node"), cache: "npm" } }),
  stamp,
  new Step({ name: "Build", if: "matrix.node == 22", env: { TARGET: ex.expn("matrix.os"), SUBJECT: ex.expn("github.event.${event === "pull_request" ? "number" : field}") }, run: 'npm run build -- "\${SUBJECT}"' }),
  new Step({ uses: "actions/upload-artifact@v7", with: { name: \`build-\${ex.expn("matrix.os")}-\${ex.expn("matrix.node")}\`, path: "dist" } }),
]);
const deploy = new NormalJob("deploy-${index}", {
  "runs-on": "ubuntu-24.04",
  if: "needs.build-${index}.outputs.level == 'high' && inputs.mode != 'dry-run'",
  environment: { name: "production", url: \`https://\${ex.var("REGION")}.example.com\` },
  env: { TOKEN: ex.secret("DEPLOY_TOKEN"), VERSION: ex.expn("inputs.version") },
});
deploy.needs([build]).addSteps([
  new Step({ name: "Deploy", env: { ID: ex.expn("needs.build-${index}.outputs.id"), SUBJECT: ex.expn("github.event.${field}") }, run: './deploy --id "\${ID}" --subject "\${SUBJECT}"' }),
  new Step({ name: "Tell", if: "inputs.strict", "continue-on-error": true, env: { ACTOR: ex.expn("github.actor") }, run: './tell "\${ACTOR}"' }),
]);

export const example${index} = new Workflow("example-${index}", {
  name: "example-${index}",
  on: {
    ${event}: { types: ["${activity}"] },
    workflow_dispatch: {
      inputs: {
        version: { type: "string", required: true },
        mode: { type: "choice", options: ["live", "dry-run"] },
        strict: { type: "boolean" },
      },
    },
  },
  permissions: {},
  env: { REGION: ex.var("REGION") },
  concurrency: { group: \`example-\${ex.expn("github.head_ref || github.ref")}\`, "cancel-in-progress": false },
});
example${index}.addJobs([build, deploy]);
`,
  };
}

export function subjectOf(index: number): Subject {
  return subjects[index % subjects.length] ?? subjects[0];
}

/** A module that only reads one field behind `github.event.`, as an editor does when it completes there. */
export function payloadModule(event: string): string {
  const body = event === "workflow_run" ? '{ workflows: ["ci"] }' : "null";
  return `import { triggers } from "yardmaster";
const { github } = triggers({ ${event}: ${body} });
export const sender = github.event.sender;
`;
}
