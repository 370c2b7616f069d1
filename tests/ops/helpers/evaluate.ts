import * as github from "@actions/expressions";

const { data } = github;

/** Contexts by name, as plain JSON; a property that is not there is null, as on GitHub. */
export type Contexts = Readonly<Record<string, unknown>>;

const statusFunctions = ["always", "cancelled", "failure", "success"] as const;

/** What the status functions answer where the expression stands. */
export type Status = Readonly<Record<(typeof statusFunctions)[number], boolean>>;

/** A value of a workflow file: with one expression alone its value, else the text with each expression in its place. */
export function fill(value: unknown, contexts: Contexts): unknown {
  if (typeof value !== "string") return value;
  const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value)?.[1];
  if (whole !== undefined) return evaluate(whole, contexts);
  return value.replace(/\$\{\{(.*?)\}\}/gs, (_, text: string) => toText(evaluate(text, contexts)));
}

/** As GitHub prints a value into a text: null is empty. */
export function toText(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

/** The `if` of a job or step: without a status function in it, `success()` is implied. */
export function holds(condition: unknown, contexts: Contexts, status: Status): boolean {
  const text = condition === undefined ? "true" : String(condition);
  const asksStatus = new RegExp(`\\b(${statusFunctions.join("|")})\\(`).test(text);
  return (asksStatus || status.success) && Boolean(evaluate(text, contexts, status));
}

function evaluate(text: string, contexts: Contexts, status?: Status): unknown {
  const functions = statusFunctions.map((name) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(status?.[name] ?? false),
  }));
  const known = status ? functions : [];
  const tokens = new github.Lexer(text.trim()).lex().tokens;
  const tree = new github.Parser(tokens, Object.keys(contexts), known).parse();
  const values = JSON.parse(JSON.stringify(contexts), data.reviver) as github.data.Dictionary;
  const result = new github.Evaluator(tree, values, new Map(known.map((each) => [each.name, each]))).evaluate();
  return JSON.parse(JSON.stringify(result, data.replacer));
}
