import { contextsOf, type Expression, foldExpression, parseExpression, printExpression } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const scope = { contexts: ["github", "needs", "matrix"], functions: ["hashFiles(1,255)", "always(0,0)"] };

function parse(text: string): Expression {
  const result = parseExpression(text, scope);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const printing = suite("expressions are printed in one spelling");
for (const [text, expected] of [
  ["github.event['comment']", "github.event.comment"],
  ["github['a b'].c", "github['a b'].c"],
  ["github['it''s']", "github['it''s']"],
  ["((github.a))", "github.a"],
  ["(github.a || github.b) && github.c", "(github.a || github.b) && github.c"],
  ["(github.a && github.b) || github.c", "github.a && github.b || github.c"],
  ["!(github.a == 1)", "!(github.a == 1)"],
  ["!github.a == true", "!github.a == true"],
  ["github.a == (github.b == github.c)", "github.a == (github.b == github.c)"],
  ["github.a < 3 == true", "github.a < 3 == true"],
  ["matrix[github.ref]", "matrix[github.ref]"],
  ["github.list.*.name", "github.list.*.name"],
  ["contains( github.ref ,'x' )", "contains(github.ref, 'x')"],
  ["fromJSON('[1]')[0]", "fromJSON('[1]')[0]"],
] as const) {
  printing(text, () => assert.is(printExpression(parse(text)), expected));
}
printing("a printed expression reads as the same expression", () => {
  const text = "!(a.b || c['d e'].*) && format('{0}''s', x[1 < 2]) != null";
  const wide = { contexts: ["a", "c", "x"], functions: [] };
  const first = parseExpression(text, wide);
  assert.ok(first.ok);
  const second = parseExpression(printExpression(first.value), wide);
  assert.equal(second, first);
});
printing.run();

const folding = suite("what depends on literals alone is folded");
for (const [text, expected] of [
  ["'a' == 'A'", "true"],
  ["1 < 2 && github.a", "github.a"],
  ["false && github.a", "false"],
  ["true || github.a", "true"],
  ["github.a && true", "github.a && true"],
  ["github.a || false", "github.a || false"],
  ["github.a && (true && github.b)", "github.a && github.b"],
  ["format('{0}-{1}', 'x', 2)", "'x-2'"],
  ["case(true, 'a', 'b')", "'a'"],
  ["!''", "true"],
  ["hashFiles('x')", "hashFiles('x')"],
  ["fromJSON('[1]')", "fromJSON('[1]')"],
] as const) {
  folding(text, () => assert.is(printExpression(foldExpression(parse(text))), expected));
}
folding.run();

const parsing = suite("GitHub's own parser decides");
parsing("names the reason when it refuses", () => {
  const result = parseExpression("github.ref = 'x'", scope);
  assert.not(result.ok);
  if (result.ok) return;
  assert.is(result.error.code, "expression-syntax");
  assert.match(result.error.message, "`github.ref = 'x'` is refused by GitHub's parser: ");
});
parsing("a context that the scope does not have is refused", () => {
  assert.not(parseExpression("secrets.A", scope).ok);
});
parsing("a function beyond its argument count is refused", () => {
  assert.ok(parseExpression("always()", scope).ok);
  assert.not(parseExpression("always(1)", scope).ok);
  assert.not(parseExpression("hashFiles()", scope).ok);
});
parsing("the contexts read are listed once, in order", () => {
  assert.equal(contextsOf(parse("needs.a.outputs.b == github.ref || needs.c.result == 'x'")), ["needs", "github"]);
});
parsing.run();
