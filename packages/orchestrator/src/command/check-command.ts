import { type Diagnostic, fail, ok, type Result, type Task, type TaskInput, type TaskTable } from "@yardmaster/core";
import type { Command } from "./parse-command.ts";
import { missingInput, unknownKey, unknownTask, wrongChoice, wrongType } from "./refusals.ts";

/** A command that the table of tasks admits. */
export type CheckedCommand =
  | { readonly kind: "help"; readonly tasks: readonly Task[] }
  | {
      readonly kind: "dispatch";
      readonly task: Task;
      /** Only what the command gives; GitHub fills in the defaults. */
      readonly inputs: Readonly<Record<string, string>>;
      readonly dryRun: boolean;
    };

/** Names are compared exactly: a task or key in another case is unknown. */
export function checkCommand(command: Command, table: TaskTable): Result<CheckedCommand, Diagnostic> {
  const known = table.tasks.map((task) => task.name);
  const task = table.tasks.find((each) => each.name === command.task);
  if (!task) {
    if (command.kind === "help" && command.task === undefined) return ok({ kind: "help", tasks: table.tasks });
    return fail(unknownTask({ name: command.task ?? "", known }));
  }
  if (command.kind === "help") return ok({ kind: "help", tasks: [task] });

  const inputs: [string, string][] = [];
  for (const [key, value] of command.values) {
    const input = task.inputs.find((each) => each.name === key);
    if (!input) return fail(unknownKey({ key, task: task.name, known: task.inputs.map((each) => each.name) }));
    const wrong = checkValue(input, value);
    if (wrong) return fail(wrong);
    inputs.push([key, value]);
  }
  const missing = task.inputs.find(
    (input) => input.required && input.default === undefined && !command.values.get(input.name),
  );
  if (missing) return fail(missingInput({ key: missing.name, task: task.name }));
  return ok({ kind: "dispatch", task, inputs: Object.fromEntries(inputs), dryRun: command.dryRun });
}

function checkValue(input: TaskInput, value: string): Diagnostic | undefined {
  const { name: key, type, options = [] } = input;
  if (type === "boolean" && value !== "true" && value !== "false") {
    return wrongType({ key, value, expected: "true or false" });
  }
  if (type === "number" && !/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value)) {
    return wrongType({ key, value, expected: "a decimal number" });
  }
  if (type === "choice" && !options.includes(value)) return wrongChoice({ key, value, options });
  return undefined;
}
