import { type Diagnostic, fail, ok, type Result, type Task, type TaskInput, type TaskTable } from "@yardmaster/core";
import { holdsCorrelationId } from "./correlation-id.ts";
import type { Command } from "./parse-command.ts";
import { printUsage } from "./print-usage.ts";
import {
  missingInput,
  reservedValue,
  unknownKey,
  unknownTask,
  valueTooLong,
  wrongChoice,
  wrongType,
} from "./refusals.ts";
import { reservedWords } from "./reserved-words.ts";

/** A command that the table of tasks admits. */
export type CheckedCommand =
  | { readonly kind: "help" | "status"; readonly tasks: readonly Task[] }
  | { readonly kind: "cancel"; readonly task: Task }
  | {
      readonly kind: "dispatch";
      readonly task: Task;
      /** Only what the command gives; GitHub fills in the defaults. */
      readonly inputs: Readonly<Record<string, string>>;
      readonly dryRun: boolean;
    };

/**
 * UTF-16 code units of one value. GitHub's limit for all inputs of a `workflow_dispatch` is 65,535 as JSON: the limit of
 * a command line is far below.
 */
const maximumValueCharacters = 1_024;

/** Names are compared exactly: a task or key in another case is unknown. */
export function checkCommand(command: Command, table: TaskTable): Result<CheckedCommand, Diagnostic> {
  const { kind, task: name } = command;
  if (kind !== "task" && kind !== "cancel" && name === undefined) return ok({ kind, tasks: table.tasks });
  const task = table.tasks.find((each) => each.name === name);
  if (!task) {
    const known = table.tasks.map((each) => each.name);
    return fail(unknownTask({ name: name ?? "", known, words: kind === "task" ? reservedWords : [] }));
  }
  if (kind === "cancel") return ok({ kind, task });
  if (kind !== "task") return ok({ kind, tasks: [task] });
  const wrong = checkInputs(command.values, task);
  if (wrong) return fail(wrong);
  return ok({ kind: "dispatch", task, inputs: Object.fromEntries(command.values), dryRun: command.dryRun });
}

function checkInputs(values: ReadonlyMap<string, string>, task: Task): Diagnostic | undefined {
  const usage = printUsage(task);
  for (const [key, value] of values) {
    const input = task.inputs.find((each) => each.name === key);
    if (!input) return unknownKey({ key, task: task.name, known: task.inputs.map((each) => each.name), usage });
    const wrong = checkValue(input, value);
    if (wrong) return wrong;
  }
  const missing = task.inputs.find(({ name, required, default: preset }) => {
    return required && preset === undefined && !values.get(name);
  });
  return missing && missingInput({ key: missing.name, task: task.name, usage });
}

function checkValue(input: TaskInput, value: string): Diagnostic | undefined {
  const { name: key, type, options = [] } = input;
  if (value.length > maximumValueCharacters) {
    return valueTooLong({ key, characters: value.length, maximum: maximumValueCharacters });
  }
  if (holdsCorrelationId(value)) return reservedValue({ key });
  if (type === "boolean" && value !== "true" && value !== "false") {
    return wrongType({ key, value, expected: "true or false" });
  }
  if (type === "number" && !isDecimal(value)) return wrongType({ key, value, expected: "a decimal number" });
  if (type === "choice" && !options.includes(value)) return wrongChoice({ key, value, options });
  return undefined;
}

/** ASCII digits without exponent, within the range of a double. */
function isDecimal(value: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value) && Number.isFinite(Number(value));
}
