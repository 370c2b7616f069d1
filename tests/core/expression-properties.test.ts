import * as github from "@actions/expressions";
import { type Expression, foldExpression, parseExpression, printExpression, rewriteCase } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("random expressions are read back as printed; folding and rewriting keep their value");

const { data } = github;
const contexts = {
  text: new data.StringData('It\'s {0} "so"'),
  empty: new data.StringData(""),
  number: new data.NumberData(3),
  zero: new data.NumberData(0),
  yes: new data.BooleanData(true),
  no: new data.BooleanData(false),
  nothing: new data.Null(),
  list: new data.Array(new data.StringData("a"), new data.NumberData(3)),
  map: new data.Dictionary(
    { key: "a", value: new data.StringData("x") },
    { key: "b-c", value: new data.NumberData(1) },
    { key: "d e", value: new data.Dictionary({ key: "a", value: new data.BooleanData(true) }) },
  ),
};
const names = Object.keys(contexts);
const scope = { contexts: names, functions: [] };
// Texts with one quote at most: the package's lexer, which evaluates here, reads no more of them.
const literals = [true, false, null, 0, 1, -2.5, 1e21, 1e-7, 0.1, "", "a", "A", "it's", "'", "{0}", "3", "ß", "a\nb"];
const quoted = ["''", "a'b'c", "'''x'''"];

/** Mulberry32: the same trees in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = ReturnType<typeof generator>;
type Texts = readonly (string | number | boolean | null)[];

function randomExpression(random: Random, texts: Texts, depth: number): Expression {
  const inner = (): Expression => randomExpression(random, texts, depth - 1);
  const some = <T>(items: readonly T[]): T => items[random(items.length)] as T;
  if (depth === 0 || random(6) === 0) {
    return random(2) === 0 ? { kind: "literal", value: some(texts) } : { kind: "context", name: some(names) };
  }
  switch (random(9)) {
    case 0:
      return { kind: "not", operand: inner() };
    case 1:
    case 2:
      return { kind: "binary", operator: some(["==", "!=", "<", "<=", ">", ">="]), left: inner(), right: inner() };
    case 3:
    case 4:
      return { kind: "logical", operator: some(["&&", "||"]), operands: Array.from({ length: 2 + random(2) }, inner) };
    case 5:
      return { kind: "property", object: inner(), name: some(["a", "b-c", "d e", "it's", "true"]) };
    case 6:
      return random(3) === 0 ? { kind: "star", object: inner() } : { kind: "index", object: inner(), index: inner() };
    default:
      return randomCall(
        some(["contains", "startsWith", "endsWith", "join", "toJSON", "case", "case", "format"]),
        inner,
        random,
      );
  }
}

function randomCall(name: string, inner: () => Expression, random: Random): Expression {
  const predicate = (): Expression => ({ kind: "binary", operator: "==", left: inner(), right: inner() });
  if (name === "case") {
    const branches = Array.from({ length: 1 + random(3) }, () => [predicate(), inner()]).flat();
    return { kind: "call", name, arguments: [...branches, inner()] };
  }
  if (name === "format") {
    return { kind: "call", name, arguments: [{ kind: "literal", value: "{{{0}}} {1}" }, inner(), inner()] };
  }
  return { kind: "call", name, arguments: Array.from({ length: name === "toJSON" ? 1 : 2 }, inner) };
}

/** @returns undefined where GitHub would fail. */
function evaluate(expression: Expression): unknown {
  const tokens = new github.Lexer(printExpression(expression)).lex().tokens;
  const tree = new github.Parser(tokens, names, []).parse();
  const values = new data.Dictionary(...Object.entries(contexts).map(([key, value]) => ({ key, value })));
  try {
    return plain(new github.Evaluator(tree, values).evaluate());
  } catch {
    return undefined;
  }
}

function plain(value: github.data.ExpressionData): unknown {
  if (value.kind === data.Kind.Null) return null;
  if (value.kind === data.Kind.Array) return value.values().map(plain);
  if (value.kind !== data.Kind.Dictionary) return value.value;
  return Object.fromEntries(value.pairs().map((pair) => [pair.key, plain(pair.value)]));
}

/** As GitHub's parser builds it: a text as an index is a property. */
function asParsed(expression: Expression): Expression {
  return JSON.parse(JSON.stringify(expression), (_, part: Expression) =>
    part?.kind === "index" && part.index.kind === "literal" && typeof part.index.value === "string"
      ? { kind: "property", object: part.object, name: part.index.value }
      : part,
  ) as Expression;
}

const count = 3_000;

test("what is printed reads as the same tree", () => {
  const random = generator(1);
  for (let index = 0; index < count; index++) {
    const expression = randomExpression(random, [...literals, ...quoted], 4);
    const text = printExpression(expression);
    const read = parseExpression(text, scope);
    assert.ok(read.ok, text);
    assert.equal(read.ok && read.value, asParsed(expression), text);
  }
});
for (const [name, change] of [
  ["folding", foldExpression],
  ["rewriting `case`", rewriteCase],
] as const) {
  test(`${name} keeps the value`, () => {
    const random = generator(2);
    let compared = 0;
    for (let index = 0; index < count; index++) {
      const expression = randomExpression(random, literals, 4);
      const value = evaluate(expression);
      if (value === undefined) continue;
      const changed = change(expression);
      if (!changed) continue;
      compared += 1;
      assert.equal(evaluate(changed), value, `${printExpression(expression)}\n${printExpression(changed)}`);
    }
    assert.ok(compared > count / 2, `${compared} of ${count} have a value`);
  });
}
test("rewriting leaves no `case`, and folding once is folding for good", () => {
  const random = generator(3);
  for (let index = 0; index < count; index++) {
    const expression = randomExpression(random, literals, 4);
    const rewritten = rewriteCase(expression);
    assert.not(rewritten && /\bcase\(/.test(printExpression(rewritten)));
    const folded = foldExpression(expression);
    assert.is(printExpression(foldExpression(folded)), printExpression(folded));
  }
});
test.run();
