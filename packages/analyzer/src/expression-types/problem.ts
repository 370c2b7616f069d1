import type { Expression, Scalar } from "@yardmaster/core";
import type { ObjectSource, ScalarType, Tolerated } from "./value-type.ts";

/** What is wrong with a part of an expression, by the types of what it reads. */
export type Problem = { readonly part: Expression } & (
  | { readonly of: "unknown"; readonly name: string; readonly source: ObjectSource; readonly known: readonly string[] }
  /** A property, or `.*`, of what has none. */
  | { readonly of: "no-object"; readonly name: string; readonly object: Expression; readonly is: Kind }
  | { readonly of: "compared"; readonly side: Expression; readonly is: "object" | "list" }
  /** A comparison, or a search in a text or list, that comes out the same whatever is read. */
  | {
      readonly of: "never";
      readonly side: Expression;
      readonly literal: Scalar;
      readonly values: readonly Scalar[];
      readonly result: boolean;
      readonly tolerated?: Tolerated;
    }
  | { readonly of: "negated"; readonly operand: Expression }
  | { readonly of: "boolean-and-text"; readonly side: Expression; readonly boolean: Expression }
  /** A text where truth is asked for, which holds as "false", too. */
  | { readonly of: "truthy" }
  | { readonly of: "argument"; readonly call: string; readonly is: "object" | "list"; readonly at: number }
);

export type Kind = "object" | "list" | "text" | "number" | "boolean" | "null" | "scalar";

export type ReportProblem = (problem: Problem) => void;

export function kindOfScalar({ kinds }: ScalarType): Kind {
  const [only, ...others] = kinds.filter((kind) => kind !== "null");
  return others.length > 0 ? "scalar" : (only ?? "null");
}
