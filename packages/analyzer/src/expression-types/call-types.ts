import { type Expression, fitsMatrixFilter, type Scalar } from "@yardmaster/core";
import type { ReportProblem } from "./problem.ts";
import { anyType, booleanType, textType, typeOfValue, unite, type ValueType } from "./value-type.ts";

type Call = Expression & { readonly kind: "call" };

/** What a function gives, and what is wrong with its arguments. Their number, GitHub's parser checks. */
export function callType(part: Call, types: readonly ValueType[], report: ReportProblem): ValueType {
  const name = part.name.toLowerCase();
  const wanted = scalarsWanted[name] ?? [];
  for (const [index, argument] of part.arguments.entries()) {
    const type = types[index];
    const isWanted = wanted === "all" || wanted.includes(index);
    if (isWanted && (type?.kind === "object" || type?.kind === "list")) {
      report({ of: "argument", part: argument, call: part.name, is: type.kind, at: index });
    }
  }
  if (name === "contains" || name === "startswith" || name === "endswith") search(part, types, report);
  if (name === "fromjson") return typeOfJson(part.arguments[0]);
  if (name === "case") return unite(types.filter((_, index) => index % 2 === 1 || index === types.length - 1));
  return results[name] ?? anyType;
}

/** Arguments that are texts, and for which anything else becomes one: an object becomes `Object`. */
const scalarsWanted: Readonly<Record<string, readonly number[] | "all">> = {
  contains: [1],
  endswith: "all",
  format: "all",
  fromjson: "all",
  hashfiles: "all",
  join: [1],
  startswith: "all",
};

const results: Readonly<Record<string, ValueType>> = {
  always: booleanType,
  cancelled: booleanType,
  contains: booleanType,
  endswith: booleanType,
  failure: booleanType,
  format: textType,
  hashfiles: textType,
  join: textType,
  startswith: booleanType,
  success: booleanType,
  tojson: textType,
};

/** A search for a literal in what is known to be one of some texts, or a list of such. */
function search(part: Call, [where]: readonly ValueType[], report: ReportProblem): void {
  const [side, wanted] = part.arguments;
  if (!side || side.kind === "literal" || wanted?.kind !== "literal" || typeof wanted.value !== "string") return;
  const literal = wanted.value.toLowerCase();
  const isList = where?.kind === "list";
  const type = isList ? where.items : where;
  if (type?.kind !== "scalar" || !type.values || literal === "" || (isList && part.name !== "contains")) return;
  const fits = isList ? (value: Scalar) => fitsMatrixFilter(wanted.value, value) : textSearch(part.name, literal);
  if (type.values.some(fits)) return;
  const tolerated = literal === "failure" ? type.tolerated : undefined;
  const found = { literal: wanted.value, values: type.values, result: false, ...(tolerated ? { tolerated } : {}) };
  report({ of: "never", part, side, ...found });
}

function textSearch(name: string, literal: string): (value: Scalar) => boolean {
  const text = (value: Scalar) => (value === null ? "" : String(value).toLowerCase());
  if (name === "startsWith") return (value) => text(value).startsWith(literal);
  if (name === "endsWith") return (value) => text(value).endsWith(literal);
  return (value) => text(value).includes(literal);
}

function typeOfJson(argument: Expression | undefined): ValueType {
  if (argument?.kind !== "literal" || typeof argument.value !== "string") return anyType;
  try {
    return typeOfValue(JSON.parse(argument.value));
  } catch {
    return anyType;
  }
}
