import * as github from "@actions/expressions";
import { ensureStatusFunction } from "@actions/workflow-parser/model/converter/if-condition";

export type JobStatus = "success" | "failure" | "cancelled";

const { data } = github;
const functions = ["always", "cancelled", "failure", "success"];
const contexts = ["github", "inputs", "steps", "needs"];

/**
 * Whether GitHub runs a step with this `if`: its own package adds the implied `success()` and evaluates the whole.
 * @param condition undefined for no `if` at all
 * @throws what GitHub would fail with
 */
export function runsOnGitHub(condition: string | undefined, status: JobStatus, values: object): boolean {
  const text = condition === undefined ? "success()" : withImplied(condition);
  const infos = functions.map((name) => ({ name, minArgs: 0, maxArgs: 0 }));
  const tree = new github.Parser(new github.Lexer(text).lex().tokens, contexts, infos).parse();
  const answers: Readonly<Record<string, boolean>> = {
    always: true,
    cancelled: status === "cancelled",
    failure: status === "failure",
    success: status === "success",
  };
  const definitions = infos.map(
    (info) => [info.name, { ...info, call: () => new data.BooleanData(answers[info.name] ?? false) }] as const,
  );
  const context = convert(values) as github.data.Dictionary;
  return isTruthy(new github.Evaluator(tree, context, new Map(definitions)).evaluate());
}

function withImplied(condition: string): string {
  const bare = /^\$\{\{(.*)\}\}$/s.exec(condition)?.[1]?.trim() ?? condition;
  const allowedContext = [...contexts, ...functions.map((name) => `${name}(0,0)`)];
  return ensureStatusFunction(bare, { allowedContext } as never);
}

function isTruthy(value: github.data.ExpressionData): boolean {
  return value.kind === data.Kind.Null ? false : value.primitive ? Boolean((value as { value: unknown }).value) : true;
}

function convert(value: unknown): github.data.ExpressionData {
  if (typeof value === "string") return new data.StringData(value);
  if (typeof value === "boolean") return new data.BooleanData(value);
  if (typeof value === "number") return new data.NumberData(value);
  if (value === null || value === undefined) return new data.Null();
  const pairs = Object.entries(value).map(([key, inner]) => ({ key, value: convert(inner) }));
  return new data.Dictionary(...pairs);
}
