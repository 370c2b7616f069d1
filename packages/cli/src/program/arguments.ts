import { parseArgs } from "node:util";
import { fail, nearestNames, ok, type Result } from "@yardmaster/core";

export interface OptionDefinition {
  /** Without dashes. */
  readonly name: string;
  readonly summary: string;
  /** The values it takes; without them, and without `takes`, it is a flag. */
  readonly values?: readonly string[];
  /** What any value stands for, as help shows it: `DAYS`. The command checks it. */
  readonly takes?: string;
  /** It may stand several times, each adding to what stands before. */
  readonly isRepeatable?: true;
}

/** What a command takes. */
export interface CommandSyntax {
  readonly name: string;
  /** What may follow, as help shows it: `[ACTION@REF…]`. */
  readonly operands?: string;
  /** What operands are taken from, where that is a list. */
  readonly operandValues?: readonly string[];
  readonly options: readonly OptionDefinition[];
}

/** What stands on the command line after the command's name. */
export interface Arguments {
  readonly flags: ReadonlySet<string>;
  /** Of an option that stands several times, the last. */
  readonly values: ReadonlyMap<string, string>;
  /** Of those that may stand several times, all, in their order. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

/** @returns a sentence for the user when the command does not take what stands there. */
export function parseArguments(command: CommandSyntax, argv: readonly string[]): Result<Arguments, string> {
  const known = new Map(command.options.map((option) => [option.name, option]));
  const options = Object.fromEntries(
    command.options.map((option) => [
      option.name,
      { type: takesValue(option) ? ("string" as const) : ("boolean" as const) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true, allowPositionals: true });
  const flags = new Set<string>();
  const chosen = new Map<string, string>();
  const lists = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      if (command.operands === undefined)
        return fail(`\`${command.name}\` takes no operand, and got "${token.value}".`);
      operands.push(token.value);
      continue;
    }
    const option = known.get(token.name);
    if (!option) return fail(unknownOption(command, token.rawName));
    const problem = optionAsValue(option, token) ?? valueProblem(option, token.value);
    if (problem !== undefined) return fail(problem);
    if (takesValue(option) && token.value !== undefined) {
      chosen.set(option.name, token.value);
      if (option.isRepeatable) lists.set(option.name, [...(lists.get(option.name) ?? []), token.value]);
    } else flags.add(option.name);
  }
  return ok({ flags, values: chosen, lists, operands });
}

function unknownOption(command: CommandSyntax, given: string): string {
  const names = ["help", ...command.options.map((option) => option.name)];
  return `\`${command.name}\` has no option "${given}".${suggest(given.replace(/^-+/, ""), names, "--")}`;
}

function takesValue({ values, takes }: OptionDefinition): boolean {
  return values !== undefined || takes !== undefined;
}

/** Node takes the next word, whatever it is: `--out --prove` would name a folder. */
function optionAsValue(
  { name, values, takes = `one of ${values?.join(", ")}` }: OptionDefinition,
  { value, inlineValue }: { readonly value?: string | undefined; readonly inlineValue?: boolean | undefined },
): string | undefined {
  if (value === undefined || inlineValue !== false || !/^-./.test(value)) return undefined;
  return `--${name} takes ${takes}, and the option "${value}" stands there: write \`--${name}=${value}\` where that is meant.`;
}

function valueProblem({ name, values, takes }: OptionDefinition, value: string | undefined): string | undefined {
  if (takes !== undefined) return value === undefined ? `--${name} takes ${takes}, and got none.` : undefined;
  if (!values) return value === undefined ? undefined : `--${name} takes no value, and got "${value}".`;
  if (value !== undefined && values.includes(value)) return undefined;
  const given = value === undefined ? "got none" : `got "${value}"`;
  const near = value === undefined ? "" : suggest(value, values);
  return `--${name} takes one of ${values.join(", ")}, and ${given}.${near}`;
}

/** ` Did you mean …?`, or nothing when no name is near. */
export function suggest(given: string, names: readonly string[], prefix = ""): string {
  const near = nearestNames(given, names).map((name) => prefix + name);
  return near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : "";
}
