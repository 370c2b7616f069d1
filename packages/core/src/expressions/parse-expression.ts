import * as github from "@actions/expressions";
import { type Diagnostic, defineDiagnostic } from "../diagnostics/diagnostic.ts";
import { fail, ok, type Result } from "../diagnostics/result.ts";
import { expressionFunctions } from "../platform/platform-facts.ts";
import type { BinaryOperator, Expression, LogicalOperator } from "./expression.ts";
import { isStar } from "./is-star.ts";
import { lexExpression } from "./lex-expression.ts";

export const expressionSyntax = defineDiagnostic({
  code: "expression-syntax",
  severity: "error",
  message: (p: { text: string; reason: string }) =>
    `The expression \`${p.text}\` is refused by GitHub's parser: ${p.reason}.`,
  hint: () => "Correct the expression, or build it from the typed contexts and functions.",
});

export interface ExpressionScope {
  /** Contexts that may be read; others are refused. */
  readonly contexts: readonly string[];
  /** Functions beyond the built-in ones, as GitHub's schema writes them: `hashFiles(1,255)`, `failure(0,MAX)`. */
  readonly functions: readonly string[];
}

/**
 * Reads the text inside `${{ }}` with GitHub's own lexer and parser. GitHub ignores the case of contexts and functions;
 * they come out in the spelling of the scope and of the documentation. Never throws.
 */
export function parseExpression(text: string, scope: ExpressionScope): Result<Expression, Diagnostic> {
  if (text.trim() === "") return fail(expressionSyntax({ text, reason: "it is empty" }));
  try {
    const { functions, spelled } = prepare(scope);
    const parser = new github.Parser(lexExpression(text), [...scope.contexts], [...functions]);
    return ok(fromGitHub(parser.parse(), spelled));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(expressionSyntax({ text, reason: reason.replace(/\.$/, "") }));
  }
}

/** GitHub's tree as ours, in the spelling of its text. */
export function readGitHubTree(root: GitHubExpression): Expression {
  return fromGitHub(root, asWritten);
}

const asWritten: Spellings = new Map();

type FunctionInfo = ReturnType<typeof functionInfo>;

interface PreparedScope {
  readonly functions: readonly FunctionInfo[];
  readonly spelled: Spellings;
}

const scopes = new WeakMap<ExpressionScope, PreparedScope>();

/** There are few scopes, and many expressions. */
function prepare(scope: ExpressionScope): PreparedScope {
  const known = scopes.get(scope);
  if (known) return known;
  const functions = scope.functions.map(functionInfo);
  const made = { functions, spelled: spellings([...scope.contexts, ...functions.map(({ name }) => name)]) };
  scopes.set(scope, made);
  return made;
}

/** A function as GitHub's schema writes it. */
export function functionInfo(signature: string): { name: string; minArgs: number; maxArgs: number } {
  const [, name = signature, least = "0", most = "0"] = /^(\w+)\((\d+),(\w+)\)$/.exec(signature) ?? [];
  return { name, minArgs: Number(least), maxArgs: most === "MAX" ? Number.MAX_SAFE_INTEGER : Number(most) };
}

/** Lower case -> the one spelling. */
type Spellings = ReadonlyMap<string, string>;

function spellings(names: readonly string[]): Spellings {
  const builtIn = expressionFunctions.map((signature) => functionInfo(signature).name);
  return new Map([...builtIn, ...names].map((name) => [name.toLowerCase(), name]));
}

type GitHubExpression = ReturnType<github.Parser["parse"]>;

function fromGitHub(root: GitHubExpression, spelling: Spellings): Expression {
  const convert = (node: GitHubExpression): Expression => fromGitHub(node, spelling);
  const spelled = (name: string): string => spelling.get(name.toLowerCase()) ?? name;
  return root.accept<Expression>({
    visitLiteral: (node) => ({ kind: "literal", value: literalValue(node.literal) }),
    visitUnary: (node) => ({ kind: "not", operand: convert(node.expr) }),
    visitBinary: (node) => ({
      kind: "binary",
      operator: node.operator.lexeme as BinaryOperator,
      left: convert(node.left),
      right: convert(node.right),
    }),
    visitLogical: (node) => ({
      kind: "logical",
      operator: node.operator.lexeme as LogicalOperator,
      operands: node.args.map(convert),
    }),
    visitGrouping: (node) => convert(node.group),
    visitContextAccess: (node) => ({ kind: "context", name: spelled(node.name.lexeme) }),
    visitIndexAccess: (node) => {
      const object = convert(node.expr);
      if (isStar(node.index)) return { kind: "star", object };
      const index = convert(node.index);
      if (index.kind === "literal" && typeof index.value === "string") {
        return { kind: "property", object, name: index.value };
      }
      return { kind: "index", object, index };
    },
    visitFunctionCall: (node) => ({
      kind: "call",
      name: spelled(node.functionName.lexeme),
      arguments: node.args.map(convert),
    }),
  });
}

function literalValue(data: github.data.ExpressionData): string | number | boolean | null {
  switch (data.kind) {
    case github.data.Kind.String:
    case github.data.Kind.Number:
    case github.data.Kind.Boolean:
      return data.value;
    default:
      return null;
  }
}
