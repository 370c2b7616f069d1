import { AuthoringError, type Expression, printExpression } from "@yardmaster/core";
import { environmentNameTaken, expressionInScript, scriptTooLong } from "./diagnostics.ts";
import { environmentName } from "./environment-name.ts";
import { type ContextName, type ContextsAt, type Expr, expressionOf, type ScalarValue } from "./expr.ts";

/** GitHub's limit for `run`; a script input of an action is held to the same. */
export const maximumScriptCharacters = 21_000;

/** What may stand in a script template: an expression, an expression with a variable name of its own, or plain text. */
export type Interpolation<C extends ContextName> =
  | Expr<ScalarValue, C>
  | { readonly [name: string]: Expr<ScalarValue, C> }
  | string
  | number;

/** The contexts that a step's `env` may read, through which every interpolation goes. */
export type ScriptContexts = ContextsAt<"jobs.*.steps.*.env.*">;

/** A script without expressions in its text, and the environment that carries their values. */
export interface Script {
  readonly language: "shell" | "JavaScript";
  /** The text, in which each placeholder stands for the name of a variable. */
  readonly parts: readonly (string | HoistedValue)[];
}

/** An expression that a script reads from a variable. Names of steps are not known yet, so neither is the variable's. */
export interface HoistedValue {
  readonly expression: Expression;
  readonly name?: string;
  readonly print: (variable: string) => string;
}

export interface PrintedScript {
  readonly text: string;
  readonly env: Readonly<Record<string, Expression>>;
}

/** Names the variables of a script. `resolve` replaces references to steps by their ids. */
export function printScript(
  script: Script,
  resolve: (expression: Expression) => Expression,
  taken: Readonly<Record<string, unknown>>,
): PrintedScript {
  const env: Record<string, Expression> = {};
  const printed = new Map<string, string>();
  const pieces = script.parts.map((part) => {
    if (typeof part === "string") return part;
    const expression = resolve(part.expression);
    const name = variableFor(expression, part.name);
    env[name] = expression;
    return part.print(name);
  });
  const text = pieces.join("");
  return { text: text.includes("\n") ? `${text}\n` : text, env };

  function variableFor(expression: Expression, stated: string | undefined): string {
    const text = printExpression(expression);
    const known = printed.get(`${stated ?? ""} ${text}`);
    if (known) return known;
    const base = stated ?? environmentName(expression);
    let name = base;
    for (let count = 2; name in env || (name in taken && stated === undefined); count++) {
      if (stated !== undefined) throw new AuthoringError(environmentNameTaken({ name }));
      name = `${base}_${count}`;
    }
    if (name in taken) throw new AuthoringError(environmentNameTaken({ name }));
    printed.set(`${stated ?? ""} ${text}`, name);
    return name;
  }
}

/** The expression and stated name of an interpolation; undefined for plain text. */
export function hoisted(value: unknown): { expression: Expression; name?: string } | undefined {
  const expression = expressionOf(value);
  if (expression) return { expression };
  if (typeof value !== "object" || value === null) return undefined;
  const [entry, ...others] = Object.entries(value);
  const named = entry && others.length === 0 ? expressionOf(entry[1]) : undefined;
  return entry && named ? { expression: named, name: entry[0] } : undefined;
}

/**
 * The texts of a template as the author sees them: escapes stay as they are, because they are the script's, except the
 * two that only the template needs, `\\`` and `\\${`.
 */
export function templateTexts(parts: TemplateStringsArray): string[] {
  return parts.raw.map((part) => part.replace(/\\(`|\$\{)/g, "$1"));
}

/** Takes the common indentation and the first and last blank line from a template's texts. */
export function dedent(parts: readonly string[]): string[] {
  const lines = parts
    .join("\u0000")
    .replace(/^[ \t]*\n/, "")
    .replace(/\n[ \t]*$/, "")
    .split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent =
    lines.length > 1 || /^[ \t]*\n/.test(parts[0] ?? "") ? Math.min(...indents, Number.MAX_SAFE_INTEGER) : 0;
  return lines
    .map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)))
    .join("\n")
    .split("\u0000");
}

/** @throws AuthoringError when the author's own text holds `${{`, or is longer than GitHub takes. */
export function refuseUnsafeText(parts: readonly string[], language: Script["language"]): void {
  if (parts.some((part) => part.includes("${{"))) throw new AuthoringError(expressionInScript({ language }));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length > maximumScriptCharacters) {
    throw new AuthoringError(scriptTooLong({ length, limit: maximumScriptCharacters }));
  }
}
