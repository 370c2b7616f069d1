import { isAuthoringError } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  allNeeds,
  contains,
  eq,
  flag,
  fromJSON,
  job,
  not,
  or,
  repositoryDispatch,
  run,
  sh,
  text,
  triggers,
  when,
  workflow,
} from "yardmaster";
import { runsOnGitHub } from "../helpers/github-condition.ts";

const ubuntu = "ubuntu-24.04";

const payloads = suite("a client payload");
payloads("is declared for the types alone, and read as declared", () => {
  const { on, github } = triggers({
    repository_dispatch: {
      types: ["release"],
      payload: { tag: text(), versions: [text({ required: true })], build: { sha: text() } },
    },
  });
  const { client_payload } = github.event;
  const publish = job("publish", {
    "runs-on": ubuntu,
    if: eq(client_payload.tag, "v1"),
    strategy: { matrix: { version: client_payload.versions } },
    steps: ({ matrix }) => [run(sh`./publish ${matrix.version} ${client_payload.build.sha}`)],
  });
  const { model, diagnostics } = workflow("w", { on, jobs: [publish] });
  assert.equal(diagnostics, []);
  assert.equal(model.on, { repository_dispatch: { types: ["release"] } });
  assert.equal(model.jobs.publish, {
    if: "github.event.client_payload.tag == 'v1'",
    "runs-on": ubuntu,
    strategy: { matrix: { version: "${{ github.event.client_payload.versions }}" } },
    steps: [
      {
        run: './publish "${MATRIX_VERSION}" "${EVENT_CLIENT_PAYLOAD_BUILD_SHA}"',
        env: {
          MATRIX_VERSION: "${{ matrix.version }}",
          EVENT_CLIENT_PAYLOAD_BUILD_SHA: "${{ github.event.client_payload.build.sha }}",
        },
      },
    ],
  });
});
payloads("of a task names the event's type, unless types are stated", () => {
  const released = repositoryDispatch("released", { inputs: { tag: text({ required: true }) } });
  const typesOf = (on: ReturnType<typeof triggers>["on"]) =>
    workflow("w", { on: on as never, jobs: [] }).model.on as unknown;
  assert.equal(typesOf(triggers({ repository_dispatch: { payload: released } }).on), {
    repository_dispatch: { types: ["released"] },
  });
  assert.equal(typesOf(triggers({ repository_dispatch: { types: "all", payload: released } }).on), {
    repository_dispatch: { types: "all" },
  });
  assert.equal(typesOf(triggers({ repository_dispatch: { payload: {} } }).on), { repository_dispatch: null });
});
payloads("has ten keys at most, with the one that the orchestrator fills in", () => {
  const fields = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, text()] as const));
  const problems = (payload: object) =>
    workflow("w", {
      on: triggers({ repository_dispatch: { payload: payload as never } }).on,
      jobs: [],
    }).diagnostics.map(({ code, message, place }) => [code, message, place]);
  const tooMany = [
    [
      "payload-too-large",
      "The client payload has 11 keys at its top, and GitHub takes at most 10.",
      { path: ["on", "repository_dispatch", "payload"] },
    ],
  ];
  assert.equal(problems(fields(10)), []);
  assert.equal(problems(fields(11)), tooMany);
  assert.equal(problems({ all: fields(20) }), []);
  assert.equal(problems(repositoryDispatch("x", { inputs: fields(9) })), []);
  assert.equal(problems(repositoryDispatch("x", { inputs: fields(10) })), tooMany);
});
payloads.run();

const { on, github, inputs, secrets } = triggers(
  { push: null, workflow_dispatch: { inputs: { fast: flag() } } },
  { secrets: ["TOKEN"] },
);
function conditionOf(condition: NonNullable<Parameters<typeof job>[1]["if"]>): unknown {
  const first = job("first", { "runs-on": ubuntu, steps: [] });
  return workflow("w", { on, jobs: [first, job("a", { "runs-on": ubuntu, if: condition, needs: [first], steps: [] })] })
    .model.jobs.a?.if;
}

const written = suite("forms that hold on every trigger");
for (const [title, condition, expected] of [
  ["an input as a predicate", when(inputs.fast, true).otherwise(false), "case(inputs.fast == true, true, false)"],
  [
    "each branch",
    when(eq(github.ref, "x"), true).when(inputs.fast, false).otherwise(true),
    "case(github.ref == 'x', true, inputs.fast == true, false, true)",
  ],
  [
    "an input inside",
    when(or(inputs.fast, eq(github.ref, "x")), true).otherwise(false),
    "case((inputs.fast || github.ref == 'x') == true, true, false)",
  ],
  [
    "a negation is a boolean by itself",
    when(not(inputs.fast), true).otherwise(false),
    "case(!inputs.fast, true, false)",
  ],
  [
    "a list in place of a context",
    contains(["a", "b"], github.ref_name),
    `contains(fromJSON('["a","b"]'), github.ref_name)`,
  ],
  [
    "quotes and braces in a list",
    contains(["it's", 'a"b', "{0}"], github.ref_name),
    `contains(fromJSON('["it''s","a\\"b","{0}"]'), github.ref_name)`,
  ],
  [
    "the results of all jobs that are needed",
    contains(allNeeds.result, "failure"),
    "contains(needs.*.result, 'failure')",
  ],
  ["JSON of a stated type", eq(fromJSON<string>(github.ref_name), "x"), "fromJSON(github.ref_name) == 'x'"],
] as const) {
  written(title, () => assert.is(conditionOf(condition), expected));
}
written("GitHub's evaluator takes an input that is null for false", () => {
  const predicate = String(conditionOf(when(inputs.fast, true).otherwise(false)));
  for (const [fast, expected] of [
    [true, true],
    [false, false],
    [null, false],
  ] as const) {
    assert.is(runsOnGitHub(predicate, "success", { inputs: { fast }, github: {}, needs: {}, steps: {} }), expected);
  }
});
written("`secrets.GITHUB_TOKEN` is refused with the name of what it is, unless it is declared", () => {
  assert.throws(
    () => (secrets as unknown as Record<string, unknown>).GITHUB_TOKEN,
    (error: unknown) =>
      isAuthoringError(error) &&
      error.diagnostic.code === "token-is-no-secret" &&
      error.diagnostic.hint === "Write `github.token`: it is the same token.",
  );
  const declared = triggers({ push: null }, { secrets: ["GITHUB_TOKEN"] });
  const step = run({ env: { A: declared.secrets.GITHUB_TOKEN, B: secrets.TOKEN } }, sh`x`);
  const { model } = workflow("w", { on, jobs: [job("a", { "runs-on": ubuntu, steps: [step] })] });
  assert.equal((model.jobs.a as unknown as { steps: readonly { env: object }[] }).steps[0]?.env, {
    A: "${{ secrets.GITHUB_TOKEN }}",
    B: "${{ secrets.TOKEN }}",
  });
});
written.run();
