import type { StarterJob, StarterStep } from "./starter-job.ts";

export interface StarterSource {
  /** Of the workflow: its file is called so. */
  readonly id: string;
  /** Says above the code what it is. */
  readonly comment: string;
  readonly branch: string;
  readonly jobs: readonly (Pick<StarterJob, "id" | "timeoutMinutes" | "steps"> & { readonly name?: string })[];
  /** Names of the functions of actions. */
  readonly bindings: ReadonlyMap<string, string>;
}

/** A module that is ready to be compiled, in the layout of Prettier and Biome. */
export function printSource({ id, comment, branch, jobs, bindings }: StarterSource): string {
  const nameOf = (action: string): string => bindings.get(action) ?? action;
  const used = new Set(jobs.flatMap(({ steps }) => steps.flatMap((step) => ("action" in step ? [step.action] : []))));
  const hasScript = jobs.some(({ steps }) => steps.some((step) => "script" in step));
  const language = ["eq", "format", "job", ...(hasScript ? ["run", "sh"] : []), "triggers", "workflow"];
  return `import { ${language.join(", ")} } from "yardmaster";
import { ${[...used].map(nameOf).sort().join(", ")} } from "../generated/actions.ts";

// ${comment}

const { on, github } = triggers({ push: { branches: [${JSON.stringify(escapePattern(branch))}] }, pull_request: {} });

${jobs.map((each) => printJob(each, nameOf)).join("\n\n")}

export const ${id} = workflow(${JSON.stringify(id)}, {
  on,
  permissions: {},
  concurrency: {
    group: format\`${id}-\${github.ref}\`,
    "cancel-in-progress": eq(github.event_name, "pull_request"),
  },
  jobs: [${jobs.map((each) => each.id).join(", ")}],
});
`;
}

function printJob(
  { id, name, timeoutMinutes, steps }: StarterSource["jobs"][number],
  nameOf: (action: string) => string,
) {
  return `const ${id} = job("${id}", {
${name === undefined ? "" : `  name: ${JSON.stringify(name)},\n`}  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read" },
  "timeout-minutes": ${timeoutMinutes},
  steps: [
${steps.map((step) => printStep(step, nameOf)).join("\n")}
  ],
});`;
}

function printStep(step: StarterStep, nameOf: (action: string) => string): string {
  if ("action" in step) {
    const inputs = Object.entries(step.with).map(([key, value]) => `${printKey(key)}: ${JSON.stringify(value)}`);
    return `    ${nameOf(step.action)}(${inputs.length > 0 ? `{ ${inputs.join(", ")} }` : ""}),`;
  }
  const lines = step.script.map(escapeTemplate);
  if (lines.length === 1) return `    run({ name: ${JSON.stringify(step.name)} }, sh\`${lines[0]}\`),`;
  const script = lines.map((line) => `        ${line}\n`).join("");
  return `    run(\n      { name: ${JSON.stringify(step.name)} },\n      sh\`\n${script}      \`,\n    ),`;
}

function printKey(key: string): string {
  return /^\w+$/.test(key) ? key : JSON.stringify(key);
}

function escapeTemplate(line: string): string {
  return line.replaceAll(/[\\`]|\$(?=\{)/g, "\\$&");
}

/** The name of a branch as a pattern that fits it alone. */
function escapePattern(branch: string): string {
  return branch.replaceAll(/[*?+[\]!\\]/g, "\\$&");
}
