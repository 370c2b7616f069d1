import { type Expression, printExpression, type Value } from "@yardmaster/core";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  always,
  and,
  call,
  cancelled,
  compositeAction,
  eq,
  failure,
  format,
  job,
  loose,
  not,
  noted,
  or,
  parallel,
  raw,
  remoteWorkflow,
  run,
  type Step,
  type StepOptions,
  sh,
  stepUnit,
  success,
  text,
  triggers,
  useLocal,
  when,
  workflow,
} from "yardmaster";
import { type JobStatus, runsOnGitHub } from "../helpers/github-condition.ts";

const ubuntu = "ubuntu-24.04";
const { on, github } = triggers({ push: null });
const yes = eq(format`${"prod"}`, "prod");
const onMain = eq(github.ref, "refs/heads/main");
const onTag = eq(github.ref_type, "tag");

type Condition = NonNullable<StepOptions["if"]>;
interface EmittedStep {
  readonly name?: string;
  readonly if?: Value;
  readonly parallel?: readonly EmittedStep[];
}

/** Name and condition of each step of a job. */
function conditions(steps: readonly Step[], target: "github.com" | "ghes-3.20" = "github.com"): Value {
  const document = workflow("w", { on, target, jobs: [job("a", { "runs-on": ubuntu, steps })] });
  // Of a plain boolean there is a warning, and it is a condition all the same.
  assert.equal(
    document.diagnostics.filter(({ code }) => code !== "condition-plain"),
    [],
  );
  const list = (of: readonly EmittedStep[]): Value =>
    of.map((step) => (step.parallel ? list(step.parallel) : [step.name ?? "", step.if ?? "-"]));
  return list(document.model.jobs.a?.steps as unknown as readonly EmittedStep[]);
}

const written = suite("a status function that is named stays named, so that GitHub implies no success()");
written("in the condition of a step", () => {
  const step = (condition: Condition) => run({ name: "x", if: condition }, sh`x`);
  assert.equal(
    conditions([
      step(or(yes, failure())),
      step(and(not(yes), always())),
      step(or(and(not(yes), failure()), onMain)),
      step(not(or(not(yes), cancelled()))),
      step(when(yes, onMain).when(failure(), onTag).otherwise(yes)),
      step(eq(format`${or(yes, failure())}`, "true")),
      step(or(yes, onMain)),
    ]),
    [
      ["x", "true || failure()"],
      ["x", "false && always()"],
      ["x", "false && failure() || github.ref == 'refs/heads/main'"],
      ["x", "${{ !cancelled() }}"],
      ["x", "case(true, github.ref == 'refs/heads/main', failure(), github.ref_type == 'tag', true)"],
      ["x", "format('{0}', true || failure()) == 'true'"],
      ["x", true],
    ],
  );
});
written("in the condition of a job and of a call, which then needs the jobs that it names", () => {
  const first = job("first", { "runs-on": ubuntu, steps: [] });
  const pin = { repository: "acme/w", sha: "a".repeat(40), version: "v1.0.0" };
  const jobs = [
    first,
    job("second", { "runs-on": ubuntu, if: or(yes, failure(first)), steps: [] }),
    call("third", remoteWorkflow("x.yml", pin, {}), { if: or(yes, failure()), needs: [first] }),
  ];
  const { model, diagnostics } = workflow("w", { on, jobs });
  assert.equal(diagnostics, []);
  assert.equal([model.jobs.second?.if, model.jobs.second?.needs], ["true || failure('first')", ["first"]]);
  assert.is(model.jobs.third?.if, "true || failure()");
});
written("in a composite action, and in a unit either way", () => {
  const inputs = { green: text({ default: "false" }) };
  const action = compositeAction(".github/actions/a", { name: "A", description: "A." }, () => ({
    steps: [run({ if: or(yes, failure()) }, sh`x`)],
  }));
  assert.is((action.model.runs as unknown as { steps: EmittedStep[] }).steps[0]?.if, "true || failure()");
  const unit = (emit: "inline" | "composite") =>
    stepUnit(".github/actions/u", { emit, name: "U", description: "U.", inputs }, ({ inputs: given }) => ({
      steps: [run({ name: "Upload", if: or(eq(given.green, "true"), failure()) }, sh`x`)],
    }));
  assert.equal(conditions([...unit("inline")({ green: "true" }).steps, ...unit("inline")().steps]), [
    ["Upload", "true || failure()"],
    ["Upload", "failure()"],
  ]);
  const composite = unit("composite").action?.model.runs as unknown as { steps: EmittedStep[] };
  assert.is(composite.steps[0]?.if, "inputs.green == 'true' || failure()");
});
written("a condition for after a failure inside an action, which is skipped as a whole", () => {
  const meta = { name: "A", description: "A." };
  const found = (steps: readonly Step[]) =>
    workflow("w", { on, permissions: {}, jobs: [job("j", { "runs-on": ubuntu, steps })] }).diagnostics.map(
      ({ code, message }) => `${code} ${/`(.*?)`/.exec(message)?.[1]}`,
    );
  const inside = (...conditions: readonly (Condition | undefined)[]) => ({
    steps: conditions.map((each) => run({ ...(each === undefined ? {} : { if: each }) }, sh`x`)),
  });
  const unit = (emit: "inline" | "composite", ...given: readonly (Condition | undefined)[]) =>
    found(stepUnit(".github/actions/u", { emit, ...meta }, () => inside(...given))().steps);
  assert.equal(unit("composite", undefined, failure()), ["status-in-action failure()"]);
  assert.equal(unit("composite", undefined, yes), []);
  assert.equal(unit("inline", undefined, failure()), []);
  const action = (...given: readonly (Condition | undefined)[]) =>
    compositeAction(".github/actions/a", meta, () => inside(...given));
  assert.equal(found([useLocal(action(failure()))]), ["status-in-action failure()"]);
  assert.equal(found([useLocal(action(failure()), {}, { if: failure() })]), []);
  assert.equal(found([useLocal(action(undefined, failure()))]), []); // of its own first step
});
written("where a server without `case` gets it in other words", () => {
  const step = run({ name: "x", if: when(yes, onMain).when(failure(), onTag).otherwise(yes) }, sh`x`);
  assert.equal(conditions([step], "ghes-3.20"), [
    ["x", "github.ref == 'refs/heads/main' || false && (failure() && github.ref_type == 'tag' || !failure())"],
  ]);
});
written.run();

const pulled = suite("a step that is pulled in runs whenever one that needs it does, and not else");
const install = run({ name: "Install" }, sh`x`);
const user = (name: string, condition?: Condition, ...needs: readonly Step[]) =>
  run({ name, ...(condition === undefined ? {} : { if: condition }), needs: needs.length ? needs : [install] }, sh`x`);
const other = run({ name: "Other" }, sh`x`);
const ofInstall = (steps: readonly Step[]) =>
  (conditions(steps) as readonly Value[]).find((each) => Array.isArray(each) && each[0] === "Install");
for (const [title, steps, expected] of [
  [
    "two without a status function",
    [user("a", onMain), user("b", onTag)],
    "github.ref == 'refs/heads/main' || github.ref_type == 'tag'",
  ],
  [
    "one of two names a status function",
    [user("a", onMain), user("b", failure())],
    "success() && github.ref == 'refs/heads/main' || failure()",
  ],
  [
    "two of three name none",
    [user("a", failure()), user("b", onMain), user("c", onTag)],
    "success() && (github.ref == 'refs/heads/main' || github.ref_type == 'tag') || failure()",
  ],
  ["one has no condition", [user("a"), user("b", failure())], "success() || failure()"],
  ["one has no condition, and none names a status function", [user("a", onMain), user("b")], "-"],
  ["one runs always", [user("a", onMain), user("b", always())], "always()"],
  ["the same condition twice", [user("a", failure()), user("b", failure())], "failure()"],
  ["plain booleans", [user("a", false), user("b", failure())], "failure()"],
  ["plain booleans and no status function", [user("a", true), user("b", onMain)], "-"],
  ["nobody ever", [user("a", false)], false],
  ["booleans that are meant", [user("a", loose(false)), user("b", failure())], "failure()"],
  ["nobody ever, as it is meant", [user("a", loose(false))], false],
  [
    "deep inside",
    [user("a", onMain), user("b", eq(format`${not(cancelled())}`, "true"))],
    "success() && github.ref == 'refs/heads/main' || format('{0}', !cancelled()) == 'true'",
  ],
  [
    "under a comment",
    [user("a", onMain), user("b", noted(failure(), "Tells."))],
    "success() && github.ref == 'refs/heads/main' || failure()",
  ],
  [
    "through raw",
    [user("a", onMain), user("b", raw("${{ Failure() }}", "test"))],
    "success() && github.ref == 'refs/heads/main' || failure()",
  ],
  [
    "through raw keys",
    [user("a", onMain), run({ raw: raw({ if: "failure()" }, "test"), needs: [install] }, sh`x`)],
    "success() && github.ref == 'refs/heads/main' || failure()",
  ],
  [
    "a step between may fail",
    [user("a", onMain), other, user("b", failure())],
    "success() && github.ref == 'refs/heads/main' || !cancelled()",
  ],
  ["a step between, and the job may be cancelled", [user("a", onMain), other, user("b", cancelled())], "always()"],
  [
    "a step between, and success is asked for",
    [user("a", onMain), other, user("b", and(success(), onTag))],
    "success() && github.ref == 'refs/heads/main' || success() && github.ref_type == 'tag'",
  ],
] as const) {
  pulled(title, () => assert.equal(ofInstall(steps as readonly Step[]), ["Install", expected]));
}
pulled("by a step that was pulled in itself", () => {
  const source = run({ name: "Source" }, sh`x`);
  const prepare = run({ name: "Prepare", needs: [source] }, sh`x`);
  assert.equal(conditions([user("a", failure(), prepare), user("b", onMain, source)]), [
    ["Source", "success() && github.ref == 'refs/heads/main' || failure()"],
    ["Prepare", "failure()"],
    ["a", "failure()"],
    ["b", "github.ref == 'refs/heads/main'"],
  ]);
});
pulled("by one of several steps that run at the same time, or as several", () => {
  const both = parallel(run({ name: "Build" }, sh`x`), run({ name: "Fetch", if: always() }, sh`x`));
  assert.equal(conditions([parallel(user("a", failure()), user("b", onMain)), user("c", failure(), both)]), [
    ["Install", "success() && github.ref == 'refs/heads/main' || failure()"],
    [
      ["a", "failure()"],
      ["b", "github.ref == 'refs/heads/main'"],
    ],
    [
      ["Build", "failure()"],
      ["Fetch", "always()"],
    ],
    ["c", "failure()"],
  ]);
});
pulled("what reads the outcome of steps cannot be known before them, its status functions can", () => {
  const decide = run({ name: "Decide", outputs: ["value"] }, sh`x`);
  const decided = eq(decide.outputs.value, "yes");
  const first = (condition: Condition) => ofInstall([decide, user("a", condition)]);
  assert.equal(first(and(failure(), decided)), ["Install", "failure()"]);
  assert.equal(first(and(or(failure(), decided), onMain)), [
    "Install",
    "(failure() || true) && github.ref == 'refs/heads/main'",
  ]);
  assert.equal(first(eq(format`${and(failure(), decided)}`, "true")), ["Install", "always()"]);
  assert.equal(ofInstall([decide, user("a", decided), user("b", failure())]), ["Install", "success() || failure()"]);
});

interface Plan {
  readonly condition: Expression | undefined;
  readonly needs: boolean;
}
const statusNames = ["always", "cancelled", "failure", "success"] as const;
const leaf = fc.oneof(
  fc.constantFrom(...statusNames).map((name): Expression => ({ kind: "call", name, arguments: [] })),
  fc.constantFrom("a", "b").map(
    (name): Expression => ({
      kind: "binary",
      operator: "==",
      left: { kind: "property", object: { kind: "context", name: "github" }, name },
      right: { kind: "literal", value: "x" },
    }),
  ),
  fc.boolean().map((value): Expression => ({ kind: "literal", value })),
);
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    tie("tree").map((operand): Expression => ({ kind: "not", operand })),
    fc
      .tuple(fc.constantFrom("&&" as const, "||" as const), fc.array(tie("tree"), { minLength: 2, maxLength: 3 }))
      .map(([operator, operands]): Expression => ({ kind: "logical", operator, operands })),
  ),
}));
const plans = fc.array(fc.record({ condition: fc.option(tree, { nil: undefined }), needs: fc.boolean() }), {
  minLength: 1,
  maxLength: 5,
});
const fates = fc.array(
  fc.constantFrom<"success" | "failure" | "cancelled">("success", "success", "failure", "cancelled"),
  {
    minLength: 7,
    maxLength: 7,
  },
);
const events = fc.constantFrom({ a: "x", b: "x" }, { a: "x", b: "" }, { a: "", b: "x" }, { a: "", b: "" });

/** The steps of a job that ran, each with what became of it; a job goes from success to failure to cancelled. */
function simulate(
  steps: readonly EmittedStep[],
  event: object,
  fate: readonly JobStatus[],
): readonly { name: string; before: JobStatus }[] {
  let status: JobStatus = "success";
  const ran: { name: string; before: JobStatus }[] = [];
  for (const [index, step] of steps.entries()) {
    const condition = step.if === undefined ? undefined : String(step.if);
    const isRun = runsOnGitHub(condition, status, { github: event, steps: {}, inputs: {}, needs: {} });
    if (isRun) ran.push({ name: step.name ?? "", before: status });
    if (isRun && fate[index] === "cancelled") status = "cancelled";
    else if (isRun && fate[index] === "failure" && status === "success") status = "failure";
  }
  return ran;
}

const emit = (list: readonly Plan[]): readonly EmittedStep[] => {
  const steps = list.map(({ condition, needs }, index) =>
    run(
      {
        name: `step ${index}`,
        ...(condition ? { if: raw(printExpression(condition), "made at random") } : {}),
        ...(needs ? { needs: [install] } : {}),
      },
      sh`x`,
    ),
  );
  const document = workflow("w", { on, jobs: [job("a", { "runs-on": ubuntu, steps })] });
  return document.model.jobs.a?.steps as unknown as readonly EmittedStep[];
};

pulled("whatever fails and whenever: no step that needs it runs without it", () => {
  let wanted = 0;
  fc.assert(
    fc.property(plans, events, fates, (list, event, fate) => {
      const steps = emit(list);
      const ran = simulate(steps, event, fate);
      const needing = ran.filter(({ name }) => list[Number(name.slice(5))]?.needs && name !== "Install");
      wanted += needing.length;
      const hasRun = ran.findIndex(({ name }) => name === "Install");
      for (const { name } of needing) {
        const at = ran.findIndex((each) => each.name === name);
        assert.ok(
          hasRun >= 0 && hasRun < at,
          `${name} without Install: ${JSON.stringify(steps.map((step) => step.if))}`,
        );
      }
    }),
    { numRuns: 500, seed: 6 },
  );
  assert.ok(wanted > 200, `${wanted} steps needed it`);
});
pulled("where all steps need it and nothing fails, it runs only if one of them does", () => {
  fc.assert(
    fc.property(plans, events, fc.constantFrom<JobStatus>("success", "failure", "cancelled"), (list, event, status) => {
      const needing = list.map((plan) => ({ ...plan, needs: true }));
      const [first, ...rest] = emit(needing);
      assert.is(first?.name, "Install");
      const values = { github: event, steps: {}, inputs: {}, needs: {} };
      const isRun = (step: EmittedStep | undefined) =>
        runsOnGitHub(step?.if === undefined ? undefined : String(step.if), status, values);
      assert.is(isRun(first), rest.some(isRun), JSON.stringify([first, ...rest].map((step) => step?.if ?? "-")));
    }),
    { numRuns: 500, seed: 7 },
  );
});
pulled.run();
