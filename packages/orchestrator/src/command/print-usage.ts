import type { Task, TaskInput } from "@yardmaster/core";

/** One task is shown with its inputs, several with how to ask for one. */
export function printTaskHelp(tasks: readonly Task[]): readonly string[] {
  const lines = tasks.flatMap((task) => [
    `/orchestrate ${task.name}${task.inputs.map(printUse).join("")} [--dry-run]`,
    `  ${task.description}`,
    ...(tasks.length === 1 ? task.inputs.map((input) => `  ${input.name}: ${printInput(input)}`) : []),
  ]);
  const more = tasks.length === 1 ? [] : ["/orchestrate help TASK"];
  return [...lines, ...more];
}

function printUse({ name, type, required, options = [] }: TaskInput): string {
  const value = type === "choice" ? options.join("|") : type.toUpperCase();
  return required ? ` ${name}=${value}` : ` [${name}=${value}]`;
}

function printInput({ description, required, default: preset }: TaskInput): string {
  const need = required ? "required" : "optional";
  return `${description} (${preset === undefined ? need : `${need}, default ${JSON.stringify(preset)}`})`;
}
