import type { Expression } from "@yardmaster/core";
import { callType } from "./call-types.ts";
import { compareTypes } from "./compare-types.ts";
import { kindOfScalar, type ReportProblem } from "./problem.ts";
import { anyType, booleanType, type ObjectType, oneOf, type Scope, unite, type ValueType } from "./value-type.ts";

/**
 * The type of an expression's value, and what is wrong on the way there.
 * @param isTruth whether what is asked for is whether it holds.
 */
export function inferType(part: Expression, scope: Scope, report: ReportProblem, isTruth = false): ValueType {
  const infer = (inner: Expression, asTruth = false) => inferType(inner, scope, report, asTruth);
  switch (part.kind) {
    case "literal":
      return oneOf([part.value]);
    case "context":
      return scope(part.name.toLowerCase());
    case "property":
      return asked(propertyType(part, infer(part.object), report), part, isTruth, report);
    case "index": {
      const type = infer(part.object);
      infer(part.index);
      return type.kind === "list" && part.index.kind === "literal" ? type.items : anyType;
    }
    case "star":
      return starType(part, infer(part.object), report);
    case "call":
      return callType(
        part,
        part.arguments.map((argument) => infer(argument)),
        report,
      );
    case "not":
      infer(part.operand, true);
      return booleanType;
    case "binary":
      compareTypes(
        part,
        { part: part.left, type: infer(part.left) },
        { part: part.right, type: infer(part.right) },
        report,
      );
      return booleanType;
    case "logical": {
      const last = part.operands.length - 1;
      const types = part.operands.map((operand, index) =>
        infer(operand, isTruth || (part.operator === "&&" && index < last)),
      );
      const isPassed = part.operator === "&&" ? isFalsy : isTruthy;
      return unite(types.map((type, index) => (index < last ? only(type, isPassed) : type)).filter(isSomething));
    }
  }
}

type Property = Expression & { readonly kind: "property" };
type Star = Expression & { readonly kind: "star" };

function propertyType(part: Property, type: ValueType, report: ReportProblem): ValueType {
  const { name, object } = part;
  switch (type.kind) {
    case "any":
      return anyType;
    case "list":
      if (type.isFiltered) return { kind: "list", items: propertyType(part, type.items, report), isFiltered: true };
      report({ of: "no-object", part, name, object, is: "list" });
      return anyType;
    case "scalar":
      // What may be null was not there.
      if (kindOfScalar(type) !== "null") report({ of: "no-object", part, name, object, is: kindOfScalar(type) });
      return anyType;
    case "object":
      return memberType(part, type, report);
  }
}

function memberType(part: Property, type: ObjectType, report: ReportProblem): ValueType {
  const known = type.properties.get(part.name.toLowerCase())?.type ?? type.rest;
  if (known) return known;
  const names = [...type.properties.values()].map(({ name }) => name);
  report({ of: "unknown", part, name: part.name, source: type.source, known: names });
  return anyType;
}

/** The items of a list, or the values of an object. */
function starType(part: Star, type: ValueType, report: ReportProblem): ValueType {
  if (type.kind === "scalar" && kindOfScalar(type) !== "null") {
    report({ of: "no-object", part, name: "*", object: part.object, is: kindOfScalar(type) });
    return anyType;
  }
  if (type.kind === "list") return { kind: "list", items: type.isFiltered ? anyType : type.items, isFiltered: true };
  if (type.kind !== "object") return { kind: "list", items: anyType, isFiltered: true };
  const types = [...type.properties.values()].map((property) => property.type);
  const items = type.rest ? anyType : unite(types);
  return { kind: "list", items, isFiltered: true };
}

function asked(type: ValueType, part: Expression, isTruth: boolean, report: ReportProblem): ValueType {
  if (isTruth && type.kind === "scalar" && (type.isBooleanText || type.values?.includes("false"))) {
    report({ of: "truthy", part });
  }
  return type;
}

/** What goes on to be the value of `&&` or `||`, of an operand that is not the last. */
function only(type: ValueType, isPassed: (value: unknown) => boolean): ValueType {
  if (type.kind !== "scalar" || !type.values) return type;
  return oneOf(type.values.filter(isPassed));
}

function isTruthy(value: unknown): boolean {
  return Boolean(value);
}

function isFalsy(value: unknown): boolean {
  return !value;
}

function isSomething(type: ValueType): boolean {
  return type.kind !== "scalar" || type.values?.length !== 0;
}
