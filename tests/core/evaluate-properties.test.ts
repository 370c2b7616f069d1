import * as github from "@actions/expressions";
import { type Expression, printExpression, type Value } from "@yardmaster/core";
import {
  type Evaluation,
  evaluateExpression,
  type PartialMap,
  type PartialValue,
  Unknown,
} from "@yardmaster/core/evaluation";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("expressions around what is not known claim nothing that GitHub's evaluator does not say");

const names = ["github", "inputs", "needs", "vars"];
const plainKeys = ["a", "B", "b", "c-d", "result", "toString", "hasOwnProperty", "valueOf", "0", "1", "x y"];
const hostileKeys = ["constructor", "__proto__"];
const texts = [
  "",
  "a",
  "A",
  "b",
  "ı",
  "ß",
  "0",
  "1",
  "01",
  "0x1f",
  "true",
  "null",
  "NaN",
  "Infinity",
  "{0}",
  "{{{1}}}",
];
const json = ["[1,2]", '{"a":1,"B":[true]}', '["a",null,{}]', "1e3", '"a"', "{", " ", "[[1],[2]]", "{}"];

const scalar = fc.oneof(
  fc.constantFrom<null | boolean | number | string>(null, true, false, 0, 1, -1, 2.5, 1e21, ...texts, ...json),
  fc.string({ maxLength: 4 }),
);

function dataOf(keys: readonly string[]): fc.Arbitrary<Value> {
  return fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      scalar,
      fc.array(tie("value"), { maxLength: 3 }),
      fc
        .uniqueArray(fc.tuple(fc.constantFrom(...keys), tie("value")), { maxLength: 4, selector: ([key]) => key })
        .map((entries) => Object.fromEntries(entries)),
    ),
  })).value;
}

function contextsOf(keys: readonly string[]): fc.Arbitrary<Record<string, Value>> {
  return fc.tuple(...names.map(() => dataOf(keys))).map((values) => Object.fromEntries(zip(names, values)));
}

function zip<T>(left: readonly string[], right: readonly T[]): [string, T][] {
  return left.map((name, index) => [name, right[index] as T]);
}

function expressionsOf(keys: readonly string[]): fc.Arbitrary<Expression> {
  return fc.letrec<{ any: Expression }>((tie) => {
    const any = tie("any");
    const call = (name: string, ...args: readonly fc.Arbitrary<Expression>[]): fc.Arbitrary<Expression> =>
      fc.tuple(...args).map((parts) => ({ kind: "call", name, arguments: parts }));
    const read = fc
      .tuple(fc.constantFrom(...names), fc.array(fc.constantFrom("*", ...keys), { maxLength: 3 }))
      .map(([name, path]) =>
        path.reduce<Expression>(
          (object, key) => (key === "*" ? { kind: "star", object } : { kind: "property", object, name: key }),
          { kind: "context", name },
        ),
      );
    const comparison = fc
      .tuple(fc.constantFrom("==", "!=", "<", "<=", ">", ">=") as fc.Arbitrary<"==">, any, any)
      .map(([operator, left, right]): Expression => ({ kind: "binary", operator, left, right }));
    const predicate = fc.oneof(comparison, any);
    return {
      any: fc.oneof(
        { maxDepth: 4, depthSize: "small" },
        read,
        scalar.map((value): Expression => ({ kind: "literal", value })),
        read,
        any.map((operand): Expression => ({ kind: "not", operand })),
        comparison,
        fc
          .tuple(fc.constantFrom("&&", "||") as fc.Arbitrary<"&&">, fc.array(any, { minLength: 2, maxLength: 3 }))
          .map(([operator, operands]): Expression => ({ kind: "logical", operator, operands })),
        fc.tuple(read, any).map(([object, index]): Expression => ({ kind: "index", object, index })),
        call("contains", any, any),
        call("startsWith", any, any),
        call("endsWith", any, any),
        call("format", fc.constantFrom<Expression>(...formats), any, any),
        call("format", any, any),
        call("join", any, any),
        call("toJSON", any),
        call("fromJSON", any),
        fc.tuple(any, fc.constantFrom(...keys)).map(
          ([inner, name]): Expression => ({
            kind: "property",
            object: { kind: "call", name: "fromJSON", arguments: [inner] },
            name,
          }),
        ),
        call("case", predicate, any, predicate, any, any),
      ),
    };
  }).any;
}

const formats = ["{0} {1}", "{2}", "{", "{{{0}"].map((value): Expression => ({ kind: "literal", value }));

/** As GitHub's package says it, all by itself: its lexer, its parser, its data. */
function judge(text: string, contexts: Readonly<Record<string, Value>>): { value: string } | { reason: string } {
  try {
    const data = JSON.parse(JSON.stringify(contexts), (_, value) => wrap(value)) as github.data.Dictionary;
    const tree = new github.Parser(new github.Lexer(text).lex().tokens, names, []).parse();
    const evaluator = new github.Evaluator(tree, data);
    return { value: JSON.stringify(unwrap(evaluator.evaluate())) };
  } catch (error) {
    return { reason: (error as Error).message };
  }
}

function wrap(value: Value | github.data.ExpressionData): github.data.ExpressionData {
  if (typeof value === "string") return new github.data.StringData(value);
  if (typeof value === "number") return new github.data.NumberData(value);
  if (typeof value === "boolean") return new github.data.BooleanData(value);
  if (value === null) return new github.data.Null();
  if (Array.isArray(value)) return new github.data.Array(...(value as github.data.ExpressionData[]));
  const pairs = Object.entries(value).map(([key, inner]) => ({ key, value: inner }));
  return new github.data.Dictionary(...(pairs as { key: string; value: github.data.ExpressionData }[]));
}

/** NaN and the infinities by name, which JSON has no words for. */
function unwrap(data: github.data.ExpressionData): unknown {
  if (data instanceof github.data.Array) return data.values().map(unwrap);
  if (data instanceof github.data.Dictionary) return data.pairs().map(({ key, value }) => [key, unwrap(value)]);
  return data instanceof github.data.NumberData
    ? `number ${data.value}`
    : ((data as { value?: unknown }).value ?? null);
}

function written(value: PartialValue | undefined): unknown {
  if (Array.isArray(value)) return (value as readonly PartialValue[]).map(written);
  if (typeof value === "object" && value !== null) return Object.entries(value).map(([key, v]) => [key, written(v)]);
  return typeof value === "number" ? `number ${value}` : (value ?? null);
}

function hasManyQuotes(text: string): boolean {
  return /''/.test(text); // The package's lexer undoubles the first pair alone.
}

test("where all is known, value and error are those of GitHub's package", () => {
  let seen = 0;
  fc.assert(
    fc.property(expressionsOf(plainKeys), contextsOf(plainKeys), (expression, contexts) => {
      const text = printExpression(expression);
      if (hasManyQuotes(text)) return;
      const ours = evaluateExpression(text, contexts);
      const said = ours.ok ? { value: JSON.stringify(written(ours.value.value)) } : { reason: ours.error };
      assert.equal(said, judge(text, contexts), `${text} with ${JSON.stringify(contexts)}`);
      seen += 1;
    }),
    { numRuns: 2500, seed: 15 },
  );
  assert.ok(seen > 1700, `${seen} expressions were compared`);
});

/** Places of all values, the contexts among them. */
function placesIn(value: Value, above: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [above];
  return [
    ...(above.length > 0 ? [above] : []),
    ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner as Value, [...above, key])),
  ];
}

function put(value: Value, place: readonly string[], instead: PartialValue): PartialValue {
  const [first, ...rest] = place;
  if (first === undefined) return instead;
  if (Array.isArray(value)) {
    return (value as readonly Value[]).map((item, index) =>
      String(index) === first ? put(item, rest, instead) : item,
    );
  }
  const map = value as Record<string, Value>;
  return Object.fromEntries(
    Object.entries(map).map(([key, item]) => [key, key === first ? put(item, rest, instead) : item]),
  );
}

/** Whether a value may be what was said, where something was left open. */
function fits(said: PartialValue | undefined, value: PartialValue | undefined): boolean {
  if (said instanceof Unknown) return said.truth === undefined || said.truth === isTrue(value);
  if (typeof said !== "object" || said === null) return Object.is(said, value);
  if (typeof value !== "object" || value === null || Array.isArray(said) !== Array.isArray(value)) return false;
  const [left, right] = [Object.entries(said), Object.entries(value)];
  return (
    left.length === right.length &&
    left.every(([key, inner], at) => key === right[at]?.[0] && fits(inner, right[at]?.[1]))
  );
}

function isTrue(value: PartialValue | undefined): boolean {
  return typeof value === "number"
    ? value !== 0 && !Number.isNaN(value)
    : Boolean(value) || (typeof value === "object" && value !== null);
}

const anyKeys = [...plainKeys, ...hostileKeys];
const concrete: readonly Value[] = [
  null,
  true,
  false,
  0,
  1,
  2.5,
  "",
  "a",
  "A",
  "b",
  "1",
  "true",
  "{0}",
  "{1}",
  "{",
  ...json,
  [],
  ["a"],
  [{ a: "a" }, { a: "b", B: 1 }],
  [["a", 1], []],
  {},
  { a: "a" },
  { a: { a: "b" }, "0": 1 },
  { result: "a" },
  { b: ["a"] },
];

test("what is claimed of a value, its truth or its error holds whatever the unknown is", () => {
  let claims = 0;
  const counts = { value: 0, truth: 0, error: 0 };
  fc.assert(
    fc.property(
      expressionsOf(anyKeys),
      contextsOf(anyKeys),
      fc.nat(),
      fc.constantFrom<boolean | undefined>(undefined, undefined, true, false),
      (expression, contexts, pick, truth) => {
        const text = printExpression(expression);
        const places = placesIn(contexts);
        const place = places[pick % places.length] as readonly string[];
        const unknown = new Unknown(["the leaf"], truth);
        const said = evaluateExpression(text, put(contexts, place, unknown) as PartialMap);
        for (const value of concrete) {
          if (truth !== undefined && isTrue(value) !== truth) continue;
          const real = evaluateExpression(text, put(contexts, place, value) as PartialMap);
          const where = `${text} with ${JSON.stringify(contexts)}, ${place.join(".")} = ${JSON.stringify(value)}: said ${JSON.stringify(said)}`;
          if (!said.ok) {
            assert.ok(!real.ok, where);
            counts.error += 1;
            continue;
          }
          const { value: claim, truth: counted } = said.value as Evaluation;
          if (claim instanceof Unknown && counted === undefined) continue;
          assert.ok(real.ok && fits(claim, real.value.value), where);
          if (counted !== undefined) assert.is(real.ok && real.value.truth, counted, where);
          counts[claim instanceof Unknown ? "truth" : "value"] += 1;
          claims += 1;
        }
      },
    ),
    { numRuns: 2500, seed: 15 },
  );
  // Else it would hold by claiming nothing.
  assert.ok(counts.value > 8000 && counts.truth > 200 && counts.error > 200, JSON.stringify({ claims, ...counts }));
});

test.run();
