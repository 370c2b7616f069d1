import { type CommandDefinition, commandTable } from "./command-table.ts";
import type { OptionDefinition } from "./program/arguments.ts";

export function printHelp(): string {
  const width = Math.max(...commandTable.map((command) => usage(command).length));
  const commands = commandTable.map((command) => `  ${usage(command).padEnd(width)}  ${command.summary}`);
  return [
    "Typed TypeScript in workflows-src/ becomes GitHub Actions workflows.",
    "",
    "Usage: yardmaster COMMAND",
    "",
    ...commands,
    "",
    "Run `yardmaster help COMMAND` for one command, `yardmaster --version` for the version.",
    "",
  ].join("\n");
}

export function printCommandHelp(command: CommandDefinition): string {
  const width = Math.max(0, ...command.options.map((option) => optionText(option).length));
  const options = command.options.map((option) => `  ${optionText(option).padEnd(width)}  ${option.summary}`);
  return [
    `Usage: yardmaster ${usage(command)}`,
    "",
    command.summary,
    "",
    ...options,
    "",
    `Exit: ${command.exit}.`,
    "",
  ].join("\n");
}

function usage({ name, options, operands }: CommandDefinition): string {
  return [
    name,
    ...options.map((option) => `[${optionText(option)}]`),
    ...(operands === undefined ? [] : [operands]),
  ].join(" ");
}

function optionText({ name, values, takes }: OptionDefinition): string {
  if (takes !== undefined) return `--${name} ${takes}`;
  return values ? `--${name} ${values.join("|")}` : `--${name}`;
}
