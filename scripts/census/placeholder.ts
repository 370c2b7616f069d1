import { contextsOf, type Expression, expressionSites, parseExpression, walkExpression } from "@yardmaster/core";

/**
 * The module that the others import. Its expressions have any type and read the contexts that their place in the
 * workflow reads, so that the keys' own types decide whether they may.
 */
export const placeholderModule = `import { type ContextName, type Expr, fromJSON, triggers } from "@yardmaster/dsl";
export const { github, env, job: current, runner, strategy } = triggers({ push: null }, { env: ["ANY"] });
export const x = <C extends ContextName = never>(..._handles: readonly unknown[]): Expr<any, C> => expression as Expr<any, C>;
const expression = fromJSON<any, never>(github.sha as Expr<string, never>) as Expr<any, never>;
`;

/** Names that the language gives whoever reads these contexts; the others are checked by the types of their own handles. */
const handles: Readonly<Record<string, string>> = {
  env: "env.ANY",
  github: "github.sha",
  job: "current.status",
  matrix: "legs",
  runner: "runner.os",
  strategy: 'strategy["job-index"]',
};

/**
 * Source text for an expression that reads what `text` reads. In a job, `legs` is the handle of its matrix.
 * @param text without `${{ }}`.
 */
export function placeholder(text: string): string {
  const parsed = parseExpression(text, scope);
  if (!parsed.ok) return "x()";
  const contexts = contextsOf(parsed.value);
  // What the language reads from a handle of a job, whether GitHub calls it `jobs` or `needs` there.
  const read = contexts.map((name) => (name === "jobs" ? "needs" : name));
  const marks = [...read, ...functionMarks(parsed.value)].map((name) => JSON.stringify(name));
  const used = contexts.flatMap((name) => handles[name] ?? []);
  return `x${marks.length > 0 ? `<${marks.join(" | ")}>` : ""}(${used.join(", ")})`;
}

const sites = Object.values(expressionSites);
const scope = {
  contexts: [...new Set(sites.flatMap(({ contexts }) => contexts as readonly string[]))],
  functions: [...new Set(sites.flatMap(({ functions }) => functions as readonly string[]))],
};
const statusFunctions = ["always", "cancelled", "failure", "success"];

/** Functions that only some keys may call, as the types of expressions carry them. */
function functionMarks(expression: Expression): readonly string[] {
  const marks = new Set<string>();
  walkExpression(expression, (part) => {
    if (part.kind !== "call") return;
    if (statusFunctions.includes(part.name)) marks.add(`${part.name}(${part.arguments.length > 0 ? "job" : ""})`);
    if (part.name === "hashFiles") marks.add("hashFiles()");
  });
  return [...marks];
}
