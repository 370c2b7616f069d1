import { AuthoringError, type Expression, maximumScriptCharacters, printExpression } from "@yardmaster/core";
import type { ContextName, ContextsAt, Expr, ScalarValue } from "../expressions/expr.ts";
import { environmentNameTaken, expressionInScript, scriptTooLong } from "./diagnostics.ts";
import { environmentName } from "./environment-name.ts";
import type { RunnerCommand } from "./runner-command.ts";

export type ScriptLanguage = "shell" | "PowerShell" | "Python" | "JavaScript" | "verbatim";

/** What may stand in a script template: an expression, an expression with a variable name of its own, or plain text. */
export type Interpolation<C extends ContextName> =
  | Expr<ScalarValue, C>
  | { readonly [name: string]: Expr<ScalarValue, C> }
  | string
  | number;

/** The contexts that a step's `env` may read, through which every interpolation goes. */
export type ScriptContexts = ContextsAt<"jobs.*.steps.*.env.*">;

/** What may stand in a script template of a step that sets the outputs O. */
export type ScriptPart<O extends string> = Interpolation<ScriptContexts> | RunnerCommand<O>;

/** A script, and the environment that carries the values of its expressions; of `unsafeScript` they stand in its text. */
export interface Script<out O extends string = string> {
  readonly language: ScriptLanguage;
  /** The text, in which each placeholder stands for the name of a variable. */
  readonly parts: readonly (string | HoistedValue | PastedValue)[];
  /** Names that the script sets through `setOutput`. */
  readonly outputs: readonly O[];
  /** What runs it, where that is another shell than its language's usual one. */
  readonly shell?: string | undefined;
  /** The file of the repository that its text came from. */
  readonly file?: string | undefined;
}

/** An expression that a script reads from a variable. Names of steps are not known yet, so neither is the variable's. */
export interface HoistedValue {
  readonly expression: Expression;
  /** Stated by the author: taken as it is, or refused. */
  readonly name?: string;
  /** What a name is derived from, where it is not the expression itself. */
  readonly namedAfter?: Expression;
  readonly print: (variable: string) => string;
}

/** An expression in the text itself: GitHub puts its value there before the script is read. */
export interface PastedValue {
  readonly pasted: Expression;
}

export interface PrintedScript {
  readonly text: string;
  readonly env: Readonly<Record<string, Expression>>;
  /** The expressions that stand in the text. */
  readonly pasted: readonly Expression[];
}

/** What the variables of a script must not be called. Names of one `env` differ by more than their case. */
export interface TakenNames {
  /** In the step's own `env`: a name that the author stated must not be among them. */
  readonly own: readonly string[];
  /** Whether a name that is derived from an expression would meet another variable, or hide one. */
  isTaken(name: string): boolean;
}

/** Names the variables of a script. `resolve` replaces references to steps by their ids. */
export function printScript(
  script: Script,
  resolve: (expression: Expression) => Expression,
  taken: TakenNames,
): PrintedScript {
  const env: Record<string, Expression> = {};
  const pasted: Expression[] = [];
  const own = new Set(taken.own.map((name) => name.toLowerCase()));
  const printed = new Map<string, string>();
  const pieces = script.parts.map((part) => {
    if (typeof part === "string") return part;
    if ("pasted" in part) return paste(resolve(part.pasted));
    const expression = resolve(part.expression);
    const name = variableFor(expression, part);
    env[name] = expression;
    return part.print(name);
  });
  return { text: pieces.join(""), env, pasted };

  function paste(expression: Expression): string {
    pasted.push(expression);
    return `\${{ ${printExpression(expression)} }}`;
  }

  function variableFor(expression: Expression, { name: stated, namedAfter }: HoistedValue): string {
    const key = `${stated ?? ""} ${printExpression(expression)}`;
    const known = printed.get(key);
    if (known) return known;
    const name = stated ?? freshName(environmentName(namedAfter ? resolve(namedAfter) : expression));
    if (own.has(name.toLowerCase())) throw new AuthoringError(environmentNameTaken({ name }));
    own.add(name.toLowerCase());
    printed.set(key, name);
    return name;
  }

  function freshName(base: string): string {
    let name = base;
    for (let count = 2; own.has(name.toLowerCase()) || taken.isTaken(name); count++) name = `${base}_${count}`;
    return name;
  }
}

/** @throws AuthoringError when the text, values included, holds `${{`, or is longer than GitHub takes. */
export function refuseUnsafeText(parts: Script["parts"], language: ScriptLanguage): void {
  // A variable's text never begins with a brace, so it cannot complete `${{`; plain values can.
  const text = parts.map((part) => (typeof part === "string" ? part : "\u0000")).join("");
  if (text.includes("${{")) throw new AuthoringError(expressionInScript({ language }));
  if (text.length > maximumScriptCharacters) {
    throw new AuthoringError(scriptTooLong({ length: text.length, limit: maximumScriptCharacters }));
  }
}
