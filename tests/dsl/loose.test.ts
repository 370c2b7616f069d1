import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  always,
  and,
  andThen,
  at,
  contains,
  context,
  each,
  eq,
  firstOf,
  flag,
  format,
  fromJSON,
  job,
  join,
  loose,
  lt,
  not,
  or,
  run,
  sh,
  success,
  text,
  toJSON,
  triggers,
  when,
  workflow,
} from "yardmaster";
import { refusal } from "./helpers/emitted-step.ts";

const { on, github, inputs, secrets } = triggers(
  { push: null, workflow_dispatch: { inputs: { deep: flag(), ref: text() } } },
  { secrets: ["TOKEN"] },
);
const steps = [run(sh`true`)];
const printed = (condition: unknown) => {
  const made = workflow("w", {
    on,
    jobs: [job("a", { "runs-on": "x", steps: [run({ if: condition as never }, sh`true`)] })],
  });
  return [(made.model.jobs.a as unknown as { steps: { if: string }[] }).steps[0]?.if, ...made.diagnostics];
};

const trees = suite("expressions as they are written");
for (const [expression, expected] of [
  [eq(loose(inputs.deep), "true"), "inputs.deep == 'true'"],
  [eq(loose("push"), github.event_name), "'push' == github.event_name"],
  [eq(loose("a"), "a"), "'a' == 'a'"],
  [eq(loose(1), inputs.ref), "1 == inputs.ref"],
  [eq(loose(null), inputs.ref), "null == inputs.ref"],
  [lt(loose(inputs.ref), 3), "inputs.ref < 3"],
  [and(loose(true), eq(github.ref, "x")), "true && github.ref == 'x'"],
  [or(loose(inputs.ref), loose(github.sha)), "inputs.ref || github.sha"],
  [not(loose(eq(github.ref, "x"))), "${{ !(github.ref == 'x') }}"],
  [and(not(loose(eq(github.ref, "x"))), success()), "${{ !(github.ref == 'x') && success() }}"],
  [and(success(), eq(github.ref, "x")), "success() && github.ref == 'x'"],
  [
    and(loose(and(always(), eq(github.ref, "x"))), eq(github.sha, "y")),
    "(always() && github.ref == 'x') && github.sha == 'y'",
  ],
  [contains(loose("a b"), github.ref), "contains('a b', github.ref)"],
  [
    contains(loose(join(each(github.event.commits).id)), github.ref),
    "contains(join(github.event.commits.*.id), github.ref)",
  ],
  [contains(fromJSON('["a", "b"]', "string[]"), github.ref), `contains(fromJSON('["a", "b"]'), github.ref)`],
  [contains(fromJSON(loose('["a", "b"]'), "string[]"), github.ref), `contains(fromJSON('["a", "b"]'), github.ref)`],
  [loose(when(loose(inputs.ref), "a").otherwise("b")), "case(inputs.ref, 'a', 'b')"],
  [loose(github.event).anything["odd name"].deeper, "github.event.anything['odd name'].deeper"],
  [eq(each(context("github").event.labels).name[0], "x"), "github.event.labels.*.name[0] == 'x'"],
  [context("steps").version.outputs.tag, "steps.version.outputs.tag"],
  [at(context("env"), inputs.ref), "env[inputs.ref]"],
  [at(context("env"), "A").length, "env.A.length"],
  [eq(toJSON(context("needs")), "{}"), "toJSON(needs) == '{}'"],
  [firstOf(andThen(eq(github.ref, "x"), "a"), "b"), "github.ref == 'x' && 'a' || 'b'"],
  [firstOf(inputs.ref, github.sha, "c"), "inputs.ref || github.sha || 'c'"],
  [andThen(inputs.ref, github.sha, "c"), "inputs.ref && github.sha && 'c'"],
  [andThen(firstOf(inputs.ref, ""), "c"), "(inputs.ref || '') && 'c'"],
  [firstOf(inputs.ref, firstOf(github.sha, "c")), "inputs.ref || (github.sha || 'c')"],
  [firstOf(loose("a"), "b"), "'a' || 'b'"],
  [eq(format("{1} {0}", github.ref, inputs.ref), "a"), "format('{1} {0}', github.ref, inputs.ref) == 'a'"],
  [eq(format(inputs.ref, "b"), "a"), "format(inputs.ref, 'b') == 'a'"],
  [eq(format("{0}", "b"), github.ref), "'b' == github.ref"],
  [firstOf(loose(false), loose(null)), "false || null"],
  [eq(loose(andThen(loose(true), "a")), "a"), "(true && 'a') == 'a'"],
] as const) {
  trees(expected, () => assert.equal(printed(loose(expression)), [expected]));
}
trees("folds what is typed, as before", () => {
  assert.equal(printed(and(eq(github.ref, "x"), eq(format`a`, "a"))), ["github.ref == 'x'"]);
});
trees("a plain value that is loose stands as an expression", () => {
  const { model } = workflow("w", {
    on,
    jobs: [job("a", { "runs-on": loose("x"), "timeout-minutes": loose(5), steps })],
  });
  assert.equal(model.jobs.a, {
    "runs-on": "${{ 'x' }}",
    "timeout-minutes": "${{ 5 }}",
    steps: [{ run: "true", shell: "bash" }],
  });
  assert.equal(printed(loose(true)), [true]);
  assert.equal(printed(loose("a")), ["'a'"]);
  const { model: texts } = workflow("w", {
    on,
    jobs: [job("a", { "runs-on": "x", name: format`a ${loose("b")} ${"c"}`, steps })],
  });
  assert.is((texts.jobs.a as { name: string }).name, "a ${{ 'b' }} c");
});
trees("a call of `format` is a text where GitHub would make the same of it", () => {
  const name = (value: unknown) => {
    const made = workflow("w", { on, jobs: [job("a", { "runs-on": "x", name: value as never, steps })] });
    return (made.model.jobs.a as { name: string }).name;
  };
  assert.is(
    name(format("{1}{{}} {0}{0}", github.ref, inputs.ref)),
    "${{ inputs.ref }}{} ${{ github.ref }}${{ github.ref }}",
  );
  assert.is(name(format("a {0} {2}", github.ref, inputs.ref)), "${{ format('a {0} {2}', github.ref, inputs.ref) }}");
  assert.is(name(format("a {0}", github.ref, inputs.ref)), "${{ format('a {0}', github.ref, inputs.ref) }}");
  assert.is(name(format("a { {0}", github.ref)), "${{ format('a { {0}', github.ref) }}");
  assert.is(name(format("${{ {0}", github.ref)), "${ ${{ github.ref }}");
  assert.is(name(format("${{{{ {0}", github.ref)), "${{ format('${{{{ {0}', github.ref) }}");
  assert.is(name(format`\${${github.ref}`), "${${{ github.ref }}");
});
trees.run();

const contexts = suite("whole contexts");
contexts("a job that is read of `needs` is needed, whatever the case of its id", () => {
  const build = job("Build", { "runs-on": "x", outputs: { x: "1" }, steps });
  const read = job("read", {
    "runs-on": "x",
    if: eq(context("needs").build.outputs.x, "1"),
    name: format`${at(context("needs"), "Build").result}`,
    steps,
  });
  const { model, diagnostics } = workflow("w", { on, jobs: [build, read] });
  assert.equal(diagnostics, []);
  assert.equal((model.jobs.read as { needs?: unknown }).needs, ["Build"]);
});
contexts("a job that reads itself does not wait for itself", () => {
  const { model, diagnostics } = workflow("w", {
    on,
    jobs: [job("a", { "runs-on": "x", steps: [run({ if: eq(context("needs").A.result, "success") }, sh`true`)] })],
  });
  assert.equal(diagnostics, []);
  assert.equal("needs" in (model.jobs.a ?? {}), false);
});
contexts("a step is read by its id as a text, and takes it from no other", () => {
  const made = workflow("w", {
    on,
    jobs: [
      job("a", {
        "runs-on": "x",
        outputs: { t: context("steps").tag.outputs.t },
        steps: [run({ id: "tag" }, sh`true`), run({ name: "Tag" }, sh`true`)],
      }),
    ],
  });
  assert.equal(made.diagnostics, []);
  assert.equal(made.model.jobs.a, {
    "runs-on": "x",
    outputs: { t: "${{ steps.tag.outputs.t }}" },
    steps: [
      { id: "tag", run: "true", shell: "bash" },
      { name: "Tag", run: "true", shell: "bash" },
    ],
  });
});
contexts("`jobs` belongs to the outputs of a reusable workflow", () => {
  const made = workflow("w", {
    on: triggers({ workflow_call: null }).on,
    outputs: { a: context("jobs").a.outputs.b, c: { description: "d", value: context("jobs").a.result } },
    jobs: [job("a", { "runs-on": "x", steps })],
  });
  assert.equal(made.diagnostics, []);
  assert.equal(made.model.on, {
    workflow_call: {
      outputs: {
        a: { value: "${{ jobs.a.outputs.b }}" },
        c: { description: "d", value: "${{ jobs.a.result }}" },
      },
    },
  });
});
contexts("a key that does not have a context refuses it, also where the types cannot see it", () => {
  const made = workflow("w", {
    on,
    jobs: [
      job("a", { "runs-on": "x", if: context("secrets").TOKEN, env: { A: context("steps").a.outputs.b }, steps }),
      job("b", { "runs-on": "x", if: loose(secrets.TOKEN) as never, name: context("jobs").a as never, steps }),
    ],
  });
  assert.equal(
    made.diagnostics.map(({ code, message }) => `${code}: ${message}`),
    [
      "context-not-taken: `jobs.*.if` reads the context `secrets`, which GitHub does not have there.",
      "context-not-taken: `jobs.*.env.*` reads the context `steps`, which GitHub does not have there.",
      "context-not-taken: `jobs.*.if` reads the context `secrets`, which GitHub does not have there.",
      "context-not-taken: `jobs.*.name` reads the context `jobs`, which GitHub does not have there.",
    ],
  );
});
contexts("an axis is found whatever its case", () => {
  const made = workflow("w", {
    on,
    jobs: [
      job("a", { "runs-on": context("matrix").OS, strategy: { matrix: { os: ["x"] } }, steps }),
      job("b", { "runs-on": context("matrix").arch, strategy: { matrix: { os: ["x"] } }, steps }),
    ],
  });
  assert.equal(
    made.diagnostics.map(({ code, place }) => [code, place]),
    [["matrix-axis-unknown", { path: ["jobs", "b"] }]],
  );
});
contexts("a context that GitHub does not have is refused", () => {
  assert.is(
    refusal(() => context("need" as never)),
    'property-unknown: GitHub has no context `need`, so there is no `context("need")`.',
  );
  assert.match(
    refusal(() => context("always()" as never)),
    /^property-unknown: /,
  );
  assert.match(
    refusal(() => loose(undefined as never)),
    /^value-undefined: /,
  );
  assert.match(
    refusal(() => loose({} as never)),
    /^value-misplaced: |^value-not-plain: /,
  );
  assert.match(
    refusal(() => andThen(github.ref, undefined as never)),
    /^value-undefined: /,
  );
  assert.match(
    refusal(() => firstOf(github.ref, "a", steps as never)),
    /^value-not-plain: /,
  );
});
contexts.run();
