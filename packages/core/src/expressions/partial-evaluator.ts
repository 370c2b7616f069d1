import * as github from "@actions/expressions";
import type { Binary, ContextAccess, Expr, FunctionCall, IndexAccess, Logical, Unary } from "@actions/expressions/ast";
import { falsy } from "@actions/expressions/result";
import { fromData, toData, UnknownData } from "./expression-data.ts";
import { isStar } from "./is-star.ts";
import { evaluateOpenCall, readJson } from "./partial-call.ts";
import { type PartialValue, Unknown } from "./unknown.ts";

type Data = github.data.ExpressionData;

/** What a function answers that GitHub's package does not have, such as `success`. */
export type FunctionAnswers = Readonly<Record<string, (args: readonly PartialValue[]) => PartialValue>>;

/**
 * GitHub's evaluator, with answers where something is not known: each part that reads known values alone is computed by
 * GitHub's code, and what is said here is only what an unknown operand leaves open. Where GitHub may fail by what is not
 * known, `fromJSON(steps.a.outputs.b)`, nothing of the whole is claimed.
 */
export class PartialEvaluator extends github.Evaluator {
  /** Of each part that was evaluated: what is behind a `&&` that ends early is not there. */
  readonly values = new Map<Expr, Data>();
  readonly #root: Expr;
  readonly #contexts: github.data.Dictionary;
  readonly #answers: FunctionAnswers;
  readonly #print: (part: Expr) => string;
  /** What decides whether GitHub fails. */
  readonly #failureCauses: string[] = [];

  /** @param print a part as it is shown to people. */
  constructor(root: Expr, contexts: github.data.Dictionary, answers: FunctionAnswers, print: (part: Expr) => string) {
    super(root, contexts);
    this.#root = root;
    this.#contexts = contexts;
    this.#answers = answers;
    this.#print = print;
  }

  override evaluate(): Data {
    const value = super.evaluate();
    if (this.#failureCauses.length === 0) return value;
    const whole = unknown([...(value instanceof UnknownData ? value.unknown.causes : []), ...this.#failureCauses]);
    for (let part = this.#root; ; part = part.group as Expr) {
      this.values.set(part, whole);
      if (!("group" in part)) return whole;
    }
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
    return boolean(causes, truth === undefined ? undefined : !truth);
  }

  override visitBinary(part: Binary): Data {
    const operands = [this.eval(part.left), this.eval(part.right)].filter((data) => data instanceof UnknownData);
    return operands.length === 0
      ? super.visitBinary(part)
      : boolean(operands.flatMap(({ unknown: { causes } }) => causes));
  }

  /** In order, as GitHub does; behind an operand that may end the whole, another may still decide what it counts as. */
  override visitLogical(part: Logical): Data {
    const endsOn = part.operator.lexeme === "||";
    const causes: string[] = [];
    let isOpen = false;
    let areBoolean = true;
    let last: Data = new github.data.Null();
    for (const operand of part.args) {
      last = isOpen ? this.#evalPossibly(operand) : this.eval(operand);
      if (last instanceof UnknownData) causes.push(...last.unknown.causes);
      areBoolean &&= last instanceof UnknownData ? last.isBoolean : last.kind === github.data.Kind.Boolean;
      const truth = truthOf(last);
      if (truth === endsOn) return isOpen ? (areBoolean ? boolean : unknown)(causes, endsOn) : last;
      isOpen ||= truth === undefined;
    }
    return isOpen ? (areBoolean ? boolean : unknown)(causes) : last;
  }

  override visitContextAccess(part: ContextAccess): Data {
    return this.#contexts.get(part.name.lexeme) ?? new github.data.Null();
  }

  override visitIndexAccess(part: IndexAccess): Data {
    const index = isStar(part.index) ? undefined : this.#evalIndex(part);
    const object = this.eval(part.expr);
    if (object instanceof UnknownData) {
      const causes = this.#causesOfMember(part, object.unknown.causes);
      if (object.some && !(index instanceof UnknownData)) return listOf(causes, this.#find(part, object.some));
      const all = index instanceof UnknownData ? [...causes, ...index.unknown.causes] : causes;
      return index === undefined || object.some ? listOf(all, new github.data.Array()) : unknown(all);
    }
    if (index instanceof UnknownData) {
      const { causes } = index.unknown;
      if (isFiltered(object)) return listOf(causes, new github.data.Array());
      const isEmpty = object.kind !== github.data.Kind.Array && object.kind !== github.data.Kind.Dictionary;
      return isEmpty ? new github.data.Null() : unknown(causes);
    }
    const found = super.visitIndexAccess(part);
    const skipped = isFiltered(object)
      ? (object as github.data.Array).values().filter((item) => item instanceof UnknownData)
      : [];
    // What a member that is not known holds is in the list, too, one or many or none.
    return skipped.length === 0
      ? found
      : listOf(
          this.#causesOfMember(
            part,
            skipped.flatMap(({ unknown: { causes } }) => causes),
          ),
          found,
        );
  }

  override visitFunctionCall(part: FunctionCall): Data {
    const name = part.functionName.lexeme.toLowerCase();
    const args = part.args.map((argument) => this.eval(argument));
    const answer = Object.hasOwn(this.#answers, name) ? this.#answers[name] : undefined;
    if (answer) {
      const value = answer(args.map(fromData));
      return value instanceof Unknown && statusNames.has(name) ? boolean(value.causes, value.truth) : toData(value);
    }
    const open = evaluateOpenCall(name, args);
    if (!open) {
      const value = super.visitFunctionCall(part);
      return name === "fromjson" ? readJson(args, value) : value;
    }
    if (open.mayFail && open.value instanceof UnknownData) this.#failureCauses.push(...open.value.unknown.causes);
    return open.value;
  }

  /** What may never be evaluated may fail without harm. */
  #evalPossibly(part: Expr): Data {
    try {
      return this.eval(part);
    } catch {
      const text = this.#print(part);
      this.#failureCauses.push(text);
      return unknown([text]);
    }
  }

  #evalIndex(part: IndexAccess): Data {
    try {
      return this.eval(part.index);
    } catch {
      return super.visitIndexAccess(part); // says that it failed, and where
    }
  }

  /** What GitHub finds in a list in place of what stands before the index. */
  #find(part: IndexAccess, list: github.data.Array): Data {
    const instead = this.values.get(part.expr);
    this.values.set(part.expr, list);
    const found = super.visitIndexAccess(part);
    if (instead) this.values.set(part.expr, instead);
    return found;
  }

  /** A member of something unknown is asked for by its own name. */
  #causesOfMember(part: IndexAccess, causes: readonly string[]): readonly string[] {
    const [object, whole] = [this.#print(part.expr), this.#print(part)];
    return causes.map((cause) => (cause.toLowerCase() === object.toLowerCase() ? whole : cause));
  }
}

export function truthOf(data: Data): boolean | undefined {
  return data instanceof UnknownData ? data.unknown.truth : !falsy(data);
}

const statusNames: ReadonlySet<string> = new Set(["always", "cancelled", "failure", "success"]);

function unknown(causes: readonly string[], truth?: boolean): UnknownData {
  return new UnknownData(new Unknown(causes, truth));
}

/** What is true or false, and known where its truth is. */
function boolean(causes: readonly string[], truth?: boolean): Data {
  if (truth !== undefined) return new github.data.BooleanData(truth);
  return new UnknownData(new Unknown(causes), { isBoolean: true });
}

/** A list that counts as true, and holds more than is known of it. */
function listOf(causes: readonly string[], found: Data): UnknownData {
  const items = found instanceof github.data.Array ? found.values() : [];
  const inner = items.flatMap((item) => (item instanceof UnknownData ? item.unknown.causes : []));
  const some = found instanceof github.data.Array ? { some: found } : {};
  return new UnknownData(new Unknown([...causes, ...inner], true), some);
}

/** What `*` made: indexes look into its items. GitHub's class for it is not exported. */
function isFiltered(data: Data): boolean {
  return data instanceof github.data.Array && data.constructor !== github.data.Array;
}
