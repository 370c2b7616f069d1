import { type CommandDefinition, commandGroups, commandTable } from "./command-table.ts";
import type { OptionDefinition } from "./program/arguments.ts";
import type { Paint } from "./report/paint.ts";

const maximumWidth = 100;

/** Each command with what it is for: what it takes is told by its own help. */
export function printHelp({ bold }: Pick<Paint, "bold">): string {
  const width = Math.max(...commandTable.map(({ name }) => name.length));
  return [
    "Typed TypeScript in workflows-src/ becomes GitHub Actions workflows.",
    "",
    `${bold("Usage:")} yardmaster COMMAND`,
    "",
    ...Object.entries(commandGroups).flatMap(([group, title]) => {
      const commands = commandTable.filter((command) => command.group === group);
      if (commands.length === 0) return [];
      const lines = commands.map(({ name, summary }) => wrap(`  ${name.padEnd(width)}  `, summary.split(" ")));
      return [bold(title), ...lines, ""];
    }),
    "Run `yardmaster help COMMAND` for one command, `yardmaster --version` for the version.",
    "",
  ].join("\n");
}

export function printCommandHelp(command: CommandDefinition, { bold }: Pick<Paint, "bold">): string {
  const width = Math.max(0, ...command.options.map((option) => optionText(option).length));
  return [
    wrap(`Usage: yardmaster ${command.name} `, usage(command)).trimEnd().replace("Usage:", bold("Usage:")),
    "",
    wrap("", command.summary.split(" ")),
    "",
    ...command.options.map((option) => wrap(`  ${optionText(option).padEnd(width)}  `, option.summary.split(" "))),
    "",
    bold("Examples:"),
    ...printExamples(command),
    "",
    wrap("Exit: ", `${command.exit}.`.split(" ")).replace("Exit:", bold("Exit:")),
    "",
  ].join("\n");
}

function printExamples({ examples }: CommandDefinition): readonly string[] {
  const width = Math.max(...examples.map(({ line }) => line.length));
  const isWide = examples.some(({ says }) => 4 + width + says.length > maximumWidth);
  return examples.flatMap(({ line, says }) =>
    isWide ? [wrap("  # ", says.split(" ")), `  ${line}`] : [`  ${line.padEnd(width)}  ${says}`],
  );
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
