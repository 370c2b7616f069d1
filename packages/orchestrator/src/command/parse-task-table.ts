import { type Diagnostic, fail, ok, type Result, type Task, type TaskInput, type TaskTable } from "@yardmaster/core";
import { FieldReader } from "../field-reader.ts";
import { parseJson } from "../parse-json.ts";
import { wrongShape } from "../problems.ts";
import { hasUnprintable } from "../visible-text.ts";

const taskName = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const inputName = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const workflowFile = /^[A-Za-z0-9_][A-Za-z0-9_.-]*\.ya?ml$/;
const maximumTasks = 100;
/** GitHub's limit for `workflow_dispatch`. */
const maximumInputs = 25;

/**
 * The table that `gen` writes. Keys of the top level that begin with `$` are the generator's own.
 * @param file for diagnostics only
 */
export function parseTaskTable(text: string, file: string): Result<TaskTable, Diagnostic> {
  const json = parseJson(text, file);
  if (!json.ok) return json;
  const fields = new FieldReader(json.value);
  for (const key of Object.keys(fields.object())) {
    if (!key.startsWith("$") && key !== "version" && key !== "tasks") fields.refuse("no such key", key);
  }
  if (fields.object().version !== 1) fields.refuse("the version 1", "version");
  const entries = fields.list("tasks");
  if (entries.length > maximumTasks) fields.refuse(`at most ${maximumTasks} tasks`, "tasks");
  const tasks = entries.slice(0, maximumTasks).map((_, index) => readTask(fields, ["tasks", String(index)]));
  refuseRepeated(fields, tasks, ["tasks"]);
  return fields.problem ? fail(wrongShape({ file, ...fields.problem })) : ok({ version: 1, tasks });
}

function readTask(fields: FieldReader, path: readonly string[]): Task {
  const name = fields.text(...path, "name");
  if (!taskName.test(name)) fields.refuse('a task name such as "release-notes"', ...path, "name");
  if (name === "help") fields.refuse('a name other than "help"', ...path, "name");
  const workflow = fields.text(...path, "workflow");
  if (!workflowFile.test(workflow)) fields.refuse('a file name such as "release.yml"', ...path, "workflow");
  const entries = fields.list(...path, "inputs");
  if (entries.length > maximumInputs) fields.refuse(`at most ${maximumInputs} inputs`, ...path, "inputs");
  const inputs = entries.map((_, index) => readInput(fields, [...path, "inputs", String(index)]));
  refuseRepeated(fields, inputs, [...path, "inputs"]);
  return {
    name,
    description: readLine(fields, [...path, "description"]),
    workflow,
    ref: fields.choice(["default-branch"], ...path, "ref"),
    inputs,
  };
}

function readInput(fields: FieldReader, path: readonly string[]): TaskInput {
  const name = fields.text(...path, "name");
  if (!inputName.test(name)) fields.refuse('an input name such as "since"', ...path, "name");
  const type = fields.choice(["string", "boolean", "number", "choice"], ...path, "type");
  const input = {
    name,
    description: readLine(fields, [...path, "description"]),
    type,
    required: fields.boolean(...path, "required"),
    ...(fields.has(...path, "default") ? { default: fields.scalar(...path, "default") } : {}),
  };
  if (type !== "choice") return input;
  const options = fields
    .list(...path, "options")
    .map((_, index) => readLine(fields, [...path, "options", String(index)]));
  if (options.length === 0 || options.includes("")) fields.refuse("options, none of them empty", ...path, "options");
  return { ...input, options };
}

/** Shown in logs and summaries: a text without control characters. */
function readLine(fields: FieldReader, path: readonly string[]): string {
  const line = fields.text(...path);
  if (hasUnprintable(line)) fields.refuse("a text on one line", ...path);
  return line;
}

function refuseRepeated(
  fields: FieldReader,
  named: readonly { readonly name: string }[],
  path: readonly string[],
): void {
  const repeated = named.findIndex(({ name }, index) => named.findIndex((other) => other.name === name) < index);
  if (repeated >= 0) fields.refuse("a name that no other has", ...path, String(repeated), "name");
}
