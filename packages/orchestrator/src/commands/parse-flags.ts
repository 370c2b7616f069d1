import { type Diagnostic, fail, ok, type Result } from "@yardmaster/core";
import {
  flagWithoutValue,
  flagWithValue,
  missingFlag,
  repeatedFlag,
  unexpectedArgument,
  unknownFlag,
} from "../reasons/problems.ts";

export interface FlagDefinition {
  /** With its dashes. */
  readonly name: string;
  /** How help calls the value; a flag without one is a switch. */
  readonly value?: string;
  readonly required?: boolean;
  readonly default?: string;
  readonly description: string;
}

export interface Flags {
  /** The value given, else the default, else undefined. */
  text(name: string): string | undefined;
  isSet(name: string): boolean;
}

/**
 * `--flag VALUE` and `--flag=VALUE`. What follows a flag with a value is its value, whatever it looks like: the text of a
 * comment can never become a flag.
 * @param under the command, for diagnostics
 */
export function parseFlags(
  argv: readonly string[],
  definitions: readonly FlagDefinition[],
  under: string,
): Result<Flags, Diagnostic> {
  const given = new Map<string, string>();
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? "";
    if (!argument.startsWith("-")) return fail(unexpectedArgument({ argument, under }));
    const [, name = "", inline] = /^([^=]*)(?:=(.*))?$/s.exec(argument) ?? [];
    const definition = definitions.find((each) => each.name === name);
    if (!definition) return fail(unknownFlag({ name, under, known: definitions.map((each) => each.name) }));
    if (given.has(name)) return fail(repeatedFlag({ flag: name }));
    if (definition.value === undefined) {
      if (inline !== undefined) return fail(flagWithValue({ flag: name }));
      given.set(name, "");
    } else if (inline !== undefined) {
      given.set(name, inline);
    } else {
      const value = argv[++index];
      if (value === undefined) return fail(flagWithoutValue({ flag: name }));
      given.set(name, value);
    }
  }
  const missing = definitions.find((each) => each.required && !given.get(each.name));
  if (missing) return fail(missingFlag({ flag: missing.name, under }));
  return ok({
    text: (name) => given.get(name) ?? definitions.find((each) => each.name === name)?.default,
    isSet: (name) => given.has(name),
  });
}
