import {
  type EvaluatedPart,
  evaluateExpression,
  type FunctionAnswers,
  type PartialMap,
  type PartialValue,
  Unknown,
} from "@yardmaster/core/evaluation";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("expressions of which something is not known");

const outputs = new Unknown(["steps.build.outputs"]);
const contexts: PartialMap = {
  github: { ref: "refs/heads/main", event: { labels: [{ name: "bug" }, { name: "UI" }], count: 3, empty: {} } },
  steps: { build: { outputs, outcome: "success" }, test: { outputs: { lines: "12" }, outcome: "failure" } },
  needs: { a: { result: "success" }, b: { result: new Unknown(["needs.b.result"]) } },
  matrix: new Unknown(["matrix"]),
  vars: new Unknown(["vars"], true),
  inputs: { constructor: "x", ["__proto__"]: "y", Name: "n", name: "second" },
};
const answers: FunctionAnswers = {
  success: () => new Unknown(["needs.b.result"]),
  always: () => true,
  hashfiles: (args) => new Unknown([`hashFiles('${String(args[0])}')`], true),
};

/** A value as it is, `? CAUSES` for one that is not known, `?true CAUSES` with its truth; or the reason. */
function say(text: string, given: PartialMap = contexts): unknown {
  const result = evaluateExpression(text, given, answers);
  return result.ok ? show(result.value.value) : `! ${result.error}`;
}

function show(value: PartialValue | undefined): unknown {
  return value instanceof Unknown ? `?${value.truth ?? ""} ${value.causes.join(", ")}` : value;
}

const rows: readonly (readonly [text: string, said: unknown])[] = [
  // What is known stays GitHub's.
  ["github.ref == 'REFS/HEADS/MAIN'", true],
  ["github.event.labels.*.name", ["bug", "UI"]],
  ["GitHub.EVENT.Count", 3],
  [
    "steps.test.outputs.lines + 1",
    "! Unexpected symbol: '+'. Located at position 26 within expression: steps.test.outputs.lines + 1",
  ],
  ["", null],
  // Members of what is not known go by their own names.
  ["steps.build.outputs.version", "? steps.build.outputs.version"],
  ["Steps['BUILD'].outputs.version", "? Steps.BUILD.outputs.version"],
  ["steps.build.outputs['a-b'].c[0]", "? steps.build.outputs.a-b.c[0]"],
  ["steps[matrix.name].outcome", "? matrix.name"],
  ["github.event.empty[matrix.name]", "? matrix.name"],
  ["github.ref[matrix.name]", null],
  // Logic: an operand that is known may decide behind one that is not.
  ["steps.build.outputs.a && false", "?false steps.build.outputs.a"],
  ["steps.build.outputs.a == 'x' && false", false],
  ["steps.build.outputs.a == 'x' || true", true],
  ["steps.build.outputs.a || 'x'", "?true steps.build.outputs.a"],
  ["false && steps.build.outputs.a", false],
  ["!(success() && false)", true],
  ["success()", "? needs.b.result"],
  ["always() || steps.build.outputs.a", true],
  ["!vars", false],
  ["vars && 'x'", "x"],
  ["!steps.build.outputs.a", "? steps.build.outputs.a"],
  ["hashFiles('*.lock') != ''", "? hashFiles('*.lock')"],
  ["matrix.a == matrix.a", "? matrix.a"],
  // Lists that hold something unknown, and lists of unknown length.
  ["contains(needs.*.result, 'SUCCESS')", true],
  ["contains(needs.*.result, 'failure')", "? needs.b.result"],
  ["needs.*.result", ["success", "? needs.b.result"]],
  ["matrix.*", "?true matrix.*"],
  ["contains(steps.*.outputs.lines, '12')", true],
  ["contains(steps.*.outputs.lines, '13')", "? steps.build.outputs"],
  ["steps.*.outputs.*", "?true steps.build.outputs"],
  ["join(steps.*.outcome, ' ')", "success failure"],
  ["join(needs.*.result)", "? needs.b.result"],
  // Functions look only so deep: the text of a map is its kind.
  ["format('{0}', steps)", "Object"],
  ["startsWith(steps, 'o')", false],
  ["contains(steps, matrix.name)", false],
  ["contains(fromJSON('[]'), matrix.name)", false],
  ["toJSON(needs)", "? needs.b.result"],
  ["format('{0}-{1}', matrix.os, github.ref)", "? matrix.os"],
  // `case`: GitHub's package takes its arguments all, and one predicate alone decides.
  ["case(github.ref == 'x', 1, 2)", 2],
  ["case(matrix.a == 'x', 1, 2)", "? matrix.a"],
  ["case(true, 'a', matrix.a == 'x', 'b', 'c')", "a"],
  ["case(false, 'a', matrix.a == 'x', steps.build.outputs.b, 'c')", "? matrix.a, steps.build.outputs.b"],
  ["case('x', 1, 2)", "! case predicate must evaluate to a boolean value"],
  ["case(matrix.a, 1, 2) || true", "? matrix.a"],
  ["case(matrix.a == 'x', 1, 2) || true", "?true matrix.a"],
  // What may fail claims nothing; what fails in any case is a result with its reason.
  ["fromJSON(matrix.a) || true", "? matrix.a"],
  ["false && fromJSON(matrix.a)", false],
  ["matrix.b && fromJSON('{') && false", "? matrix.b, fromJSON('{')"],
  ["fromJSON('{')", "! Error parsing JSON when evaluating fromJson"],
  ["fromJSON('')", "! empty input"],
  ["fromJSON(needs)", "! Error parsing JSON when evaluating fromJson"],
  ["github[fromJSON('')]", "! could not evaluate index for index access: empty input"],
  ["format('{1}', matrix.a)", "! The following format string references more arguments than were supplied: {1}"],
  ["format(matrix.a, 1) == 'x' || true", "? matrix.a"],
  // Names of the language that GitHub's package is written in.
  ["inputs.constructor", "x"],
  ["inputs.__proto__", "y"],
  ["inputs.toString", null],
  ["inputs.hasOwnProperty", null],
  ["inputs.NAME", "n"],
  ['fromJSON(\'{"constructor":1,"a":2}\').constructor', 1],
  ['toJSON(fromJSON(\'{"__proto__":{"a":1}}\'))', '{\n  "__proto__": {\n    "a": 1\n  }\n}'],
  ["fromJSON('{\"\\u005f_proto__\":1}').__proto__", 1],
  ["constructor(1)", "! Unrecognized function: 'constructor'. Located at position 1 within expression: constructor(1)"],
  [
    "true && __proto__(1)",
    "! Unrecognized function: '__proto__'. Located at position 9 within expression: true && __proto__(1)",
  ],
  ["tostring(1)", "! Unrecognized function: 'tostring'. Located at position 1 within expression: tostring(1)"],
  [
    "contains('a')",
    "! Too few parameters supplied: 'contains'. Located at position 1 within expression: contains('a')",
  ],
  ["success('a', 'b')", "? needs.b.result"],
  ["always(1)", "! Too many parameters supplied: 'always'. Located at position 1 within expression: always(1)"],
];

for (const [text, said] of rows) {
  test(text === "" ? "(nothing)" : text, () => {
    const shown = say(text);
    assert.equal(Array.isArray(shown) ? shown.map(show) : shown, said);
  });
}

test("lists and maps are compared by identity: the same place is the same, another is not", () => {
  const shared = { a: [1] };
  const given = {
    inputs: shared,
    github: { one: shared, two: shared, event: { inputs: shared } },
    needs: { x: shared },
  };
  assert.is(say("inputs == inputs", given), true);
  assert.is(say("github.one.a == github.one.a", given), true);
  assert.is(say("github.one == github.two", given), false);
  assert.is(say("inputs == github.event.inputs", given), false);
  assert.is(say("needs.x.a == github.one.a", given), false);
});

test("answers are asked by their own names alone", () => {
  const result = evaluateExpression(
    "contains('a', 'a')",
    {},
    Object.create({ contains: () => false }) as FunctionAnswers,
  );
  assert.is(result.ok && result.value.value, true);
});

test("data of any depth and length is read, or is a result", () => {
  const deep = (depth: number): string => `${"[".repeat(depth)}1${"]".repeat(depth)}`;
  const long = Array.from({ length: 200_000 }, (_, index) => index);
  assert.is(say(`inputs.a${"[0]".repeat(40)}`, { inputs: { a: JSON.parse(deep(40)) } }), 1);
  assert.is(say("contains(inputs.long, 199999)", { inputs: { long } }), true);
  assert.type(say("toJSON(fromJSON(inputs.deep))", { inputs: { deep: deep(200_000) } }), "string");
});

function outline({ text, kind, value, truth, isMissing, parts }: EvaluatedPart): unknown {
  const own = [text, kind, value === undefined ? "-" : show(value), truth ?? "?", ...(isMissing ? ["missing"] : [])];
  return parts.length === 0 ? own : [...own, parts.map(outline)];
}

function treeOf(text: string): unknown {
  const result = evaluateExpression(text, contexts, answers);
  return result.ok ? outline(result.value.tree) : result.error;
}

test("the tree has each part with its value, and none for what GitHub does not come to", () => {
  assert.equal(treeOf("(github.ref == 'x' && steps.build.outputs.a) || !always()"), [
    "github.ref == 'x' && steps.build.outputs.a || !always()",
    "operation",
    false,
    false,
    [
      [
        "github.ref == 'x' && steps.build.outputs.a",
        "operation",
        false,
        false,
        [
          [
            "github.ref == 'x'",
            "operation",
            false,
            false,
            [
              ["github.ref", "read", "refs/heads/main", true],
              ["'x'", "literal", "x", true],
            ],
          ],
          ["steps.build.outputs.a", "read", "-", "?"],
        ],
      ],
      ["!always()", "operation", false, false, [["always()", "call", true, true]]],
    ],
  ]);
});

test("the whole of what may fail is not known, in the tree, too", () => {
  assert.equal(treeOf("(fromJSON(matrix.a) || true)"), [
    "fromJSON(matrix.a) || true",
    "operation",
    "? matrix.a",
    "?",
    [
      ["fromJSON(matrix.a)", "call", "? matrix.a", "?", [["matrix.a", "read", "? matrix.a", "?"]]],
      ["true", "literal", true, true],
    ],
  ]);
});

test("what is read and not there is said to be missing, what holds null or is unknown is not", () => {
  assert.equal(treeOf("github.event.pull_request.draft"), [
    "github.event.pull_request.draft",
    "read",
    null,
    false,
    "missing",
  ]);
  assert.equal(treeOf("inputs.none"), ["inputs.none", "read", null, false, "missing"]);
  assert.equal(treeOf("matrix.none"), ["matrix.none", "read", "? matrix.none", "?"]);
  assert.equal(treeOf("github['event'].labels[7]"), ["github.event.labels[7]", "read", null, false, "missing"]);
  assert.equal(treeOf("github.event.labels[needs.a.result].x"), [
    "github.event.labels[needs.a.result].x",
    "read",
    null,
    false,
    "missing",
    [["needs.a.result", "read", "success", true]],
  ]);
});

test.run();
