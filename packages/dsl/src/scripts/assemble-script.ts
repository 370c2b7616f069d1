import { AuthoringError, type Diagnostic, type Expression, printExpression, reportMistake } from "@yardmaster/core";
import { interpolationPlace } from "./diagnostics.ts";
import { describeInterpolation, hoisted, plainInterpolation } from "./interpolation.ts";
import { type RunnerCommandNode, type RunnerTarget, runnerCommandOf } from "./runner-command.ts";
import { type HoistedValue, refuseUnsafeText, type Script, type ScriptLanguage } from "./script.ts";
import { endWithNewline, templateTexts } from "./template-texts.ts";

/** Where a value stands. Two places take one; a refused one is named for the message. */
export type Place = "bare" | "double-quotes" | { readonly refused: string };

/** Follows a script's quoting, fed piece by piece. */
export interface ScriptScanner {
  feed(text: string): void;
  place(): Place;
  /** Tells that a value stands here. @param index of the value, or undefined for the author's own plain text. */
  value(index: number | undefined, isTrusted: boolean): void;
  /** Whether a command of the runner may begin here. */
  takesCommand(): boolean;
  /** The first value that what follows it, or the whole of its command, makes unsafe. */
  finish(): { readonly index: number; readonly refused: string } | undefined;
}

/** What is particular to a language. */
export interface Dialect {
  readonly language: ScriptLanguage;
  scanner(): ScriptScanner;
  variable(name: string, place: Place): string;
  literal(value: string | number, place: Place): string;
  /** What begins a call: up to its name's arguments, or in them where the language writes calls with parentheses. */
  command(command: RunnerCommandNode): string;
  /** The author's own `(` stands right behind the name, and is a part of what `command` writes. */
  readonly callsInParentheses: boolean;
  /** Inserts what the script needs to define before its first own statement. */
  insertPrelude(
    texts: string,
    needs: { readonly targets: readonly RunnerTarget[]; readonly variables: boolean },
  ): string;
}

/** Builds a script from a template, each value printed for the place where it stands. */
export function assembleScript<O extends string>(
  dialect: Dialect,
  template: TemplateStringsArray,
  values: readonly unknown[],
): Script<O> {
  const { language } = dialect;
  const texts = templateTexts(template);
  const scanner = dialect.scanner();
  const parts: (string | HoistedValue)[] = [];
  const commands: RunnerCommandNode[] = [];
  for (const [index, text] of texts.entries()) {
    scanner.feed(text);
    parts.push(text);
    if (index < values.length) parts.push(interpolate(values[index], index));
  }
  const late = scanner.finish();
  if (late) reportMistake(refusal(late.refused, values[late.index]));
  const [first = "", ...rest] = parts as [string, ...Script["parts"]];
  const targets = [...new Set(commands.map(({ target }) => target))];
  const variables = parts.some((part) => typeof part !== "string");
  const head = dialect.insertPrelude(first, { targets, variables });
  const script = head === first ? parts : endWithNewline([head, ...rest]);
  refuseUnsafeText(script, language);
  const outputs = new Set(commands.flatMap(({ target, name }) => (target === "output" && name ? [name as O] : [])));
  return { language, parts: script, outputs: [...outputs] };

  function interpolate(value: unknown, index: number): string | HoistedValue {
    const command = runnerCommandOf(value);
    if (command) return insertCommand(command, value, index);
    const place = scanner.place();
    if (typeof place === "object") {
      reportMistake(refusal(place.refused, value));
      return "";
    }
    const named = hoisted(value);
    if (named) {
      scanner.value(index, isTrusted(named.expression));
      return { ...named, print: (variable) => dialect.variable(variable, place) };
    }
    scanner.value(undefined, true);
    return dialect.literal(plainInterpolation(value, language), place);
  }

  function insertCommand(command: RunnerCommandNode, value: unknown, index: number): string {
    if (scanner.place() !== "bare" || !scanner.takesCommand()) refuse("where no command can begin", value);
    const text = dialect.command(command);
    const next = texts[index + 1] ?? "";
    if (dialect.callsInParentheses) {
      if (!next.startsWith("(")) refuse("without arguments in parentheses right after it", value);
      texts[index + 1] = next.slice(1);
    }
    commands.push(command);
    scanner.feed(text);
    return text;
  }

  function refuse(place: string, value: unknown): never {
    throw new AuthoringError(refusal(place, value));
  }

  function refusal(place: string, value: unknown): Diagnostic {
    return interpolationPlace({ language, place, expression: describeInterpolation(value) });
  }
}

/** What nobody outside of the repository and the runner chooses, so that it may say which program runs. */
function isTrusted(expression: Expression): boolean {
  const text = printExpression(expression);
  return /^(runner|matrix|strategy)\.|^github\.(action_path|workspace)$/.test(text);
}
