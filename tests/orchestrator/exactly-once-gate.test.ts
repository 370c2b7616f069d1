import { ok } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { attemptIn, createWorld, idOf, own, plainBody, sha, type Try } from "./exactly-once-world.ts";

type Outputs = Readonly<Record<string, string | undefined>>;

const preview: Try = { body: "/orchestrate preview size=small", pullRequest: 7 };
const failure = (outputs: Outputs): Outputs => ({ ...outputs, allowed: "false" });

/** What the gate has put out, with the first verdict changed. */
function altered(changes: object) {
  return (outputs: Readonly<Record<string, string>>): Outputs => {
    const { verdicts, ...rest } = JSON.parse(outputs.verdicts ?? "");
    const [first, ...others] = verdicts;
    return { ...outputs, verdicts: JSON.stringify({ ...rest, verdicts: [{ ...first, ...changes }, ...others] }) };
  };
}

function factsOf({ decision }: { readonly decision: { readonly facts: readonly { name: string }[] } }) {
  return decision.facts.filter(({ name }) => name.startsWith("gate"));
}

const handed = suite("exactly once: what the gate hands on");

handed("an id, a yes or no with its reason, and the head for a task that takes it", async () => {
  const world = createWorld();
  const { gate } = await attemptIn(world, preview);
  const { table, verdicts } = JSON.parse(gate.verdicts ?? "");
  assert.match(table, /^[0-9a-f]{64}$/);
  const [{ reason, ...verdict }] = verdicts;
  assert.equal(verdict, {
    id: idOf("/orchestrate preview size=small"),
    allowed: true,
    reason_code: "admitted-by-permission",
    hint: null,
    head: { number: 7, sha },
  });
  assert.match(reason, "triage");
});

handed("no head for a task that takes none, and the hint of a denial, which is kept and told", async () => {
  const open = await attemptIn(createWorld());
  assert.is(JSON.parse(open.gate.verdicts ?? "").verdicts[0].head, null);
  const closed = { number: 7, isOpen: false, headSha: sha, headRepository: own, baseRepository: own };
  const denied = await attemptIn(createWorld({ pullRequest: [ok(closed)] }), {
    ...preview,
    outputs: (outputs) => ({ ...outputs, allowed: "true" }),
  });
  const [{ hint, allowed, head }] = JSON.parse(denied.gate.verdicts ?? "").verdicts;
  assert.equal([allowed, hint, head], [false, "Give the command on an open pull request.", null]);
  assert.equal(denied.results, ["denied pull-request-closed"]);
  assert.is(denied.decision.commands[0].hint, "Give the command on an open pull request.");
});

handed("long reasons are cut to 600 characters", async () => {
  const login = { collaborator: [ok({ userId: 583_231, login: "octocat", permissions: none, roleName: "read" })] };
  const { gate } = await attemptIn(createWorld(login), { outputs: failure });
  const [{ reason }] = JSON.parse(gate.verdicts ?? "").verdicts;
  assert.ok(reason.length > 0 && reason.length <= 600, reason);
});
const none = { pull: true, triage: false, push: false, maintain: false, admin: false };

handed.run();

const believed = suite("exactly once: what of the gate is believed");

believed("its yes to this attempt", async () => {
  const line = await attemptIn(createWorld());
  assert.equal(line.results, ["dispatched dispatched"]);
  assert.equal(factsOf(line), [
    { name: "gate", value: "allowed", source: "GATE_ALLOWED" },
    { name: "gate-attempt", value: "this attempt", source: "GATE_ATTEMPT" },
  ]);
});

const denials: readonly (readonly [string, Try, string, string, string, readonly string[]])[] = [
  [
    "not where it has not said yes",
    { outputs: failure },
    "gate-not-passed",
    'The gate did not answer "true"; nothing was sent.',
    "See the gate's job for its reason.",
    ["not allowed", "this attempt"],
  ],
  [
    "not of another attempt",
    { outputs: (outputs) => ({ ...outputs, run_attempt: "2" }) },
    "gate-of-other-attempt",
    "The gate passed in another attempt of this run; nothing was sent.",
    'Use "Re-run all jobs", so that the gate looks up who runs it now.',
    ["allowed", "another attempt"],
  ],
  [
    "not without an attempt, in a second one",
    { attempt: 2, outputs: (outputs) => ({ ...outputs, run_attempt: "" }) },
    "gate-of-other-attempt",
    "The gate passed in another attempt of this run; nothing was sent.",
    'Use "Re-run all jobs", so that the gate looks up who runs it now.',
    ["allowed", "another attempt"],
  ],
  [
    "not by another table of tasks",
    {
      outputs: (outputs) => ({
        ...outputs,
        verdicts: JSON.stringify({ ...JSON.parse(outputs.verdicts ?? ""), table: "0".repeat(64) }),
      }),
    },
    "table-changed",
    "The table of tasks has changed since the gate judged by it; nothing was sent.",
    'Use "Re-run all jobs".',
    ["allowed", "this attempt"],
  ],
  [
    "not on another command",
    { outputs: altered({ id: idOf("x") }) },
    "gate-not-passed",
    'The gate did not answer "true"; nothing was sent.',
    "See the gate's job for its reason.",
    ["allowed", "this attempt"],
  ],
];
for (const [name, line, code, message, hint, facts] of denials) {
  believed(name, async () => {
    const world = createWorld();
    const outcome = await attemptIn(world, line);
    assert.equal(outcome.results, [`denied ${code}`]);
    assert.equal([outcome.decision.commands[0].reason, outcome.decision.commands[0].hint], [message, hint]);
    assert.equal(
      factsOf(outcome).map((fact) => (fact as { value?: string }).value),
      facts,
    );
    assert.equal(world.runs, []);
  });
}

believed("a missing attempt is the first, on a machine that names none as well", async () => {
  const without = await attemptIn(createWorld(), { outputs: (outputs) => ({ ...outputs, run_attempt: undefined }) });
  assert.equal(without.results, ["dispatched dispatched"]);
  const command = "release-notes since=v1";
  const env = { GITHUB_RUN_ID: undefined, GITHUB_RUN_ATTEMPT: undefined };
  const id = altered({ id: idOf(command, "r0") });
  const alone = await attemptIn(createWorld(), { command, env, outputs: id });
  assert.equal(alone.results, ["dispatched dispatched"]);
});

believed("not two verdicts on one command, and each of two on its own", async () => {
  const world = createWorld();
  const both = await attemptIn(world, { body: `${plainBody}\n/orchestrate deploy stage=staging` });
  assert.equal(both.results, ["dispatched dispatched", "dispatched dispatched"]);
  const twice = await attemptIn(createWorld(), {
    outputs: (outputs) => {
      const all = JSON.parse(outputs.verdicts ?? "");
      return { ...outputs, verdicts: JSON.stringify({ ...all, verdicts: [...all.verdicts, ...all.verdicts] }) };
    },
  });
  assert.equal(twice.results, ["denied gate-not-passed"]);
  const second = await attemptIn(createWorld(), {
    body: `${plainBody}\n/orchestrate deploy stage=staging`,
    outputs: altered({ allowed: false, reason_code: "by-test", reason: "No." }),
  });
  assert.equal(second.results, ["denied by-test", "dispatched dispatched"]);
});

believed("no head for a task that takes none", async () => {
  const world = createWorld();
  const { results } = await attemptIn(world, { pullRequest: 7, outputs: altered({ head: { number: 7, sha } }) });
  assert.equal(results, ["dispatched dispatched"]);
  assert.equal(world.runs[0]?.inputs, { since: "v1", correlation_id: idOf(plainBody) });
});

believed("a head that the verdict names, and none that it does not", async () => {
  const world = createWorld();
  const { results } = await attemptIn(world, { ...preview, outputs: altered({ head: null }) });
  assert.not.equal(results, ["dispatched dispatched"]);
  assert.equal(world.runs, []);
});

believed.run();

const unreadable = suite("exactly once: what the gate cannot have put out ends the run");

const texts: readonly (readonly [string, Try["outputs"]])[] = [
  ["no JSON", (outputs) => ({ ...outputs, verdicts: "[" })],
  ["a list", (outputs) => ({ ...outputs, verdicts: "[]" })],
  ["no table", (outputs) => ({ ...outputs, verdicts: '{"verdicts":[]}' })],
  ["an empty table", (outputs) => ({ ...outputs, verdicts: '{"table":"","verdicts":[]}' })],
  ["no verdicts", (outputs) => ({ ...outputs, verdicts: '{"table":"x"}' })],
  ["a number as id", altered({ id: 1 })],
  ["a text as yes", altered({ allowed: "true" })],
  ["no reason code", altered({ reason_code: "" })],
  ["no reason", altered({ reason: null })],
  ["a number as hint", altered({ hint: 1 })],
  ["a head without a number", altered({ head: { sha } })],
  ["a head with the number 0", altered({ head: { number: 0, sha } })],
  ["a head without a commit", altered({ head: { number: 7 } })],
  ["a commit in capitals", altered({ head: { number: 7, sha: sha.toUpperCase() } })],
  ["a short commit", altered({ head: { number: 7, sha: sha.slice(1) } })],
  ["a long commit", altered({ head: { number: 7, sha: `${sha}a` } })],
  ["a commit that begins with something else", altered({ head: { number: 7, sha: `x${sha}` } })],
];
for (const [name, outputs] of texts) {
  unreadable(name, async () => {
    const world = createWorld();
    const { run, calls } = await attemptIn(world, { ...preview, ...(outputs && { outputs }) });
    assert.is(run.code, 2);
    assert.match(
      run.stderr,
      /^rc: error bad-variable: The environment variable GATE_VERDICTS holds ".*, which is not what the gate put out, unchanged\. Correct GATE_VERDICTS\.\n$/,
    );
    assert.equal(calls, []);
  });
}

for (const [name, variable, what] of [
  ["allowed", "GATE_ALLOWED", 'the output "allowed" of the gate'],
  ["verdicts", "GATE_VERDICTS", 'the output "verdicts" of the gate'],
] as const) {
  unreadable(`nothing as ${variable}`, async () => {
    const { run, calls } = await attemptIn(createWorld(), { outputs: (all) => ({ ...all, [name]: undefined }) });
    assert.is(run.code, 2);
    assert.match(run.stderr, variable);
    assert.match(run.stderr, what);
    assert.equal(calls, []);
  });
}

unreadable.run();
