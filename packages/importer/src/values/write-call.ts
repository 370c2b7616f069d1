import type { ValueType } from "@yardmaster/analyzer";
import { type Expression, isBooleanExpression } from "@yardmaster/core";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { TemplatePiece } from "../writing/write-template.ts";
import { formatTexts } from "./is-writable.ts";
import { areComparable, isOf, isPlain, marked, type Operand } from "./operand.ts";
import type { StaticTypes } from "./static-types.ts";
import { writeInline } from "./write-text.ts";

/** What the writers of an expression's parts share. */
export interface CallWriting extends StaticTypes {
  readonly writer: ModuleWriter;
  /** @param isTruth whether what is asked for is whether it holds. */
  readonly write: (expression: Expression, isTruth: boolean) => Operand;
  /** Numbers the next operand. `isForced`: a judge has said that its type does not fit. */
  readonly begin: () => { readonly mark: string; readonly isForced: boolean };
  readonly loose: (operand: Operand) => Operand;
  readonly asTruth: (operand: Operand) => Operand;
  /** A text of JSON has no type of its own: only where its place gives it one it goes without `loose`. */
  readonly settled: (operand: Operand) => Operand;
}

type Call = Expression & { readonly kind: "call" };

export function writeCall(expression: Call, isTruth: boolean, writing: CallWriting): Operand {
  const { mark, isForced } = writing.begin();
  const source = callSource(expression, isTruth, writing);
  const type = isTruth && expression.name === "fromJSON" ? anyBoolean : writing.typeOf(expression);
  const operand: Operand = { source, mark, expression, type, isLoose: false };
  return isForced ? writing.loose(operand) : operand;
}

const anyBoolean = { kind: "scalar", kinds: ["boolean"] } as const;

function callSource(expression: Call, isTruth: boolean, writing: CallWriting): string {
  const { name, arguments: parts } = expression;
  const called = (...sources: readonly string[]) => `${writing.writer.language(name)}(${sources.join(", ")})`;
  switch (name) {
    case "case":
      return writeCase(parts, writing);
    case "format":
      return writeFormat(parts, writing);
    case "contains":
      return called(...writeContains(parts, writing));
    case "fromJSON":
      return called(...texts(parts, writing, false), ...(isTruth ? ['"boolean"'] : []));
    case "toJSON":
      return called(...parts.map((part) => marked(asHandle(writing.write(part, false), writing))));
    case "join":
      return called(...writeJoin(parts, writing));
    case "startsWith":
    case "endsWith":
      return called(...texts(parts, writing, true));
    default:
      return called(...texts(parts, writing, false));
  }
}

function asHandle(operand: Operand, writing: CallWriting): Operand {
  return isPlain(operand) ? writing.loose(operand) : operand;
}

/** @param isHandleFirst whether the first of them has to be an expression. */
function texts(parts: readonly Expression[], writing: CallWriting, isHandleFirst: boolean): readonly string[] {
  const operands = parts.map((part, index) => {
    const operand = writing.settled(writing.write(part, false));
    const isFit =
      isOf(operand, ["text"]) && !(isPlain(operand) && ((isHandleFirst && index === 0) || !isText(operand)));
    return isFit ? operand : writing.loose(operand);
  });
  return operands.map(marked);
}

function isText({ expression }: Operand): boolean {
  return expression.kind === "literal" && typeof expression.value === "string";
}

function writeCase(parts: readonly Expression[], writing: CallWriting): string {
  const sources: string[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const predicate = writing.asTruth(writing.write(parts[index] as Expression, true));
    // The language would compare any other with `true`.
    const sure = isBooleanExpression(predicate.expression) ? predicate : writing.loose(predicate);
    const value = scalar(parts[index + 1] as Expression, writing);
    sources.push(`${index === 0 ? writing.writer.language("when") : ".when"}(${marked(sure)}, ${marked(value)})`);
  }
  return `${sources.join("")}.otherwise(${marked(scalar(parts.at(-1) as Expression, writing))})`;
}

function scalar(part: Expression, writing: CallWriting): Operand {
  const operand = writing.settled(writing.write(part, false));
  const isScalar = operand.type.kind === "scalar" || operand.type.kind === "any";
  return isScalar ? operand : writing.loose(operand);
}

function writeFormat(parts: readonly Expression[], writing: CallWriting): string {
  const around = formatTexts(parts);
  if (!around) return writeFormatCall(parts, writing);
  const [first = "", ...others] = around;
  const values = parts.slice(1).map((part) => marked(asHandle(scalar(part, writing), writing)));
  const pieces = values.flatMap((source, index): readonly TemplatePiece[] => [{ source }, others[index] ?? ""]);
  return writeInline(writing.writer.language("format"), [first, ...pieces]);
}

/** With the places of the values in its pattern, where a template has none for them. */
function writeFormatCall([pattern, ...values]: readonly Expression[], writing: CallWriting): string {
  const first = pattern && writing.write(pattern, false);
  const operands = values.map((part) => scalar(part, writing));
  // Of plain values alone the language would make a text.
  const isFolded = first && [first, ...operands].every(isPlain);
  const isText = first && !isFolded && isOf(first, ["text"]);
  const sources = [...(first ? [isText ? first : writing.loose(first)] : []), ...operands].map(marked);
  return `${writing.writer.language("format")}(${sources.join(", ")})`;
}

function writeJoin([list, separator]: readonly Expression[], writing: CallWriting): readonly string[] {
  if (!list) return [];
  const searched = asList(list, writing);
  return [marked(searched), ...(separator ? texts([separator], writing, false) : [])];
}

/** A text of JSON that a list is made of is one of texts, unless it is known to be another. */
function asList(part: Expression, writing: CallWriting): Operand {
  const operand = writing.write(part, false);
  const isJson = part.kind === "call" && part.name === "fromJSON";
  const kind = isJson ? kindOfItems(writing.typeOf(part)) : undefined;
  if (kind !== undefined && !operand.isLoose) {
    const items = { kind: "scalar", kinds: [kind === "string" ? "text" : kind] } as const;
    const source = operand.source.replace(/\)$/, `, "${kind}[]")`);
    return { ...operand, source, type: { kind: "list", items } };
  }
  if (isJson) return writing.loose(operand);
  return isPlain(operand) || operand.type.kind === "scalar" || operand.type.kind === "object"
    ? writing.loose(operand)
    : operand;
}

function kindOfItems(type: ValueType): "string" | "number" | "boolean" | undefined {
  if (type.kind === "any") return "string";
  if (type.kind !== "list" || type.items.kind !== "scalar") return undefined;
  const [kind, ...others] = type.items.kinds;
  if (kind === undefined || kind === "null" || others.length > 0) return undefined;
  return kind === "text" ? "string" : kind;
}

function writeContains([search, item]: readonly Expression[], writing: CallWriting): readonly string[] {
  if (!search || !item) return [];
  const literals = listOfLiterals(search);
  if (literals) {
    const value = writing.settled(writing.write(item, false));
    const isFit = isPlain(value) || !literals.every((literal) => typeof literal === "string") || isOf(value, ["text"]);
    return [
      `[${literals.map((literal) => JSON.stringify(literal)).join(", ")}]`,
      marked(isFit ? value : writing.loose(value)),
    ];
  }
  const searched = asSearched(search, writing);
  const value = writing.settled(writing.write(item, false));
  const type = searched.type.kind === "list" && !searched.isLoose ? searched.type.items : searched.type;
  const items: Operand = { ...searched, type: type.kind === "scalar" ? type : { kind: "any" } };
  const isText = searched.type.kind === "scalar";
  const isFit = isText
    ? isOf(value, ["text"]) && (!isPlain(value) || typeof literalOf(value) === "string")
    : areComparable(items, value);
  const fitting = searched.isLoose || isFit ? value : writing.loose(value);
  return [marked(searched), marked(isPlain(fitting) ? { ...fitting, mark: searched.mark } : fitting)];
}

function literalOf({ expression }: Operand): unknown {
  return expression.kind === "literal" ? expression.value : undefined;
}

/** What the language takes a text or a list for; it reminds of a list where a text is made of one. */
function asSearched(part: Expression, writing: CallWriting): Operand {
  if (part.kind === "call" && part.name === "fromJSON") return asList(part, writing);
  const operand = writing.write(part, false);
  const isJoined = part.kind === "call" && part.name === "join";
  const isFit = operand.type.kind !== "scalar" || isOf(operand, ["text"]);
  return isPlain(operand) || isJoined || !isFit ? writing.loose(operand) : operand;
}

/** The values of `fromJSON('["a", "b"]')` where they make the same text again. */
function listOfLiterals(part: Expression): readonly (string | number | boolean)[] | undefined {
  if (part.kind !== "call" || part.name !== "fromJSON") return undefined;
  const [text] = part.arguments;
  if (text?.kind !== "literal" || typeof text.value !== "string") return undefined;
  const values = parseJson(text.value);
  const isPlainList =
    Array.isArray(values) && values.length > 0 && new Set(values.map((value) => typeof value)).size === 1;
  const isScalar = isPlainList && /^(?:string|number|boolean)$/.test(typeof values[0]);
  return isScalar && JSON.stringify(values) === text.value ? values : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
