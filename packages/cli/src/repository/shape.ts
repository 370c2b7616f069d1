import { type ModelPath, nearestNames, type Value } from "@yardmaster/core";

/** What a file that a person wrote may hold: plain data, so that the same says what is wrong and documents it. */
export type Shape =
  | { readonly kind: "text" | "flag" | "whole number"; readonly about?: string }
  | { readonly kind: "choice"; readonly values: readonly string[]; readonly about?: string }
  | { readonly kind: "list"; readonly of: Shape; readonly about?: string }
  | { readonly kind: "names"; readonly of: Shape; readonly about?: string }
  | {
      readonly kind: "map";
      readonly keys: Readonly<Record<string, Shape>>;
      readonly required?: readonly string[];
      readonly about?: string;
    };

export interface ShapeProblem {
  readonly path: ModelPath;
  /** What follows the place: `has no key "branch"; did you mean "branches"`. */
  readonly text: string;
}

/** All that does not fit, in the order of the file. */
export function checkShape(value: Value | undefined, shape: Shape, path: ModelPath = []): readonly ShapeProblem[] {
  switch (shape.kind) {
    case "text":
      return typeof value === "string" ? [] : [{ path, text: `has to be a text, and is ${kindOf(value)}` }];
    case "flag":
      return typeof value === "boolean" ? [] : [{ path, text: `has to be true or false, and is ${kindOf(value)}` }];
    case "whole number":
      return Number.isInteger(value) ? [] : [{ path, text: `has to be a whole number, and is ${kindOf(value)}` }];
    case "choice":
      return typeof value === "string" && shape.values.includes(value)
        ? []
        : [{ path, text: `has to be one of ${shape.values.join(", ")}, and is ${shown(value)}` }];
    case "list":
      return Array.isArray(value)
        ? value.flatMap((item: Value, index) => checkShape(item, shape.of, [...path, index]))
        : [{ path, text: `has to be a list, and is ${kindOf(value)}` }];
    default:
      return checkMap(value, shape, path);
  }
}

function checkMap(
  value: Value | undefined,
  shape: Extract<Shape, { kind: "names" | "map" }>,
  path: ModelPath,
): readonly ShapeProblem[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [{ path, text: `has to be an object, and is ${kindOf(value)}` }];
  }
  const entries = Object.entries(value);
  if (shape.kind === "names") {
    return entries.flatMap(([key, inner]) => checkShape(inner, shape.of, [...path, key]));
  }
  const lacking = (shape.required ?? []).filter((key) => !Object.hasOwn(value, key));
  return [
    ...lacking.map((key) => ({ path, text: `lacks the key "${key}"` })),
    ...entries.flatMap(([key, inner]) => {
      const of = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
      return of ? checkShape(inner, of, [...path, key]) : [{ path: [...path, key], text: unknownKey(key, shape.keys) }];
    }),
  ];
}

function unknownKey(key: string, keys: Readonly<Record<string, Shape>>): string {
  const names = Object.keys(keys);
  const [nearest] = nearestNames(key, names);
  return nearest === undefined
    ? `is no key here: there are ${names.join(", ")}`
    : `is no key here; did you mean "${nearest}"`;
}

function kindOf(value: Value | undefined): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : JSON.stringify(value);
}

function shown(value: Value | undefined): string {
  return typeof value === "string" ? JSON.stringify(value) : kindOf(value);
}

/** The same for programs, as JSON schema has it. */
export function jsonSchemaOf(shape: Shape): Readonly<Record<string, unknown>> {
  const description = shape.about === undefined ? {} : { description: shape.about };
  switch (shape.kind) {
    case "text":
      return { type: "string", ...description };
    case "flag":
      return { type: "boolean", ...description };
    case "whole number":
      return { type: "integer", ...description };
    case "choice":
      return { type: "string", enum: shape.values, ...description };
    case "list":
      return { type: "array", items: jsonSchemaOf(shape.of), ...description };
    case "names":
      return { type: "object", additionalProperties: jsonSchemaOf(shape.of), ...description };
    default:
      return {
        type: "object",
        properties: Object.fromEntries(Object.entries(shape.keys).map(([key, inner]) => [key, jsonSchemaOf(inner)])),
        ...(shape.required ? { required: shape.required } : {}),
        additionalProperties: false,
        ...description,
      };
  }
}
