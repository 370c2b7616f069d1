// Compiled by `npm run typecheck`, never run. What is read without its type stands wherever its contexts do, and nowhere else.
import {
  and,
  andThen,
  at,
  call,
  contains,
  context,
  each,
  endsWith,
  eq,
  type Expr,
  firstOf,
  flag,
  format,
  fromJSON,
  job,
  join,
  type Loose,
  loose,
  lt,
  matrix,
  not,
  number,
  or,
  run,
  sh,
  text,
  toJSON,
  triggers,
  when,
  workflow,
} from "yardmaster";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Equal<A, B>): void => undefined;

const { on, github, inputs, secrets, vars } = triggers(
  { push: null, workflow_dispatch: { inputs: { deep: flag(), count: number(), ref: text() } } },
  { secrets: ["TOKEN"], vars: ["MODE"] },
);
const steps = [run(sh`true`)];

// --- any property, any comparison, any condition
const ref: Loose<"github"> = loose(github.ref);
const deeper: Loose<"needs"> = context("needs").build.outputs["a-b"][0].x;
const comparison: Expr<boolean, "inputs" | "github"> = eq(loose(inputs.deep), github.sha);
eq(github.sha, loose(inputs.deep));
eq(loose("push"), github.event_name);
lt(loose(inputs.ref), 3);
and(loose(inputs.ref), not(loose(github.sha)), or(loose(inputs.ref), eq(github.ref, "x")));
contains(loose(inputs.ref), github.sha);
contains(loose("a b"), github.sha);
contains(each(context("github").event.issue.labels).name, "bug");
endsWith(loose(inputs.count), "0");
join(loose(inputs.ref), ", ");
const text1: Expr<string, "needs"> = toJSON(context("needs"));
at(context("github").event.commits, 0).id;
const secret: Loose<"secrets" | "vars"> = at(context("secrets"), vars.MODE);
when(loose(inputs.ref), "a").otherwise(loose(inputs.count));
format`a ${loose(github.event)} b`;
fromJSON(loose("[1]"), "number[]");

// --- what it reads is known where it is combined
same<typeof comparison, Expr<boolean, "inputs" | "github">>(true);
same<typeof secret, Loose<"secrets" | "vars">>(true);

// --- values of `&&` and `||`
const chosen: Expr<"a" | "b", "github"> = firstOf(andThen(eq(github.ref, "x"), "a"), "b");
const three: Expr<string, "github" | "inputs" | "vars"> = firstOf(inputs.ref, github.head_ref, vars.MODE, "main");
const falsy: Expr<false | string, "github"> = andThen(eq(github.ref, "x"), github.sha);
const last: Expr<false | "" | 3, "github" | "inputs"> = andThen(eq(github.ref, "x"), inputs.ref, 3);
// @ts-expect-error an empty text is not passed over by `andThen`
const wrong: Expr<3, "inputs"> = andThen(inputs.ref, 3);
firstOf(loose(inputs.ref), loose(fromJSON(inputs.ref)));
format`${firstOf(context("matrix").a, andThen(context("inputs").b, "c"))}`;

// --- it stands wherever an expression does
const legs = matrix({ os: ["a", "b"] });
const build = job("build", {
  name: loose(github.event),
  if: loose(inputs.ref),
  "runs-on": loose(legs.os),
  environment: loose(github.ref),
  concurrency: loose(github.ref),
  "timeout-minutes": loose(inputs.ref),
  "continue-on-error": loose(inputs.ref),
  env: { A: loose(inputs.count), B: context("secrets").B },
  container: loose(inputs.ref),
  services: loose(fromJSON(inputs.ref)),
  strategy: { "fail-fast": loose(inputs.ref), "max-parallel": loose(inputs.ref), matrix: legs },
  outputs: { a: context("steps").version.outputs.x },
  steps: [
    run({ if: loose(inputs.ref), "timeout-minutes": loose(inputs.count) }, sh`echo ${context("steps").version.outputs.x}`),
    run({ env: loose(fromJSON(inputs.ref)), shell: "bash" }, sh`true`),
  ],
});
job("computed", {
  "runs-on": "x",
  strategy: { matrix: loose(context("needs").plan.outputs.matrix) },
  steps: ({ matrix: leg }) => [run(sh`echo ${leg.anything} ${context("matrix").other}`)],
});
job("axis", {
  "runs-on": "x",
  strategy: { matrix: { node: loose(fromJSON(inputs.ref)) } },
  steps: ({ matrix: leg }) => [run(sh`echo ${leg.node}`)],
});
const called = workflow("called", {
  on: triggers({ workflow_call: { inputs: { a: text({ required: true }) }, secrets: { S: { required: true } } } }).on,
  outputs: { a: context("jobs").build.outputs.a, b: { value: context("jobs").build.result } },
  jobs: [build],
});
call("c", called, { with: { a: loose(inputs.count) }, secrets: { S: context("secrets").S } });
workflow("w", { on, "run-name": loose(inputs.deep), env: { A: context("vars").A }, jobs: [build] });

// --- contexts stay checked
// @ts-expect-error a condition of a job reads no secrets
job("a", { "runs-on": "x", if: loose(secrets.TOKEN), steps });
// @ts-expect-error nor by name
job("b", { "runs-on": "x", if: eq(at(context("secrets"), "TOKEN"), "x"), steps });
// @ts-expect-error the name of a job reads no steps
job("c", { "runs-on": "x", name: toJSON(context("steps")), steps });
// @ts-expect-error a runner follows from no step
job("d", { "runs-on": context("steps"), steps });
// @ts-expect-error nor its environment from a runner, whichever name it has
job("e", { "runs-on": "x", env: { A: at(context("runner"), "os") }, steps });
// @ts-expect-error an operand's contexts are the whole's
job("f", { "runs-on": "x", if: firstOf(loose(inputs.ref), secrets.TOKEN), steps });
// @ts-expect-error also of those behind the second
job("g", { "runs-on": "x", if: andThen(loose(inputs.ref), "a", secrets.TOKEN), steps });
// @ts-expect-error a status function is no context
context("always()");
// @ts-expect-error nor is this
context("need");

void [ref, deeper, text1, chosen, three, falsy, last, wrong];
