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
  ["('a').length", "('a').length"],
  ["(!github.a).b", "(!github.a).b"],
  ["GitHub.Ref == tojson(NEEDS)", "github.Ref == toJSON(needs)"],
  ["HASHFILES('''a'' ''b''')", "hashFiles('''a'' ''b''')"],
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
  ["'a''b''c' == 'a''b''c'", "true"],
  ["startsWith('''x''', '''')", "true"],
  ["join('a', '-')", "'a'"],
  ["'' || github.a", "github.a"],
  ["github.a || '' || 0 || github.b", "github.a || github.b"],
  ["'x' && github.a", "github.a"],
  ["github.a && '' && github.b", "github.a && ''"],
  ["github.a == 1 && true", "github.a == 1"],
  ["contains(github.a, 'x') || false", "contains(github.a, 'x')"],
  ["!(github.a == github.b)", "github.a != github.b"],
  ["!(github.a != github.b)", "github.a == github.b"],
  ["!(github.a < github.b)", "!(github.a < github.b)"],
  ["!!github.a", "!!github.a"],
  ["!!(github.a < 1)", "github.a < 1"],
  ["!!case(github.a == 1, true, github.b < 2)", "case(github.a == 1, true, github.b < 2)"],
  ["!!case(github.a == 1, true, github.b)", "!!case(github.a == 1, true, github.b)"],
  ["!!case(github.a == 1, github.b, true)", "!!case(github.a == 1, github.b, true)"],
  ["!!(always() || !github.a)", "always() || !github.a"],
  ["case(false, github.a, github.b == 1, 'x', 'y')", "case(github.b == 1, 'x', 'y')"],
  ["case(github.b == 1, 'x', true, github.a, 'y')", "case(github.b == 1, 'x', github.a)"],
  ["case(false, 'x', github.a)", "github.a"],
  ["case('true', 'x', 'y')", "case('true', 'x', 'y')"],
  ["format('{0}')", "format('{0}')"],
  ["1 == '1'", "true"],
  ["'10' < '9'", "true"],
  ["null == 0", "true"],
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
parsing("no text is refused with a reason of ours", () => {
  assert.is(
    (parseExpression(" ", scope) as { error: { message: string } }).error.message,
    "The expression ` ` is refused by GitHub's parser: it is empty.",
  );
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
