import type { CommandDefinition } from "./command-definition.ts";
import type { FlagDefinition } from "./parse-flags.ts";

export type CommandHeading = Pick<CommandDefinition, "name" | "description" | "flags">;

/** @param under `rc`, or the group whose commands are wanted, such as `rc orchestrator` */
export function printCommandList(under: string, commands: readonly CommandHeading[]): string {
  const rows = commands.map((command) => [`rc ${command.name}`, command.description] as const);
  const usage = [`Usage: ${under} COMMAND [FLAGS]`, "", "Commands:", ...printRows(rows), ""];
  const exits = ["Exit: 0 allowed or done, 1 denied or refused, 2 usage or unreadable input, 3 a bug of ours.", ""];
  return [...usage, `Run \`${under} COMMAND --help\` for the flags of one.`, ...exits].join("\n");
}

export function printCommandHelp({ name, description, flags }: CommandHeading): string {
  const required = flags.filter((flag) => flag.required).map((flag) => ` ${printFlag(flag)}`);
  const rows = [
    ...flags.map((flag) => [printFlag(flag), printMeaning(flag)] as const),
    ["--help", "Shows this."] as const,
  ];
  return [`Usage: rc ${name}${required.join("")} [FLAGS]`, "", description, "", "Flags:", ...printRows(rows), ""].join(
    "\n",
  );
}

function printFlag({ name, value }: FlagDefinition): string {
  return value === undefined ? name : `${name} ${value}`;
}

function printMeaning(flag: FlagDefinition): string {
  return flag.default === undefined ? flag.description : `${flag.description} Default: ${flag.default}`;
}

function printRows(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
