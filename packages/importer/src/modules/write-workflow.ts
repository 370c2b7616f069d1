import { isMap, mappingKeys, type Value } from "@yardmaster/core";
import { planSteps } from "../steps/plan-steps.ts";
import { writeNote } from "../values/write-note.ts";
import { writeRaw } from "../values/write-raw.ts";
import { writeString } from "../values/write-text.ts";
import { writeValue } from "../values/write-value.ts";
import type { GatheringWriter } from "../writing/module-writer.ts";
import { noReferences } from "../writing/references.ts";
import { commentsAboveAll, withComments } from "./comments-at-keys.ts";
import { documentPlace } from "./document-place.ts";
import { mapAt } from "./find-callee.ts";
import { workflowReferences } from "./job-references.ts";
import { type Entry, printEntries, printInline } from "./print-entries.ts";
import { printTriggers } from "./print-triggers.ts";
import { inDependencyOrder, type WorkflowParts, workflowParts } from "./workflow-parts.ts";
import { writeConcurrency } from "./write-concurrency.ts";
import { writeJob } from "./write-job.ts";
import { planMatrices } from "./write-matrix.ts";
import { writeTriggers } from "./write-triggers.ts";

/** The statements of a workflow's module, in order. */
export function writeWorkflow(writer: GatheringWriter): readonly string[] {
  const parts = workflowParts(writer);
  const own = [...parts.jobs.values()].filter(({ callee }) => callee === undefined);
  const steps = new Map(own.map(({ id, keys }) => [id, planSteps(keys.steps, ["jobs", id, "steps"], writer)]));
  const workflow = { ...parts, steps, matrices: planMatrices(parts.jobs, steps, writer) };
  const { on } = workflow.model;
  const events = writeTriggers(on, writer);
  const before = writer.gathered().statements.length;
  for (const job of inDependencyOrder(workflow.jobs)) writeJob(job, workflow);
  const { id, entries } = workflowEntries(workflow);
  const made = `${writer.mark([])}${writer.language("workflow")}(${writeString(id)}, ${printEntries(entries, 4)})`;
  const { statements } = writer.gathered();
  return [
    ...statements.slice(0, before),
    printTriggers(events, writer),
    ...statements.slice(before),
    `export const ${writer.file.exportName} = ${made};`,
  ];
}

function workflowEntries(workflow: WorkflowParts): { readonly id: string; readonly entries: readonly Entry[] } {
  const { writer, model, jobs } = workflow;
  const { root, name: id } = documentPlace(writer.file.path);
  const keys: Entry[] = [];
  const unknown: [string, Value][] = [];
  const above = commentsAboveAll(writer);
  for (const [key, value = null] of Object.entries(model)) {
    if (key === "jobs" || (key === "name" && value === id)) continue;
    if (key === "on") keys.push(["on", "on"]);
    else if (key === "concurrency")
      keys.push([key, withComments(writeConcurrency(value, [key], noReferences, writer), [key], writer)]);
    else if (workflowKeys.has(key))
      keys.push([key, withComments(writeValue(value, [key], noReferences, writer), [key], writer)]);
    else unknown.push([key, value]);
  }
  const why = "The language does not know these keys of a workflow.";
  const { start, end } = writer.comments;
  const outputs = writeOutputs(workflow);
  const handles = [...jobs.values()].map(({ name }) => name);
  const rest: readonly Entry[] = [
    ...(unknown.length === 0 ? [] : [["raw", writeRaw(Object.fromEntries(unknown), [], why, writer)] as const]),
    ...(outputs === undefined ? [] : [["outputs", outputs] as const]),
  ];
  // Last of all: no other writer has a place for what is left.
  const note = writeNote([...above, ...writer.comments.takeBelow([])]);
  return {
    id,
    entries: [
      ...(start.length === 0 ? [] : [["header", writeLines(start)] as const]),
      ...(note === undefined ? [] : [["note", note] as const]),
      ...(root === "" ? [] : [["root", writeString(root)] as const]),
      ...(writer.file.path.endsWith(".yaml") ? [["extension", '"yaml"'] as const] : []),
      ...(model.name === undefined ? [["name", "null"] as const] : []),
      ...keys,
      ...rest,
      ["jobs", `[${handles.join(", ")}]`],
      ...(end.length === 0 ? [] : [["footer", writeLines(end)] as const]),
    ],
  };
}

const workflowKeys = new Set<string>(mappingKeys[""].keys);

function writeLines(lines: readonly string[]): string {
  return `[${lines.map(writeString).join(", ")}]`;
}

/** What a reusable workflow gives to its callers: the value alone where nothing else is said of it. */
function writeOutputs({ writer, model, jobs }: WorkflowParts): string | undefined {
  const declared = mapAt(mapAt(model, "on"), "workflow_call").outputs;
  const path = ["on", "workflow_call", "outputs"];
  if (declared === undefined) return undefined;
  const references = workflowReferences(jobs);
  if (!isMap(declared)) return writeValue(declared, path, references, writer);
  return printEntries(
    Object.entries(declared).map(([name, output = null]): Entry => {
      const at = [...path, name];
      if (!isMap(output)) return [name, writeValue(output, at, references, writer)];
      const parts = Object.entries(output).map(
        ([key, value = null]): Entry => [key, writeValue(value, [...at, key], references, writer)],
      );
      const [[key, source] = ["", ""], ...others] = parts;
      return [name, writer.mark(at) + (key === "value" && others.length === 0 ? source : printInline(parts))];
    }),
  );
}
