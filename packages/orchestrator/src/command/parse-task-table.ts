import {
  checkTaskTable,
  type Diagnostic,
  fail,
  ok,
  type Result,
  type Task,
  type TaskDispatch,
  type TaskInput,
  type TaskRule,
  type TaskTable,
  taskRoles,
} from "@yardmaster/core";
import { FieldReader } from "../json/field-reader.ts";
import { parseJson } from "../json/parse-json.ts";
import { wrongShape } from "../reasons/problems.ts";

/**
 * The table that `gen` writes, or a hand. Keys of the top level that begin with `$` are the generator's or the editor's.
 * @param file for diagnostics only
 */
export function parseTaskTable(text: string, file: string): Result<TaskTable, Diagnostic> {
  const json = parseJson(text, file);
  if (!json.ok) return json;
  const fields = new FieldReader(json.value);
  const known = Object.keys(fields.object()).filter((key) => key.startsWith("$"));
  refuseOtherKeys(fields, [...known, "version", "tasks"], []);
  if (fields.object().version !== 1) fields.refuse("the version 1", "version");
  const tasks = readEach(fields, ["tasks"], readTask);
  const table: TaskTable = { version: 1, tasks };
  // Names and relations have a meaning only where everything is of its kind.
  const [problem] = fields.problem ? [] : checkTaskTable(table);
  if (problem) fields.refuse(problem.expected, ...problem.path);
  return fields.problem ? fail(wrongShape({ file, ...fields.problem })) : ok(table);
}

type Path = readonly string[];

function readTask(fields: FieldReader, path: Path): Task {
  refuseOtherKeys(fields, ["name", "description", "dispatch", "inputs", "who"], path);
  return {
    name: fields.text(...path, "name"),
    description: fields.text(...path, "description"),
    dispatch: readDispatch(fields, [...path, "dispatch"]),
    inputs: readEach(fields, [...path, "inputs"], readInput),
    ...optional("who", isGiven(fields, path, "who") ? readRule(fields, [...path, "who"]) : undefined),
  };
}

function readDispatch(fields: FieldReader, path: Path): TaskDispatch {
  fields.object(...path);
  const common = ["event", "repositories", "parallel", "correlation", "head"];
  const event = fields.choice(["workflow_dispatch", "repository_dispatch"], ...path, "event");
  const target = {
    repositories: readTexts(fields, [...path, "repositories"]),
    parallel: fields.id(...path, "parallel"),
    ...readOptionalText(fields, path, "correlation"),
    ...readOptionalText(fields, path, "head"),
  };
  if (event === "repository_dispatch") {
    refuseOtherKeys(fields, [...common, "type"], path);
    return { event, type: fields.text(...path, "type"), ...target };
  }
  refuseOtherKeys(fields, [...common, "workflow", "ref"], path);
  return {
    event,
    workflow: fields.text(...path, "workflow"),
    ...readOptionalText(fields, path, "ref"),
    ...target,
  };
}

function readInput(fields: FieldReader, path: Path): TaskInput {
  refuseOtherKeys(fields, ["name", "description", "type", "required", "options", "default"], path);
  return {
    name: fields.text(...path, "name"),
    description: fields.text(...path, "description"),
    type: fields.choice(["string", "boolean", "number", "choice"], ...path, "type"),
    required: fields.boolean(...path, "required"),
    ...optional("options", isGiven(fields, path, "options") ? readTexts(fields, [...path, "options"]) : undefined),
    ...optional("default", isGiven(fields, path, "default") ? fields.scalar(...path, "default") : undefined),
  };
}

function readRule(fields: FieldReader, path: Path): TaskRule {
  refuseOtherKeys(fields, ["roles", "customRoles", "teams", "people", "apps", "except"], path);
  const list = (key: string, ...below: Path) =>
    isGiven(fields, [...path, ...below], key) ? readTexts(fields, [...path, ...below, key]) : undefined;
  const roles = isGiven(fields, path, "roles")
    ? readEach(fields, [...path, "roles"], (_, at) => fields.choice(taskRoles, ...at))
    : undefined;
  if (isGiven(fields, path, "except")) refuseOtherKeys(fields, ["teams", "people"], [...path, "except"]);
  const except = isGiven(fields, path, "except")
    ? { ...optional("teams", list("teams", "except")), ...optional("people", list("people", "except")) }
    : undefined;
  return {
    ...optional("roles", roles),
    ...optional("customRoles", list("customRoles")),
    ...optional("teams", list("teams")),
    ...optional("people", list("people")),
    ...optional("apps", list("apps")),
    ...optional("except", except),
  };
}

/** `null` is a value, and a wrong one: a rule that is switched off by mistake would let others in. */
function isGiven(fields: FieldReader, path: Path, key: string): boolean {
  return Object.hasOwn(fields.object(...path), key);
}

function readEach<T>(fields: FieldReader, path: Path, read: (fields: FieldReader, path: Path) => T): readonly T[] {
  return fields.list(...path).map((_, index) => read(fields, [...path, String(index)]));
}

function readTexts(fields: FieldReader, path: Path): readonly string[] {
  return readEach(fields, path, (_, at) => fields.text(...at));
}

function readOptionalText<const K extends string>(fields: FieldReader, path: Path, key: K) {
  return optional(key, isGiven(fields, path, key) ? fields.text(...path, key) : undefined);
}

function optional<const K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };
}

function refuseOtherKeys(fields: FieldReader, known: readonly string[], path: Path): void {
  const other = Object.keys(fields.object(...path)).find((key) => !known.includes(key));
  if (other !== undefined) fields.refuse("no such key", ...path, other);
}
