import * as github from "@actions/expressions";
import type { Expr } from "@actions/expressions/ast";
import { fail, ok, type Result } from "../diagnostics/result.ts";
import { expressionSites } from "../platform/platform-facts.ts";
import { fromData, toContexts, UnknownData } from "./expression-data.ts";
import { isStar } from "./is-star.ts";
import { lexExpression } from "./lex-expression.ts";
import { functionInfo, readGitHubTree } from "./parse-expression.ts";
import { type FunctionAnswers, PartialEvaluator, truthOf } from "./partial-evaluator.ts";
import { printExpression } from "./print-expression.ts";
import type { PartialMap, PartialValue } from "./unknown.ts";

/** What an expression comes to where some of what it reads may not be known. */
export interface Evaluation {
  readonly value: PartialValue;
  /** As a condition; undefined where that depends on what is not known. */
  readonly truth: boolean | undefined;
  /** The whole and its parts with their values, as they are evaluated; put together when it is first asked for. */
  readonly tree: EvaluatedPart;
}

/** A part of an expression with what it came to. */
export interface EvaluatedPart {
  readonly text: string;
  readonly kind: "literal" | "read" | "operation" | "call";
  /** Absent where GitHub does not come to it: behind a `false &&`. */
  readonly value?: PartialValue;
  /** As `Evaluation.truth`. */
  readonly truth?: boolean | undefined;
  /** Of a `read`: what it names is not there at all. */
  readonly isMissing?: true;
  /** Its operands; none of a `read` without computed indexes. */
  readonly parts: readonly EvaluatedPart[];
}

/**
 * Evaluates the text inside `${{ }}` by GitHub's own parser and evaluator. What is not known is worked around, never
 * guessed: the result is unknown with its causes as soon as it depends on something unknown.
 * @param contexts by name; the same object for many expressions is converted once. Those of GitHub that are not among them
 *   read as null.
 * @param answers by name in lower case, functions beyond those of GitHub's package, `success` or `hashfiles`.
 * @returns the reason where GitHub's parser refuses the text or its evaluator fails on it.
 */
export function evaluateExpression(
  text: string,
  contexts: PartialMap,
  answers: FunctionAnswers = {},
): Result<Evaluation, string> {
  try {
    const root = parse(text, contexts);
    if (!root)
      return ok({ value: null, truth: false, tree: { text, kind: "literal", value: null, truth: false, parts: [] } });
    const evaluator = new PartialEvaluator(root, toContexts(contexts), answers, printPart);
    const result = evaluator.evaluate();
    let tree: EvaluatedPart | undefined;
    return ok({
      value: fromData(result),
      truth: truthOf(result),
      get tree() {
        tree ??= describePart(root, evaluator.values);
        return tree;
      },
    });
  } catch (error) {
    return fail(reasonOf(error, text));
  }
}

/** As GitHub's parser for the server says it; the package keeps the place beside the sentence. */
function reasonOf(error: unknown, text: string): string {
  if (!(error instanceof github.ExpressionError)) return error instanceof Error ? error.message : String(error);
  const place = error.pos ? `. Located at position ${error.pos.column + 1} within expression: ${text}` : "";
  return `${error.message}${place}`;
}

/** Workflows repeat themselves, and one another. */
const lately = new Map<string, Expr>();
const latelyLimit = 8192;

/** Undefined for a text without tokens, which GitHub's evaluator takes for null. */
function parse(text: string, contexts: PartialMap): Expr | undefined {
  const own = Object.keys(contexts).filter((name) => !knownNames.has(name));
  if (own.length > 0) return new github.Parser(lexExpression(text), [...contextNames, ...own], functions).parse();
  const known = lately.get(text);
  if (known) return known;
  const root: Expr | undefined = new github.Parser(lexExpression(text), contextNames, functions).parse();
  if (lately.size >= latelyLimit) lately.clear();
  if (root) lately.set(text, root);
  return root;
}

const sites = Object.values(expressionSites) as readonly {
  readonly contexts: readonly string[];
  readonly functions: readonly string[];
}[];
/** Where what may be read is judged elsewhere. `jobs` stands in the outputs of a workflow that is called. */
const contextNames = [...new Set(sites.flatMap(({ contexts }) => contexts))];
const knownNames: ReadonlySet<string> = new Set(contextNames);
/** A job's status functions take names, a step's none: where both may stand, the wider one holds. */
const functions = sites
  .flatMap((site) => site.functions.map(functionInfo))
  .sort((one, other) => one.maxArgs - other.maxArgs);

function printPart(part: Expr): string {
  return printExpression(readGitHubTree(part));
}

function describePart(part: Expr, values: ReadonlyMap<Expr, github.data.ExpressionData>): EvaluatedPart {
  const describe = (inner: Expr): EvaluatedPart => describePart(inner, values);
  const data = values.get(part);
  const result = data === undefined ? {} : { value: fromData(data), truth: truthOf(data) };
  const text = printPart(part);
  return part.accept<EvaluatedPart>({
    visitLiteral: () => ({ text, kind: "literal", ...result, parts: [] }),
    visitUnary: ({ expr }) => ({ text, kind: "operation", ...result, parts: [describe(expr)] }),
    visitBinary: ({ left, right }) => ({
      text,
      kind: "operation",
      ...result,
      parts: [describe(left), describe(right)],
    }),
    visitLogical: ({ args }) => ({ text, kind: "operation", ...result, parts: args.map(describe) }),
    visitGrouping: ({ group }) => describe(group),
    visitContextAccess: () => ({ text, kind: "read", ...result, parts: [] }),
    visitIndexAccess: (access) => {
      const missing = isMissing(access, values) ? ({ isMissing: true } as const) : {};
      return { text, kind: "read", ...result, ...missing, parts: computedParts(access).map(describe) };
    },
    visitFunctionCall: ({ args }) => ({ text, kind: "call", ...result, parts: args.map(describe) }),
  });
}

type Access = Parameters<Parameters<Expr["accept"]>[0]["visitIndexAccess"]>[0];

/** Of `a.b[c].d`: whatever is no name along the way, such as `c`, or a call at its beginning. */
function computedParts({ expr, index }: Access): readonly Expr[] {
  const own = isStar(index) || "literal" in index ? [] : [index];
  const object = "group" in expr ? (expr.group as Expr) : expr;
  if ("index" in object) return [...computedParts(object as Access), ...own];
  return "functionName" in object || "args" in object || "left" in object ? [object, ...own] : own;
}

/** Whether a map or list along the way has no such key: GitHub reads null there. */
function isMissing({ expr, index }: Access, values: ReadonlyMap<Expr, github.data.ExpressionData>): boolean {
  const object = values.get(expr);
  if (object instanceof github.data.Dictionary && "literal" in index) {
    return object.get((index.literal as github.data.ExpressionData).coerceString()) === undefined;
  }
  if (object instanceof github.data.Array && "literal" in index) {
    const position = (index.literal as github.data.ExpressionData).number();
    return object.constructor === github.data.Array && !(position >= 0 && position < object.values().length);
  }
  return object?.kind === github.data.Kind.Null && !(object instanceof UnknownData) && "index" in expr;
}
