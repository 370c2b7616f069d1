import { isMap, readTemplate, type Value, type ValueMap } from "@yardmaster/core";
import { typesAt } from "../values/static-types.ts";
import { writePinned } from "../values/write-pinned.ts";
import { writeString } from "../values/write-text.ts";
import { pathKey } from "../writing/decisions.ts";
import { withoutMarks } from "../writing/marks.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import { noReferences } from "../writing/references.ts";
import { type Callee, mapAt } from "./find-callee.ts";
import { type Entry, printInline } from "./print-entries.ts";
import type { JobPart, WorkflowParts } from "./workflow-parts.ts";

/** The handle of a called workflow: imported, or declared before the first job that calls it. */
export function writeCallee(job: JobPart, callee: Callee, workflow: WorkflowParts): string {
  const { writer } = workflow;
  const path = ["jobs", job.id, "uses"];
  const isRaw = writer.decisions.raw.has(pathKey(path));
  if (callee.file && !isRaw) {
    return fromCommit(callee, writer.imported(callee.file.module, callee.file.exportName), writer);
  }
  if (callee.kind === "written" && !isRaw) return fromCommit(callee, writtenHandle(callee, workflow), writer);
  // The version behind a pin belongs to what is called.
  const uses = writePinned(callee.uses, path, noReferences, writer);
  const outputs = readOutputs(callersOf(callee, workflow));
  return declareOnce(withoutMarks(uses), callee, workflow, (name) => {
    const rest = outputs.length === 0 ? "" : `, ${printInline(outputs)}`;
    return `const ${name} = ${writer.language("workflowAt")}(${uses}${rest});`;
  });
}

function fromCommit({ isOfCommit }: Callee, handle: string, writer: ModuleWriter): string {
  return isOfCommit ? `${writer.language("fromSelf")}(${handle})` : handle;
}

/** A file of this repository that stays as it is: what it declares, or what its callers here give. */
function writtenHandle(callee: Callee, workflow: WorkflowParts): string {
  const { writer } = workflow;
  const file = callee.uses.replace(/^.*\//, "");
  return declareOnce(file, callee, workflow, (name) => {
    const callers = callersOf(callee, workflow);
    const { declaration } = callee;
    const parts = declaration ? declaredParts(declaration, callers, writer) : givenParts(callers, writer);
    const rest = parts.length === 0 ? "" : `, ${printInline(parts)}`;
    return `const ${name} = ${writer.language("localWorkflow")}(${writeString(file)}${rest});`;
  });
}

function declareOnce(
  key: string,
  { uses }: Callee,
  { writer, callees }: WorkflowParts,
  declare: (name: string) => string,
): string {
  const known = callees.get(key);
  if (known !== undefined) return known;
  const [, stem = "called"] = /([^/@]+?)(?:\.ya?ml)?(?:@.*)?$/.exec(uses) ?? [];
  const name = writer.names.take(stem, "workflow");
  callees.set(key, name);
  writer.declare(declare(name));
  return name;
}

function callersOf(callee: Callee, { jobs }: WorkflowParts): readonly JobPart[] {
  const target = (uses: string | undefined): string | undefined => uses?.replace(/^[.$]\//, "");
  return [...jobs.values()].filter((job) => target(job.callee?.uses) === target(callee.uses));
}

/** Of what a file declares, as much as its callers here use and have to give. */
function declaredParts(declaration: ValueMap, callers: readonly JobPart[], writer: ModuleWriter): readonly Entry[] {
  const used = (key: "with" | "secrets") => new Set(callers.flatMap(({ keys }) => Object.keys(mapAt(keys, key))));
  const [givenInputs, givenSecrets] = [used("with"), used("secrets")];
  const inputs = Object.entries(mapAt(declaration, "inputs"))
    .filter(([name, input]) => givenInputs.has(name) || isRequired(input))
    .map(([name, input]): Entry => [name, inputOf(isMap(input) ? input.type : undefined, isRequired(input), writer)]);
  const secrets = Object.entries(mapAt(declaration, "secrets"))
    .filter(([name, secret]) => givenSecrets.has(name) || isRequired(secret))
    .map(([name, secret]): Entry => [name, isRequired(secret) ? "{ required: true }" : "{}"]);
  return partsOf(inputs, secrets, callers);
}

function isRequired(declaration: Value | undefined): boolean {
  return isMap(declaration) && declaration.required === true;
}

function inputOf(type: Value | undefined, mustBeGiven: boolean, writer: ModuleWriter): string {
  const builder = type === "boolean" ? "flag" : type === "number" ? "number" : "text";
  return `${writer.language(builder)}(${mustBeGiven ? "{ required: true }" : ""})`;
}

/** Of a file that is not there: what its callers here give, and read. */
function givenParts(callers: readonly JobPart[], writer: ModuleWriter): readonly Entry[] {
  const types = new Map<string, string>();
  for (const { id, keys } of callers) {
    for (const [name, value = null] of Object.entries(mapAt(keys, "with"))) {
      const type = typeOf(value, ["jobs", id, "with", name], writer);
      const other = types.get(name) ?? type;
      types.set(name, other === type ? type : "string");
    }
  }
  const secrets = new Set(callers.flatMap(({ keys }) => Object.keys(mapAt(keys, "secrets"))));
  return partsOf(
    [...types].map(([name, type]): Entry => [name, inputOf(type, false, writer)]),
    [...secrets].map((name): Entry => [name, "{}"]),
    callers,
  );
}

function typeOf(value: Value, path: readonly (string | number)[], writer: ModuleWriter): string {
  if (typeof value === "boolean" || typeof value === "number") return typeof value;
  const [part, ...others] = typeof value === "string" ? readTemplate(value, false) : [];
  if (!part?.isWhole || others.length > 0) return "string";
  const type = typesAt(path, writer).typeOf(part.expression);
  if (type.kind !== "scalar") return "string";
  return ["boolean", "number"].find((kind) => type.kinds.every((each) => each === kind)) ?? "string";
}

function partsOf(inputs: readonly Entry[], secrets: readonly Entry[], callers: readonly JobPart[]): readonly Entry[] {
  return [
    ...(inputs.length > 0 ? [["inputs", printInline(inputs)] as const] : []),
    ...(secrets.length > 0 ? [["secrets", printInline(secrets)] as const] : []),
    ...readOutputs(callers),
  ];
}

function readOutputs(callers: readonly JobPart[]): readonly Entry[] {
  const outputs = new Set(callers.flatMap(({ outputsRead }) => [...outputsRead]));
  return outputs.size === 0 ? [] : [["outputs", `[${[...outputs].map(writeString).join(", ")}]`]];
}
