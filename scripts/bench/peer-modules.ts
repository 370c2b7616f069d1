import { subjectOf } from "../bench-types/module-texts.ts";

/** Action -> `owner/repo@sha`, so that a peer emits the pin that ours takes from the lock. */
export type Pins = Readonly<Record<"actions/checkout" | "actions/setup-node" | "actions/upload-artifact", string>>;

type Key = string | number | boolean | readonly Key[] | { readonly [key: string]: Key };
type Keys = Readonly<Record<string, Key>>;

/** The workflow of `modulePair(index)` as its users write it for gaji: strings for what is typed in ours. */
export function gajiModule(index: number, pins: Pins): string {
  const { head, build, buildSteps, buildOutputs, deploy, deploySteps } = workflowParts(index, pins);
  const add = (step: Keys): string =>
    typeof step.uses === "string"
      ? `    .add(getAction(${print(step.uses)})(${print({ with: step.with ?? {} })}))`
      : `    .add(${print(step)})`;
  return `import { getAction, Job, Workflow } from "../generated/index.js";

const build = new Job("ubuntu-24.04", ${print(build)})
  .steps((s) => s
${buildSteps.map(add).join("\n")})
  .outputs(${print(buildOutputs)});
const deploy = new Job("ubuntu-24.04", ${print(deploy)})
  .steps((s) => s
${deploySteps.map(add).join("\n")});

new Workflow(${print(head)})
  .jobs((j) => j.add("build-${index}", build).add("deploy-${index}", deploy))
  .build("example-${index}");
`;
}

/** The same for gha-ts. */
export function ghaTsModule(index: number, pins: Pins): string {
  const { head, build, buildSteps, buildOutputs, deploy, deploySteps } = workflowParts(index, pins);
  const step = (keys: Keys): string =>
    typeof keys.uses === "string" ? `uses(${print(keys.uses)}, ${print(keys.with ?? {})})` : print(keys);
  const job = (keys: Keys, steps: readonly Keys[]): string =>
    `{ "runs-on": "ubuntu-24.04", ...${print(keys)}, steps: [\n${steps.map((one) => `    ${step(one)},\n`).join("")}  ] }`;
  return `import { stringify } from "yaml";
import { generateWorkflow } from "@jlarky/gha-ts/cli";
import { uses, workflow } from "@jlarky/gha-ts/workflow-types";

const example = workflow({
  ...${print(head)},
  jobs: {
  "build-${index}": ${job({ ...build, outputs: buildOutputs }, buildSteps)},
  "deploy-${index}": ${job(deploy, deploySteps)},
  },
});

await generateWorkflow(example, stringify, import.meta.url);
`;
}

function workflowParts(index: number, pins: Pins) {
  const { event, activity, field } = subjectOf(index);
  const built = event === "pull_request" ? "number" : field;
  const [builtName, deployedName] = [built, field].map((path) => `EVENT_${path.toUpperCase().replaceAll(".", "_")}`);
  return {
    head: {
      name: `example-${index}`,
      on: {
        [event]: { types: [activity] },
        workflow_dispatch: {
          inputs: {
            version: { required: true, type: "string" },
            mode: { type: "choice", options: ["live", "dry-run"] },
            strict: { type: "boolean" },
          },
        },
      },
      permissions: {},
      env: { REGION: expression("vars.REGION") },
      concurrency: {
        group: `example-${expression("github.head_ref || github.ref")}`,
        "cancel-in-progress": false,
      },
    },
    build: {
      if: "github.actor != 'renovate[bot]'",
      permissions: { contents: "read" },
      "timeout-minutes": 15,
      strategy: { "fail-fast": false, matrix: { node: [20, 22, 24], os: ["ubuntu-24.04", "windows-2025"] } },
    },
    buildOutputs: { id: expression("steps.stamp.outputs.id"), level: expression("steps.stamp.outputs.level") },
    buildSteps: [
      { uses: pins["actions/checkout"], with: { "persist-credentials": false, "fetch-depth": 0 } },
      { uses: pins["actions/setup-node"], with: { "node-version": expression("matrix.node"), cache: "npm" } },
      {
        name: "Stamp",
        id: "stamp",
        run: 'echo "id=${GH_RUN_ID}" >> "$GITHUB_OUTPUT"\necho "level=high" >> "$GITHUB_OUTPUT"',
        env: { GH_RUN_ID: expression("github.run_id") },
      },
      {
        name: "Build",
        if: "matrix.node == 22",
        run: `npm run build -- "\${${builtName}}"`,
        env: { TARGET: expression("matrix.os"), [`${builtName}`]: expression(`github.event.${built}`) },
      },
      {
        uses: pins["actions/upload-artifact"],
        with: { name: `build-${expression("matrix.os")}-${expression("matrix.node")}`, path: "dist" },
      },
    ],
    deploy: {
      needs: [`build-${index}`],
      if: `needs.build-${index}.outputs.level == 'high' && inputs.mode != 'dry-run'`,
      environment: { name: "production", url: `https://${expression("vars.REGION")}.example.com` },
      env: { TOKEN: expression("secrets.DEPLOY_TOKEN"), VERSION: expression("inputs.version") },
    },
    deploySteps: [
      {
        name: "Deploy",
        run: `./deploy --id "\${NEEDS_BUILD_${index}_ID}" --subject "\${${deployedName}}"`,
        env: {
          [`NEEDS_BUILD_${index}_ID`]: expression(`needs.build-${index}.outputs.id`),
          [`${deployedName}`]: expression(`github.event.${field}`),
        },
      },
      {
        name: "Tell",
        if: "inputs.strict",
        run: './tell "${GH_ACTOR}"',
        env: { GH_ACTOR: expression("github.actor") },
        "continue-on-error": true,
      },
    ],
  } satisfies Record<string, Keys | readonly Keys[]>;
}

function expression(text: string): string {
  return `\${{ ${text} }}`;
}

/** A literal of the module, a key a line, as a formatter would leave it. */
function print(value: Key): string {
  return JSON.stringify(value, null, 2);
}
