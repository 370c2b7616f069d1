import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  always,
  and,
  at,
  cancelled,
  choice,
  contains,
  each,
  endsWith,
  eq,
  failure,
  firstOf,
  flag,
  format,
  fromJSON,
  ge,
  gt,
  hashFiles,
  job,
  join,
  le,
  lt,
  ne,
  not,
  number,
  oneOf,
  or,
  run,
  sh,
  startsWith,
  success,
  text,
  toJSON,
  triggers,
  when,
  workflow,
} from "yardmaster";

const test = suite("functions and operators of expressions");
const { on, github, inputs } = triggers({
  issues: null,
  workflow_dispatch: { inputs: { mode: choice(["live", "dry-run"]), count: number(), deep: flag(), ref: text() } },
});
const labels = each(github.event.issue.labels).name;
const environments = fromJSON<Readonly<Record<string, { readonly url: string }>>, "inputs">(inputs.ref);

for (const [expression, expected] of [
  [eq(inputs.mode, "live"), "inputs.mode == 'live'"],
  [ne(inputs.count, 3), "inputs.count != 3"],
  [lt(inputs.count, 3), "inputs.count < 3"],
  [le(inputs.count, inputs.count), "inputs.count <= inputs.count"],
  [gt(fromJSON(github.run_attempt, "number"), 1), "fromJSON(github.run_attempt) > 1"],
  [ge(inputs.count, -0.5), "inputs.count >= -0.5"],
  [oneOf(inputs.mode, ["live", "dry-run"]), 'contains(fromJSON(\'["live","dry-run"]\'), inputs.mode)'],
  [oneOf(inputs.mode, ["live"]), "inputs.mode == 'live'"],
  [oneOf(inputs.ref, ["it's"]), "inputs.ref == 'it''s'"],
  [oneOf(inputs.ref, ["it's", "b"]), "contains(fromJSON('[\"it''s\",\"b\"]'), inputs.ref)"],
  [not(oneOf(inputs.mode, ["live"])), "inputs.mode != 'live'"],
  [not(lt(inputs.count, 3)), "!(inputs.count < 3)"],
  [contains(labels, "bug"), "contains(github.event.issue.labels.*.name, 'bug')"],
  [contains(github.ref, inputs.ref), "contains(github.ref, inputs.ref)"],
  [startsWith(github.ref, "a"), "startsWith(github.ref, 'a')"],
  [endsWith(github.ref, format`${inputs.ref}-x`), "endsWith(github.ref, format('{0}-x', inputs.ref))"],
  [eq(join(labels), "a"), "join(github.event.issue.labels.*.name) == 'a'"],
  [eq(join(labels, "; "), "a"), "join(github.event.issue.labels.*.name, '; ') == 'a'"],
  [eq(at(github.event.issue.labels, 0).name, "x"), "github.event.issue.labels[0].name == 'x'"],
  [eq(at(github.event.issue.labels, inputs.count).name, "x"), "github.event.issue.labels[inputs.count].name == 'x'"],
  [eq(at(environments, "a b").url, "x"), "fromJSON(inputs.ref)['a b'].url == 'x'"],
  [eq(at(environments, inputs.mode).url, "x"), "fromJSON(inputs.ref)[inputs.mode].url == 'x'"],
  [eq(toJSON(github.event), "{}"), "toJSON(github.event) == '{}'"],
  [eq(firstOf(inputs.ref, github.sha), "x"), "(inputs.ref || github.sha) == 'x'"],
  [eq(hashFiles("a", inputs.ref), ""), "hashFiles('a', inputs.ref) == ''"],
  [
    eq(when(inputs.deep, "a").when(eq(inputs.mode, "live"), inputs.ref).otherwise(""), "a"),
    "case(inputs.deep == true, 'a', inputs.mode == 'live', inputs.ref, '') == 'a'",
  ],
  [when(eq(inputs.mode, "live"), inputs.deep).otherwise(false), "case(inputs.mode == 'live', inputs.deep, false)"],
  [
    and(or(inputs.deep, always()), success(), failure(), cancelled()),
    "(inputs.deep || always()) && success() && failure() && cancelled()",
  ],
] as const) {
  test(expected, () => {
    const steps = [run({ if: expression }, sh`true`)];
    const { model, diagnostics } = workflow("f", { on, jobs: [job("a", { "runs-on": "x", steps })] });
    assert.equal(diagnostics, []);
    const condition = (model.jobs.a as unknown as { steps: { if: string }[] }).steps[0]?.if;
    assert.is(condition, expected.startsWith("!") ? `\${{ ${expected} }}` : expected);
  });
}
test("a status function that names jobs needs them", () => {
  const build = job("build", { "runs-on": "x", steps: [run(sh`true`)] });
  const lint = job("lint", { "runs-on": "x", steps: [run(sh`true`)] });
  const report = job("report", {
    "runs-on": "x",
    if: or(failure(build), and(success(lint), not(cancelled()))),
    steps: [run(sh`true`)],
  });
  const { model, diagnostics } = workflow("f", { on, jobs: [build, lint, report] });
  assert.equal(diagnostics, []);
  assert.equal(model.jobs.report, {
    needs: ["build", "lint"],
    "runs-on": "x",
    if: "failure('build') || success('lint') && !cancelled()",
    steps: [{ run: "true", shell: "bash" }],
  });
});
test.run();
