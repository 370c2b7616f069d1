import * as github from "@actions/expressions";
import type { Binary, ContextAccess, Expr, FunctionCall, IndexAccess, Logical, Unary } from "@actions/expressions/ast";
import { falsy } from "@actions/expressions/result";
import { fromData, toData, UnknownData } from "./expression-data.ts";
import { isStar } from "./is-star.ts";
import { causesOf, type PartialValue, Unknown } from "./unknown.ts";

type Data = github.data.ExpressionData;

/** What a function answers that GitHub's package does not have, such as `success`. */
export type FunctionAnswers = Readonly<Record<string, (args: readonly PartialValue[]) => PartialValue>>;

/**
 * GitHub's evaluator, with answers where something is not known: each part that reads known values alone is computed by
 * GitHub's code, and what is said here is only what an unknown operand leaves open.
 */
export class PartialEvaluator extends github.Evaluator {
  /** Of each part that was evaluated: what is behind a `&&` that ends early is not there. */
  readonly values = new Map<Expr, Data>();
  readonly #contexts: github.data.Dictionary;
  readonly #answers: FunctionAnswers;
  readonly #print: (part: Expr) => string;

  /** @param print a part as it is shown to people. */
  constructor(root: Expr, contexts: github.data.Dictionary, answers: FunctionAnswers, print: (part: Expr) => string) {
    super(root, contexts);
    this.#contexts = contexts;
    this.#answers = answers;
    this.#print = print;
  }

  protected override eval(part: Expr): Data {
    const known = this.values.get(part);
    if (known) return known;
    const value = super.eval(part);
    this.values.set(part, value);
    return value;
  }

  override visitUnary(part: Unary): Data {
    const operand = this.eval(part.expr);
    if (!(operand instanceof UnknownData)) return super.visitUnary(part);
    const { causes, truth } = operand.unknown;
    return truth === undefined ? unknown(causes) : new github.data.BooleanData(!truth);
  }

  override visitBinary(part: Binary): Data {
    const operands = [this.eval(part.left), this.eval(part.right)].filter((data) => data instanceof UnknownData);
    return operands.length === 0
      ? super.visitBinary(part)
      : unknown(operands.flatMap(({ unknown: { causes } }) => causes));
  }

  /** In order, as GitHub does; behind an operand that may end the whole, another may still decide what it counts as. */
  override visitLogical(part: Logical): Data {
    const endsOn = part.operator.lexeme === "||";
    const causes: string[] = [];
    let isOpen = false;
    let last: Data = new github.data.Null();
    for (const operand of part.args) {
      last = isOpen ? this.#evalPossibly(operand) : this.eval(operand);
      if (last instanceof UnknownData) causes.push(...last.unknown.causes);
      const truth = truthOf(last);
      if (truth === endsOn) return isOpen ? unknown(causes, endsOn) : last;
      isOpen ||= truth === undefined;
    }
    return isOpen ? unknown(causes) : last;
  }

  override visitContextAccess(part: ContextAccess): Data {
    return this.#contexts.get(part.name.lexeme) ?? new github.data.Null();
  }

  override visitIndexAccess(part: IndexAccess): Data {
    const object = this.eval(part.expr);
    if (object instanceof UnknownData) return unknown(this.#causesOfMember(part, object.unknown));
    if (isStar(part.index)) return super.visitIndexAccess(part);
    const index = this.eval(part.index);
    const isEmpty = object.kind !== github.data.Kind.Array && object.kind !== github.data.Kind.Dictionary;
    if (index instanceof UnknownData) return isEmpty ? new github.data.Null() : unknown(index.unknown.causes);
    const found = super.visitIndexAccess(part);
    // A list of what `*` found: GitHub's evaluator passes over members that are no objects.
    if (!(object instanceof github.data.Array) || !(found instanceof github.data.Array)) return found;
    for (const item of object.values()) if (item instanceof UnknownData) found.add(item);
    return found;
  }

  override visitFunctionCall(part: FunctionCall): Data {
    const name = part.functionName.lexeme.toLowerCase();
    if (name === "case") return this.#evalCase(part);
    const args = part.args.map((argument) => this.eval(argument));
    const answer = this.#answers[name];
    if (answer) return toData(answer(args.map(fromData)));
    const causes = args.flatMap((argument) => causesOf(fromData(argument)));
    if (causes.length === 0) return super.visitFunctionCall(part);
    return name === "contains" && isFoundInKnown(args) ? new github.data.BooleanData(true) : unknown(causes);
  }

  /** The value of the first predicate that is true; behind one that is not known, any later value may be it. */
  #evalCase(part: FunctionCall): Data {
    const args = part.args.map((argument) => this.eval(argument));
    if (!args.some((argument) => argument instanceof UnknownData)) return super.visitFunctionCall(part);
    const causes: string[] = [];
    for (let index = 0; index < args.length; index += 2) {
      const [predicate, value] = [args[index] as Data, args[index + 1]];
      if (value === undefined) return causes.length === 0 ? predicate : unknown(causes);
      if (predicate instanceof UnknownData) causes.push(...predicate.unknown.causes);
      else if (predicate.kind !== github.data.Kind.Boolean) {
        throw new Error("case predicate must evaluate to a boolean value");
      } else if ((predicate as github.data.BooleanData).value) return causes.length === 0 ? value : unknown(causes);
    }
    return unknown(causes);
  }

  /** What may never be evaluated may fail without harm. */
  #evalPossibly(part: Expr): Data {
    try {
      return this.eval(part);
    } catch {
      return unknown([this.#print(part)]);
    }
  }

  /** A member of something unknown is asked for by its own name. */
  #causesOfMember(part: IndexAccess, { causes }: Unknown): readonly string[] {
    const [object, whole] = [this.#print(part.expr), this.#print(part)];
    return causes.map((cause) => (cause === object ? whole : cause));
  }
}

export function truthOf(data: Data): boolean | undefined {
  return data instanceof UnknownData ? data.unknown.truth : !falsy(data);
}

function unknown(causes: readonly string[], truth?: boolean): UnknownData {
  return new UnknownData(new Unknown(causes, truth));
}

/** Whether an item is among those of a list that are known. */
function isFoundInKnown([list, item]: readonly Data[]): boolean {
  if (!(list instanceof github.data.Array) || !item || item instanceof UnknownData) return false;
  const items = list.values().filter((each) => !(each instanceof UnknownData));
  const found = github.wellKnownFunctions.contains?.call(new github.data.Array(...items), item);
  return found !== undefined && !falsy(found);
}
