import type { BinaryOperator, Expression, LogicalOperator } from "@yardmaster/core";
import fc from "fast-check";

const names = fc.constantFrom(
  "ref",
  "event",
  "outputs",
  "foo-bar",
  "a.b",
  "0",
  "then",
  "constructor",
  "__proto__",
  "é",
  "",
  "x'y",
  "`$",
);
const contexts = fc.constantFrom(
  ...["env", "github", "inputs", "job", "jobs", "matrix", "needs", "runner", "secrets", "steps", "strategy", "vars"],
);
const literal = fc
  .oneof(
    fc.constantFrom<string | number | boolean | null>(
      "",
      "x",
      "a 'b'",
      "{0}",
      "true",
      "[1]",
      '["a","b"]',
      "\\`${",
      "\n",
      0,
      -1.5,
      1e21,
    ),
    fc.constantFrom(true, false, null),
    fc.string(),
  )
  .map((value): Expression => ({ kind: "literal", value }));

/** Trees as GitHub's grammar allows them, sensible or not. */
export const arbitraryExpression: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression; object: Expression }>(
  (tie) => {
    const any = tie("any");
    const object = tie("object");
    const list = (minLength: number, maxLength: number) => fc.array(any, { minLength, maxLength });
    const call = (name: string, least: number, most: number) =>
      list(least, most).map((parts): Expression => ({ kind: "call", name, arguments: parts }));
    const format = list(1, 3).map((values): Expression => {
      const pattern = values.map((_, index) => `{{${index}}}{${index}} \` \${x}`).join("");
      return { kind: "call", name: "format", arguments: [{ kind: "literal", value: pattern }, ...values] };
    });
    const branches = fc.integer({ min: 1, max: 2 }).chain((count) => list(2 * count + 1, 2 * count + 1));
    return {
      object: fc.oneof(
        { maxDepth: 4, depthIdentifier: "tree" },
        contexts.map((name): Expression => ({ kind: "context", name })),
        fc.record({ kind: fc.constant("property" as const), object, name: names }),
        fc.record({ kind: fc.constant("star" as const), object }),
        fc.record({ kind: fc.constant("index" as const), object, index: any }).map((part): Expression => {
          const { index } = part;
          const isName = index.kind === "literal" && typeof index.value === "string";
          return isName ? { kind: "property", object: part.object, name: String(index.value) } : part;
        }),
        call("fromJSON", 1, 1),
      ),
      any: fc.oneof(
        { maxDepth: 4, depthIdentifier: "tree" },
        literal,
        object,
        fc.record({ kind: fc.constant("not" as const), operand: any }),
        fc.record({
          kind: fc.constant("binary" as const),
          operator: fc.constantFrom<BinaryOperator>("==", "!=", "<", "<=", ">", ">="),
          left: any,
          right: any,
        }),
        fc.record({
          kind: fc.constant("logical" as const),
          operator: fc.constantFrom<LogicalOperator>("&&", "||"),
          operands: list(2, 3),
        }),
        call("contains", 2, 2),
        call("startsWith", 2, 2),
        call("endsWith", 2, 2),
        call("join", 1, 2),
        call("toJSON", 1, 1),
        call("hashFiles", 1, 3),
        branches.map((parts): Expression => ({ kind: "call", name: "case", arguments: parts })),
        format,
        fc
          .constantFrom("always", "cancelled", "failure", "success")
          .map((name): Expression => ({ kind: "call", name, arguments: [] })),
      ),
    };
  },
).any;
