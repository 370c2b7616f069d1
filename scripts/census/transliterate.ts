import type { ModelPath, Value, ValueMap } from "@yardmaster/core";
import { inDependencyOrder } from "./dependency-order.ts";
import { printJob } from "./print-job.ts";
import { pathComment, printMap, printSource } from "./print-source.ts";
import { printTriggers } from "./print-triggers.ts";

/**
 * A module of the language that says what a workflow says, key by key. It exports `build`, so that one module's refusal
 * does not keep the others from being evaluated.
 * @param id of the workflow; free text becomes a valid one.
 */
export function transliterate(id: string, model: ValueMap): string {
  const { on, jobs, ...keys } = model;
  const jobMap = (jobs ?? {}) as Readonly<Record<string, ValueMap>>;
  const names = new Map(Object.keys(jobMap).map((job, index) => [job, `job${index}`] as const));
  const declarations = inDependencyOrder(jobMap).map(
    (job) => `const ${names.get(job)} = ${printJob(job, jobMap[job] ?? {}, names)}; ${pathComment(["jobs", job])}`,
  );
  const outputs = callOutputs(on);
  const entries: (readonly [string, string])[] = [
    ["on", "on"],
    ...(model.name === undefined ? [["name", "null"] as const] : []),
    ...Object.entries(keys).map(([key, value]) => [key, printSource(value as Value, [key])] as const),
    ...(outputs ? [["outputs", printSource(outputs, outputsPath)] as const] : []),
    ["jobs", `[${[...names.values()].join(", ")}]`],
  ];
  return [
    `import { ${imports.join(", ")} } from "@yardmaster/dsl";\n`,
    'import { current, env, github, runner, strategy, x } from "./placeholder.ts";\n',
    "export function build() {\n",
    `const { on } = triggers(${printTriggers(on ?? null)}); ${pathComment(["on"])}`,
    ...declarations,
    `return workflow(${JSON.stringify(id)}, ${printMap(entries, [])});\n}\n`,
  ].join("");
}

const outputsPath: ModelPath = ["on", "workflow_call", "outputs"];

/** The language has the outputs of a reusable workflow beside its jobs. */
function callOutputs(on: Value | undefined): Value | undefined {
  const event = (on as ValueMap | undefined)?.workflow_call as ValueMap | null | undefined;
  return event?.outputs;
}

const imports = [
  "background",
  "call",
  "cancel",
  "choice",
  "environment",
  "flag",
  "format",
  "fromSelf",
  "job",
  "localWorkflow",
  "matrix",
  "number",
  "parallel",
  "pwsh",
  "py",
  "remoteWorkflow",
  "run",
  "sh",
  "text",
  "triggers",
  "useAction",
  "useDocker",
  "useFolder",
  "verbatim",
  "wait",
  "waitAll",
  "workflow",
];
