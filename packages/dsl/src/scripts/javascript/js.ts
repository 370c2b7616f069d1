import { AuthoringError, type Expression, reportMistake } from "@yardmaster/core";
import { expressionOf } from "../../author/expression-of.ts";
import type { ContextName, Expr } from "../../expressions/expr.ts";
import { lower } from "../../values/lower.ts";
import { newLowering } from "../../values/lowering.ts";
import { type HoistedValue, refuseUnsafeText, type Script, type ScriptContexts, type ScriptPart } from "../script.ts";
import { scriptFunction } from "./diagnostics.ts";
import type { GithubScriptTools } from "./github-script-tools.ts";
import { type BoundPattern, scriptOfFunction } from "./js-function.ts";
import { scriptOfTemplate } from "./js-template.ts";
import { githubScriptArguments, parseGithubScript } from "./parse-github-script.ts";

/** What JSON can carry. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** What a function takes from the workflow: expressions of any type that JSON can carry, and plain values. */
export type ScriptValues = Readonly<Record<string, Expr<unknown, ScriptContexts> | PlainValue>>;

export type ScriptFunction<V, O extends string> = (
  tools: GithubScriptTools<O>,
  values: { readonly [K in keyof V]: V[K] extends Expr<infer T, ContextName> ? T : V[K] },
) => unknown;

/**
 * The body of an `actions/github-script` step, as text. An interpolated expression becomes an `env` entry and is read as
 * `process.env.NAME`, a text; plain text and numbers become literals. The script is parsed.
 * @throws AuthoringError where a value would not be an expression of JavaScript's, and where the script has a mistake.
 */
export function js<O extends string = never>(
  parts: TemplateStringsArray,
  ...values: readonly ScriptPart<O>[]
): Script<O>;
/**
 * The body of an `actions/github-script` step, as a function that is checked where it stands. Only its text reaches the
 * runner: it takes expressions as values, which come with their types, and captures nothing. Comments are lost.
 * @param options names of the outputs that the function sets by `core.setOutput`.
 * @throws AuthoringError when it captures variables, is a generator or a method, or uses `this` or `import()`.
 */
export function js<const V extends ScriptValues = Record<never, never>, const O extends string = never>(
  body: ScriptFunction<V, O>,
  values?: V,
  options?: { readonly outputs?: readonly O[] },
): Script<O>;
export function js<O extends string>(
  first: TemplateStringsArray | ScriptFunction<ScriptValues, O>,
  ...rest: readonly unknown[]
): Script<O> {
  if (typeof first !== "function") return scriptOfTemplate(first, rest);
  const [values = {}, options = {}] = rest as [ScriptValues?, { readonly outputs?: readonly O[] }?];
  const { tools, values: patterns, body } = scriptOfFunction(first);
  const head = [
    ...tools.flatMap(printTools),
    ...patterns.flatMap((pattern) => printValues(pattern, values)),
    ...(tools.some(isRenamed) || patterns.length > 0 ? ["\n"] : []),
  ];
  const parts = [...head, head.length > 0 || body.includes("\n") ? `${body}\n` : body];
  refuseUnsafeText(parts, "JavaScript");
  parseGithubScript(parts.map((part) => (typeof part === "string" ? part : part.print("VALUE"))).join(""));
  return { language: "JavaScript", parts, outputs: options.outputs ?? [] };
}

/** A tool that keeps its name is there already. */
function printTools(bound: BoundPattern): readonly string[] {
  if (bound.property === undefined)
    return [`${bound.keyword} ${bound.pattern} = { ${githubScriptArguments.join(", ")} };\n`];
  return isRenamed(bound) ? [`${bound.keyword} ${bound.pattern} = ${bound.property};\n`] : [];
}

function isRenamed({ pattern, property }: BoundPattern): boolean {
  return pattern !== property;
}

function printValues(
  { keyword, pattern, property }: BoundPattern,
  values: ScriptValues,
): readonly (string | HoistedValue)[] {
  if (property !== undefined) return [`${keyword} ${pattern} = `, readValue(property, values), ";\n"];
  const entries = Object.keys(values).flatMap((name) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    return [`  ${key}: `, readValue(name, values), ",\n"];
  });
  return [`${keyword} ${pattern} = {\n`, ...entries, "};\n"];
}

function readValue(name: string, values: ScriptValues): string | HoistedValue {
  if (!Object.hasOwn(values, name)) {
    const problem = `it takes \`${name}\`, which is not among the values that it is given`;
    throw new AuthoringError(scriptFunction({ problem }));
  }
  const expression = expressionOf(values[name]);
  if (!expression) return JSON.stringify(plainData(values[name], name));
  if (isText(expression)) return { expression, print: (variable) => `process.env.${variable}` };
  return {
    expression: { kind: "call", name: "toJSON", arguments: [expression] },
    namedAfter: expression,
    print: (variable) => `JSON.parse(process.env.${variable})`,
  };
}

/** What JSON would leave out, or write as null, is reported. */
function plainData(value: unknown, name: string): unknown {
  const into = newLowering();
  const plain = lower(value, [name], into);
  for (const { place: _place, ...diagnostic } of into.diagnostics) reportMistake(diagnostic);
  return plain;
}

/** What is a text in every run, so that it needs no JSON to keep its type. */
function isText(expression: Expression): boolean {
  if (expression.kind === "call") return /^(format|join|toJSON|hashFiles)$/i.test(expression.name);
  const path: string[] = [];
  let part: Expression = expression;
  while (part.kind === "property") {
    path.unshift(part.name);
    part = part.object;
  }
  if (part.kind !== "context") return false;
  if (part.name === "secrets" || part.name === "vars" || part.name === "env") return path.length === 1;
  if (part.name === "steps" || part.name === "needs") return path.length === 3 && path[1] === "outputs";
  return part.name === "github" && path.length === 1 && path[0] !== "event" && path[0] !== "ref_protected";
}
