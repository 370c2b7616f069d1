import type { BinaryOperator, Expression, Scalar } from "@yardmaster/core";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { ExpressionPlace } from "./expression-place.ts";
import { isWritable } from "./is-writable.ts";
import { areComparable, isOf, isPlain, loosened, marked, type Operand } from "./operand.ts";
import { chainOf, knownType, readChain, readNames } from "./read-chain.ts";
import { typesAt } from "./static-types.ts";
import { type CallWriting, writeCall } from "./write-call.ts";
import { writeString } from "./write-text.ts";

/**
 * An expression in TypeScript: a handle, which prints the same tree.
 * @returns undefined where the language has no form for it.
 */
export function writeExpression(
  expression: Expression,
  place: ExpressionPlace,
  writer: ModuleWriter,
): string | undefined {
  if (!isWritable(expression)) return undefined;
  writer.count("typed");
  const mark = writer.mark(place.path);
  const writing = newWriting(place, writer);
  const operand = writing.write(expression, place.isTruth);
  if (place.isTruth) return mark + marked(writing.asTruth(operand));
  // A plain value would be printed without `${{ }}`.
  return mark + marked(isPlain(operand) ? loosened(operand, writer) : operand);
}

interface Writing extends CallWriting {
  readonly place: ExpressionPlace;
}

function newWriting(place: ExpressionPlace, writer: ModuleWriter): Writing {
  const forced = writer.decisions.loose.get(pathKey(place.path));
  const writing: Writing = {
    place,
    writer,
    ...typesAt(place.path, writer),
    write: (expression, isTruth) => writePart(expression, isTruth, writing),
    begin: () => {
      const number = place.nextOperand();
      return {
        mark: writer.mark(place.path, number),
        isForced: forced === "all" || forced?.has(number) === true,
      };
    },
    loose: (operand) => loosened(operand, writer),
    asTruth: (operand) => {
      const isTruth = !isPlain(operand) && isOf(operand, ["boolean"]);
      return isTruth ? operand : loosened(operand, writer);
    },
    settled: (operand) => {
      const { expression } = operand;
      return expression.kind === "call" && expression.name === "fromJSON" ? loosened(operand, writer) : operand;
    },
  };
  return writing;
}

function writePart(expression: Expression, isTruth: boolean, writing: Writing): Operand {
  const chain = chainOf(expression);
  if (chain) {
    const { mark, isForced } = writing.begin();
    const isOdd = isForced || writing.misreads(expression);
    const { source, isLoose } = readChain(chain, writing.place.references, isOdd, writing.writer);
    const known = writing.typeOf(expression);
    return { source, mark, expression, type: known.kind === "any" ? knownType(chain) : known, isLoose };
  }
  switch (expression.kind) {
    case "literal":
      return plain(expression, expression.value, writing);
    case "context":
    case "property":
      return writeProperty(expression as Expression & { kind: "property" }, writing);
    case "index":
      return writeIndex(expression, writing);
    case "star":
      return writeStar(expression, writing);
    case "call":
      return writeCall(expression, isTruth, writing);
    case "not":
      return writeNot(expression, writing);
    case "binary":
      return writeBinary(expression, writing);
    case "logical":
      return writeLogical(expression, isTruth, writing);
  }
}

function plain(expression: Expression, value: Scalar, { typeOf }: Writing): Operand {
  const source = typeof value === "string" ? writeString(value) : String(value);
  return { source, mark: "", expression, type: typeOf(expression), isLoose: false };
}

/** Of something else than a context. */
function writeProperty(expression: Expression & { kind: "property" }, writing: Writing): Operand {
  const names: string[] = [];
  let object: Expression = expression;
  for (; object.kind === "property"; object = object.object) names.unshift(object.name);
  const isOfNeeds = object.kind === "star" && object.object.kind === "context" && object.object.name === "needs";
  const root =
    isOfNeeds && (names[0] !== "result" || names.length > 1)
      ? writeEach(object as Expression & { kind: "star" }, writing)
      : writing.settled(writing.write(object, false));
  return {
    ...root,
    source: readNames(root.source, names, writing.writer),
    expression,
    type: writing.typeOf(expression),
  };
}

function writeStar(expression: Expression & { kind: "star" }, writing: Writing): Operand {
  const { object } = expression;
  if (object.kind !== "context" || object.name !== "needs") return writeEach(expression, writing);
  const { mark, isForced } = writing.begin();
  const source = writing.writer.language("allNeeds");
  const operand: Operand = { source, mark, expression, type: { kind: "any" }, isLoose: false };
  return isForced ? writing.loose(operand) : operand;
}

function writeEach(expression: Expression & { kind: "star" }, writing: Writing): Operand {
  const { mark, isForced } = writing.begin();
  const collection = asCollection(writing.write(expression.object, false), writing);
  const source = `${writing.writer.language("each")}(${marked(collection)})`;
  const operand = { source, mark, expression, type: writing.typeOf(expression), isLoose: collection.isLoose };
  return isForced ? writing.loose(operand) : operand;
}

function writeIndex(expression: Expression & { kind: "index" }, writing: Writing): Operand {
  const { mark, isForced } = writing.begin();
  const collection = asCollection(writing.write(expression.object, false), writing);
  const index = writing.settled(writing.write(expression.index, false));
  const source = `${writing.writer.language("at")}(${marked(collection)}, ${marked(index)})`;
  const operand = { source, mark, expression, type: writing.typeOf(expression), isLoose: collection.isLoose };
  return isForced ? writing.loose(operand) : operand;
}

function asCollection(operand: Operand, writing: Writing): Operand {
  return isPlain(operand) || operand.type.kind === "scalar" ? writing.loose(operand) : writing.settled(operand);
}

function writeNot(expression: Expression & { kind: "not" }, writing: Writing): Operand {
  const { operand: inner } = expression;
  const operand = writing.asTruth(writing.write(inner, true));
  // The language would turn these round.
  const isTurned = inner.kind === "not" || (inner.kind === "binary" && /^[!=]=$/.test(inner.operator));
  return condition("not", [isTurned ? writing.loose(operand) : operand], expression, writing);
}

const operatorNames: Readonly<Record<BinaryOperator, string>> = {
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

function writeBinary(expression: Expression & { kind: "binary" }, writing: Writing): Operand {
  const { left, right, operator } = expression;
  const first = writing.settled(writing.write(left, false));
  const second = writing.settled(writing.write(right, false));
  const isEquality = operator === "==" || operator === "!=";
  const fits = isEquality ? areComparable(first, second) : isOf(first, ["number"]);
  const a = isPlain(first) || !fits ? writing.loose(first) : first;
  const b = isEquality || isOf(second, ["number"]) ? second : writing.loose(second);
  // What is said of a plain value is about the other one.
  return condition(operatorNames[operator], [a, isPlain(b) ? { ...b, mark: a.mark } : b], expression, writing);
}

function writeLogical(expression: Expression & { kind: "logical" }, isTruth: boolean, writing: Writing): Operand {
  const { operator, operands } = expression;
  const isCondition = isTruth || operands.every((operand) => isBoolean(operand, writing));
  if (!isCondition) return writeChoice(expression, writing);
  const parts = operands.map((operand) => {
    const part = writing.asTruth(writing.write(operand, true));
    // The language would take its operands for those of the outer one.
    return operand.kind === "logical" && operand.operator === operator ? writing.loose(part) : part;
  });
  return condition(operator === "&&" ? "and" : "or", parts, expression, writing);
}

function isBoolean(expression: Expression, { typeOf }: Writing): boolean {
  const type = typeOf(expression);
  return expression.kind !== "literal" && type.kind === "scalar" && type.kinds.every((kind) => kind === "boolean");
}

/** As a value: `a && b` and `a || b` of anything. */
function writeChoice(expression: Expression & { kind: "logical" }, writing: Writing): Operand {
  const { mark, isForced } = writing.begin();
  const parts = expression.operands.map((operand, index) => {
    const part = writing.settled(writing.write(operand, false));
    const isScalar = part.type.kind === "scalar" || part.type.kind === "any";
    return (index === 0 ? isPlain(part) : !isScalar) ? writing.loose(part) : part;
  });
  const name = writing.writer.language(expression.operator === "&&" ? "andThen" : "firstOf");
  const source = `${name}(${parts.map(marked).join(", ")})`;
  const operand = { source, mark, expression, type: writing.typeOf(expression), isLoose: false };
  return isForced ? writing.loose(operand) : operand;
}

function condition(name: string, parts: readonly Operand[], expression: Expression, writing: Writing): Operand {
  const source = `${writing.writer.language(name)}(${parts.map(marked).join(", ")})`;
  return { source, mark: "", expression, type: { kind: "scalar", kinds: ["boolean"] }, isLoose: false };
}
