import type { Task, TaskInput } from "@yardmaster/core";

/** `/orchestrate deploy stage=staging|production [replicas=NUMBER] [--dry-run]` */
export function printUsage(task: Task): string {
  return `/orchestrate ${task.name}${task.inputs.map(printUse).join("")} [--dry-run]`;
}

/** One task is shown with its inputs, several with the commands that go with all of them. */
export function printTaskHelp(tasks: readonly Task[]): readonly string[] {
  const lines = tasks.flatMap((task) => [
    printUsage(task),
    `  ${task.description}`,
    ...(tasks.length === 1 ? task.inputs.map((input) => `  ${input.name}: ${printInput(input)}`) : []),
  ]);
  return [...lines, ...general, "--dry-run says what would be sent, and sends nothing."];
}

const general = ["/orchestrate help [TASK]", "/orchestrate status [TASK]", "/orchestrate cancel TASK"];

function printUse({ name, type, required, options = [] }: TaskInput): string {
  const value = type === "choice" ? options.join("|") : type.toUpperCase();
  return required ? ` ${name}=${value}` : ` [${name}=${value}]`;
}

function printInput({ description, required, default: preset }: TaskInput): string {
  const need = required ? "required" : "optional";
  return `${description} (${preset === undefined ? need : `${need}, default ${JSON.stringify(preset)}`})`;
}
