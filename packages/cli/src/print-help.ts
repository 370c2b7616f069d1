import { type CommandDefinition, commandTable } from "./command-table.ts";
import type { OptionDefinition } from "./program/arguments.ts";

const maximumWidth = 100;

/** Each command with what it is for: what it takes is told by its own help. */
export function printHelp(): string {
  const width = Math.max(...commandTable.map(({ name }) => name.length));
  return [
    "Typed TypeScript in workflows-src/ becomes GitHub Actions workflows.",
    "",
    "Usage: yardmaster COMMAND",
    "",
    ...commandTable.map(({ name, summary }) => wrap(`  ${name.padEnd(width)}  `, summary.split(" "))),
    "",
    "Run `yardmaster help COMMAND` for one command, `yardmaster --version` for the version.",
    "",
  ].join("\n");
}

export function printCommandHelp(command: CommandDefinition): string {
  const width = Math.max(0, ...command.options.map((option) => optionText(option).length));
  return [
    wrap(`Usage: yardmaster ${command.name} `, usage(command)).trimEnd(),
    "",
    wrap("", command.summary.split(" ")),
    "",
    ...command.options.map((option) => wrap(`  ${optionText(option).padEnd(width)}  `, option.summary.split(" "))),
    "",
    wrap("Exit: ", `${command.exit}.`.split(" ")),
    "",
  ].join("\n");
}

/** What may follow the name; none of it is broken between lines. */
function usage({ options, operands }: CommandDefinition): readonly string[] {
  const optional = options.map((option) => `[${optionText(option)}]${option.isRepeatable ? "…" : ""}`);
  return [...optional, ...(operands === undefined ? [] : [operands])];
}

function optionText({ name, values, takes }: OptionDefinition): string {
  if (takes !== undefined) return `--${name} ${takes}`;
  return values ? `--${name} ${values.join("|")}` : `--${name}`;
}

/** Words behind a beginning; further lines begin below the first word. */
function wrap(beginning: string, words: readonly string[]): string {
  const lines: string[] = [];
  let line = beginning;
  for (const [index, word] of words.entries()) {
    if (index > 0 && line.length + 1 + word.length > maximumWidth) {
      lines.push(line);
      line = " ".repeat(beginning.length) + word;
    } else line += index === 0 ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}
