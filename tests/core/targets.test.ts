import { readFileSync } from "node:fs";
import {
  adaptToTarget,
  type Diagnostic,
  type FeatureId,
  features,
  hasFeature,
  isTarget,
  limitsOf,
  type Target,
  targets,
  type Value,
  type WorkflowDocument,
  type WorkflowModel,
} from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const server = "ghes-3.21";
const steps = [{ run: "true" }];
const plain = { on: { push: null }, jobs: { a: { "runs-on": "x", steps } } };

function document(model: object, more: Partial<WorkflowDocument> = {}): WorkflowDocument {
  return {
    yardmaster: "workflow",
    id: "w",
    model: { ...plain, ...model } as WorkflowModel,
    comments: [],
    header: [],
    diagnostics: [],
    origins: [],
    escapes: [],
    ...more,
  };
}

function adapt(model: object, target: Target = server): { model: WorkflowModel; findings: readonly string[] } {
  const { model: adapted, diagnostics } = adaptToTarget(document(model), target);
  return { model: adapted, findings: diagnostics.map(print) };
}

function print({ code, message, place }: Diagnostic): string {
  const path = place && "path" in place ? place.path.join(".") : "";
  return `${path} ${code}: ${message}`;
}

const job = (keys: object): { jobs: object } => ({ jobs: { a: { "runs-on": "x", steps, ...keys } } });
const schedule = (...entries: readonly object[]): { on: Value } => ({ on: { schedule: entries } as unknown as Value });

const table = suite("targets");
table("are github.com and server releases, each with what it has", () => {
  assert.is(targets.length, 8);
  assert.ok(targets.every(isTarget));
  assert.not(isTarget("ghes-2.0"));
  const ids = Object.keys(features) as FeatureId[];
  assert.ok(ids.every((id) => hasFeature("github.com", id)));
  assert.equal(
    ids.filter((id) => hasFeature("ghes-3.22", id)),
    ["schedule-timezone"],
  );
  assert.equal(
    ids.filter((id) => hasFeature("ghes-3.21", id)),
    [],
  );
  assert.equal(limitsOf("github.com"), { dispatchInputs: 25, reusableWorkflows: 50, calledLevels: 9 });
});
table("a workflow that uses nothing newer stays the same object, but for its documents' lists", () => {
  const model = {
    ...plain,
    permissions: { contents: "read" },
    concurrency: { group: "g" },
    jobs: { a: { "runs-on": "x", if: "failure() && github.ref == 'x'", steps: [{ run: "echo ${{ github.sha }}" }] } },
  };
  for (const target of targets) assert.equal(adapt(model, target), { model, findings: [] }, target);
});
table("github.com takes everything", () => {
  const model = {
    on: { schedule: [{ cron: "0 1 * * *", timezone: "Europe/Berlin" }] },
    "cache-mode": "read",
    concurrency: { group: "g", queue: "max" },
    jobs: {
      a: { "runs-on": "x", if: "case(a, b, c)", snapshot: {}, steps: [{ uses: "$/a" }, { parallel: [] }] },
      b: { uses: "$/.github/workflows/x.yml" },
    },
  };
  assert.equal(adapt(model, "github.com"), { model, findings: [] });
});
table("are the table of docs/rules/targets.md", () => {
  const rows = readFileSync("docs/rules/targets.md", "utf8").split("\n");
  assert.equal(
    rows.filter((row) => /\| (rewritten|refused) \|$/.test(row)),
    Object.values(features).map(({ name, since, basis, answer }) => `| ${name} | ${since} | ${basis} | ${answer} |`),
  );
});
table.run();

const schedules = suite("schedules");
schedules("with a zone become crons in UTC, each under a comment with the author's own", () => {
  const adapted = adaptToTarget(
    document(
      schedule(
        { cron: "0 * * * 1", timezone: "America/Phoenix" },
        { cron: "5 5 * * *" },
        { cron: "30 18 * * 1", timezone: "America/Phoenix" },
      ),
      {
        comments: [
          { path: ["on", "schedule", 0], position: "above", text: "hourly" },
          { path: ["on", "schedule", 2, "timezone"], position: "end", text: "no DST" },
          { path: ["jobs"], position: "above", text: "jobs" },
        ],
        origins: [{ path: ["on", "schedule", 1], stack: "s" }],
        escapes: [{ path: ["on", "schedule", 2, "cron"], why: "w" }],
        diagnostics: [
          { code: "c", severity: "warning", message: "m", place: { path: ["on", "schedule", 2] } },
          { code: "d", severity: "warning", message: "m" },
        ],
      },
    ),
    server,
  );
  assert.equal(adapted.model.on, {
    schedule: [{ cron: "0 7-23 * * 1" }, { cron: "0 0-6 * * 2" }, { cron: "5 5 * * *" }, { cron: "30 1 * * 2" }],
  });
  assert.equal(adapted.comments, [
    { path: ["on", "schedule", 0], position: "above", text: "hourly" },
    { path: ["on", "schedule", 3, "cron"], position: "end", text: "no DST" },
    { path: ["jobs"], position: "above", text: "jobs" },
    { path: ["on", "schedule", 0], position: "above", text: "0 * * * 1 America/Phoenix" },
    { path: ["on", "schedule", 1], position: "above", text: "0 * * * 1 America/Phoenix" },
    { path: ["on", "schedule", 3], position: "above", text: "30 18 * * 1 America/Phoenix" },
  ]);
  assert.equal(adapted.origins, [{ path: ["on", "schedule", 2], stack: "s" }]);
  assert.equal(adapted.escapes, [{ path: ["on", "schedule", 3, "cron"], why: "w" }]);
  assert.equal(adapted.diagnostics.map(print), ["on.schedule.3 c: m", " d: m"]);
});
schedules("a server that knows zones keeps them", () => {
  const model = schedule({ cron: "30 18 * * 1", timezone: "Europe/Berlin" });
  assert.equal(adapt(model, "ghes-3.22").model.on, model.on);
});
for (const [name, entry, finding] of [
  [
    "daylight saving time",
    { cron: "0 3 * * *", timezone: "Europe/Berlin" },
    'on.schedule.0.timezone schedule-not-utc: ghes-3.21 runs schedules in UTC, and "0 3 * * *" in Europe/Berlin cannot be written so: the zone changes its offset, and a cron in UTC would be an hour off for part of the year.',
  ],
  [
    "the end of February",
    { cron: "0 18 28 * *", timezone: "America/Phoenix" },
    'on.schedule.0.timezone schedule-not-utc: ghes-3.21 runs schedules in UTC, and "0 18 28 * *" in America/Phoenix cannot be written so: the end of February is another day in leap years.',
  ],
  [
    "a zone that does not exist",
    { cron: "0 3 * * *", timezone: "America/Phenix" },
    'on.schedule.0.timezone time-zone-unknown: The time zone "America/Phenix" is not in the IANA database.',
  ],
  [
    "a cron that is none",
    { cron: "0 3 * *", timezone: "America/Phoenix" },
    'on.schedule.0.cron cron-invalid: The schedule "0 3 * *" is no cron: it has 4 fields, not 5.',
  ],
] as const) {
  schedules(`${name} is refused with the reason, and the entry stays`, () => {
    const { model, findings } = adapt(schedule(entry));
    assert.equal(model.on, { schedule: [entry] });
    assert.equal(findings, [finding]);
  });
}
schedules("zones and crons are checked for every target", () => {
  assert.equal(adapt(schedule({ cron: "x", timezone: "Y" }), "github.com").findings, [
    'on.schedule.0.cron cron-invalid: The schedule "x" is no cron: it has 1 fields, not 5.',
    'on.schedule.0.timezone time-zone-unknown: The time zone "Y" is not in the IANA database.',
  ]);
});
schedules("are not converted where an expression reads the cron's text", () => {
  const entry = { cron: "30 18 * * 1", timezone: "America/Phoenix" };
  for (const text of ["github.event.schedule == 'x'", "github.event[inputs.a] == 'x'"]) {
    const { model, findings } = adapt({ ...schedule(entry), ...job({ if: text }) });
    assert.equal(model.on, { schedule: [entry] });
    assert.is(findings.length, 1);
    assert.match(findings[0] as string, "`github.event.schedule`, where the cron would have another text");
  }
  const same = { cron: "0 * * * *", timezone: "America/Phoenix" };
  const { model } = adapt({ ...schedule(same), ...job({ if: "github.event.schedule == 'x'" }) });
  assert.equal(model.on, { schedule: [{ cron: "0 * * * *" }] });
});
schedules.run();

const expressions = suite("expressions");
for (const [text, expected] of [
  [
    "case(github.ref == 'a', 'x', github.ref == 'b', 'y', 'z')",
    "github.ref == 'a' && 'x' || github.ref == 'b' && 'y' || 'z'",
  ],
  ["case(github.ref == 'a', '', 'z')", "fromJSON('[\"z\",\"\"]')[github.ref == 'a' && 1 || 0]"],
  [
    "case(github.ref == 'a', inputs.b, '{z}')",
    "fromJSON(format('[\"{{z}}\",{0}]', toJSON(inputs.b)))[github.ref == 'a' && 1 || 0]",
  ],
  [
    "case(inputs.a == 1, inputs.b == 2, inputs.c == 3)",
    "inputs.a == 1 && inputs.b == 2 || inputs.a != 1 && inputs.c == 3",
  ],
  ["case(!inputs.a, true, false)", "${{ !inputs.a }}"],
  [
    "format('{0}', case(inputs.a == 1, format('v{0}', inputs.b), 'z'))",
    "format('{0}', inputs.a == 1 && format('v{0}', inputs.b) || 'z')",
  ],
  ["case(inputs.a == 1, toJSON(github), 'z')", "inputs.a == 1 && toJSON(github) || 'z'"],
] as const) {
  expressions(`${text} without \`case\``, () => {
    assert.is((adapt(job({ if: text })).model.jobs.a as { if: string }).if, expected);
  });
}
expressions("stand in texts; what needs no change keeps its spelling", () => {
  const { model, findings } = adapt(
    job({
      env: { A: "${{  github.ref=='x'  }} and ${{ case(inputs.a == 1, '}}', 'b') }}.", if: "case(github, env, vars)" },
      name: "case(a, b, c)",
      steps: [{ if: "case(inputs.a == 1, 'a', 'b') == 'a'", run: "${{ case(inputs.a == 1, 'x', 'y') }} ${{ broken" }],
    }),
  );
  assert.equal(findings, []);
  assert.equal(model.jobs.a, {
    "runs-on": "x",
    steps: [{ if: "(inputs.a == 1 && 'a' || 'b') == 'a'", run: "${{ inputs.a == 1 && 'x' || 'y' }} ${{ broken" }],
    env: { A: "${{  github.ref=='x'  }} and ${{ inputs.a == 1 && '}}' || 'b' }}.", if: "case(github, env, vars)" },
    name: "case(a, b, c)",
  });
});
for (const text of [
  "case(inputs.a == 1, github.event.a, github.event.b) == github.event.a",
  "contains(github.event.list, case(inputs.a == 1, github.event.a, 'x'))",
  "case(inputs.a == 1, github.event.list.*, 'x').name",
  "(github.event.x || case(inputs.a == 1, github.event.list.*.a, 'x'))[0]",
]) {
  expressions(`${text} would see the copy`, () => {
    assert.equal(adapt(job({ name: `\${{ ${text} }}` })).findings, [
      "jobs.a.name target-lacks: ghes-3.21 does not know the function `case`, and a list or map that it gives is compared or taken apart here.",
    ]);
  });
}
expressions("scalars may be compared, and lists searched for them", () => {
  for (const text of [
    "case(inputs.a == 1, github.ref, github.event.b) == inputs.x",
    "contains(case(inputs.a == 1, github.event.list, 'x'), steps.a.outputs.b)",
    "case(inputs.a == 1, github.event.list, 'x')[0] == join(github.event.x)",
    "case(inputs.a == 1, 'x', 'y') == github.event.x",
    "case(inputs.a == 1, github.event.x, 'y') == (env.A || vars.B)",
  ]) {
    assert.equal(adapt(job({ name: `\${{ ${text} }}` })).findings, [], text);
  }
});
expressions("the identity of a job's workflow is github.com's", () => {
  const text = "${{ job.workflow_sha }} ${{ job.status }} ${{ job.check_run_id }}";
  const lacks = "jobs.a.env.A target-lacks: ghes-3.21 does not know `job.workflow_*` and `job.check_run_id`.";
  assert.equal(adapt(job({ env: { A: text } })).findings, [lacks, lacks]);
});
expressions.run();

const references = suite("references to this repository");
const uses = (list: readonly object[]): readonly unknown[] =>
  (adapt(job({ steps: list })).model.jobs.a as { steps: { uses: string }[] }).steps.map((step) => step.uses);
references("a reusable workflow is the file at the same commit", () => {
  const { model, findings } = adapt({ jobs: { a: { uses: "$/.github/workflows/x.yml", with: { a: 1 } } } });
  assert.equal(model.jobs.a, { uses: "./.github/workflows/x.yml", with: { a: 1 } });
  assert.equal(findings, []);
});
references("an action is the one that the job has checked out", () => {
  assert.equal(
    uses([{ uses: "actions/checkout@v6", with: { "persist-credentials": false } }, { uses: "$/.github/actions/a" }]),
    ["actions/checkout@v6", "./.github/actions/a"],
  );
});
for (const [name, before] of [
  ["nothing", []],
  ["a checkout under a condition", [{ uses: "actions/checkout@v6", if: "x" }]],
  ["a checkout that may fail", [{ uses: "actions/checkout@v6", "continue-on-error": true }]],
  ["a checkout of another ref", [{ uses: "actions/checkout@v6", with: { Ref: "x" } }]],
  ["a checkout of inputs unknown", [{ uses: "actions/checkout@v6", with: "${{ fromJSON(x) }}" }]],
  ["another action", [{ uses: "actions/cache@v6" }, { run: "true" }]],
] as const) {
  references(`after ${name} an action is refused`, () => {
    const list = [...before, { uses: "$/a" }];
    assert.equal(adapt(job({ steps: list })).findings, [
      `jobs.a.steps.${before.length}.uses target-lacks: ghes-3.21 does not know \`uses: $/…\`, and no step before it surely checks this repository out at this commit, into the workspace itself.`,
    ]);
    assert.is(uses(list).at(-1), "$/a");
  });
}
references("in a workflow that others call, the workspace is the caller's", () => {
  for (const on of ["workflow_call", ["push", "workflow_call"], { workflow_call: null }] as const) {
    assert.equal(adapt({ on, ...job({ steps: [{ uses: "actions/checkout@v6" }, { uses: "$/a" }] }) }).findings, [
      "jobs.a.steps.1.uses target-lacks: ghes-3.21 does not know `uses: $/…`, and a workflow that others call finds the caller's repository in the workspace.",
    ]);
  }
});
references.run();

const missing = suite("what servers lack");
for (const [path, feature, model] of [
  ["cache-mode", "`cache-mode`", { "cache-mode": "read" }],
  ["jobs.a.cache-mode", "`cache-mode`", job({ "cache-mode": "none" })],
  ["concurrency.queue", "`queue` of `concurrency`", { concurrency: { group: "g", queue: "max" } }],
  ["jobs.a.concurrency.queue", "`queue` of `concurrency`", job({ concurrency: { group: "g", queue: "max" } })],
  [
    "jobs.a.environment.deployment",
    "`deployment` of an environment",
    job({ environment: { name: "e", deployment: false } }),
  ],
  ["permissions.models", "the permission `models`", { permissions: { models: "read" } }],
  ["jobs.a.permissions.attestations", "the permission `attestations`", job({ permissions: { attestations: "write" } })],
  ["jobs.a.snapshot", "`snapshot` and the event `image_version`", job({ snapshot: { "image-name": "i" } })],
  ["on.image_version", "`snapshot` and the event `image_version`", { on: { image_version: null } }],
  ["on", "`snapshot` and the event `image_version`", { on: "image_version" }],
  ["on", "`snapshot` and the event `image_version`", { on: ["push", "image_version"] }],
  [
    "jobs.a.services.db.command",
    "`command` and `entrypoint` of a service",
    job({ services: { db: { image: "i", command: "c" } } }),
  ],
  ["jobs.a.steps.0.background", "parallel and background steps", job({ steps: [{ run: "a", background: true }] })],
  ["jobs.a.steps.1.parallel", "parallel and background steps", job({ steps: [{ run: "a" }, { parallel: steps }] })],
] as const) {
  missing(`${path} is refused`, () => {
    assert.equal(adapt(model).findings, [`${path} target-lacks: ghes-3.21 does not know ${feature}.`]);
  });
}
missing("what only says the default is left out, and its comment goes up", () => {
  const given = document(
    {
      permissions: { models: "none", contents: "read" },
      concurrency: { group: "g", queue: "single" },
      ...job({ environment: { name: "e", deployment: true }, permissions: { attestations: "none" } }),
    },
    { comments: [{ path: ["concurrency", "queue"], position: "end", text: "why" }] },
  );
  const { model, diagnostics, comments } = adaptToTarget(given, server);
  assert.equal(diagnostics, []);
  assert.equal(model, {
    on: plain.on,
    jobs: { a: { "runs-on": "x", steps, environment: { name: "e" }, permissions: {} } },
    permissions: { contents: "read" },
    concurrency: { group: "g" },
  });
  assert.equal(comments, [{ path: ["concurrency"], position: "above", text: "why" }]);
});
missing("limits are lower", () => {
  const inputs = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`i${index}`, {}]));
  const jobs = Object.fromEntries(Array.from({ length: 22 }, (_, index) => [`j${index}`, { uses: `./${index % 21}` }]));
  const model = { on: { workflow_dispatch: { inputs } }, jobs };
  assert.equal(adapt(model).findings, [
    "on.workflow_dispatch.inputs target-limit: The workflow has 11 inputs of `workflow_dispatch`; ghes-3.21 takes at most 10.",
    "jobs target-limit: The workflow has 21 reusable workflows that it calls; ghes-3.21 takes at most 20.",
  ]);
  assert.equal(adapt(model, "github.com").findings, []);
});
missing.run();
