import { readFileSync, writeFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { printProof } from "../../scripts/prove-gate/print-proof.ts";
import { missingIn, proveGate } from "../../scripts/prove-gate/prove-gate.ts";
import { seenAs } from "../../scripts/prove-gate/prove-trigger.ts";
import { readWorld } from "../../scripts/prove-gate/read-world.ts";
import { weakenedWorlds } from "../../scripts/prove-gate/weakened-worlds.ts";

const test = suite("proof of the gate");
const world = await readWorld(process.cwd());

test("no combination of facts reaches the token without an allowing fact, and everybody who may does reach it", () => {
  const parts = proveGate(world);
  const printed = printProof(parts);
  process.stdout.write(`\n${printed}`);
  expectOnPage(printed);
  const seen = (...kinds: readonly (keyof typeof seenAs)[]) => kinds.map((kind) => seenAs[kind]).sort();
  const open = seen("reached", "held", "notReached");
  assert.equal(
    parts.map(({ name, found }) => [name, found.combinations, found.tried, Object.keys(found.seen).sort()]),
    [
      ["comments", 3_888_000, 3_888_000, open],
      ["comments that are edited or deleted", 155_520, 155_520, seen("notReached")],
      ["runs by hand", 259_200, 259_200, open],
      ["comments in another repository", 486_000, 486_000, open],
      ["comments in another repository, whose workflow brings the command", 145_800, 145_800, open],
      ["events that give no command", 3_618, 3_618, seen("notReached")],
    ],
  );
  assert.is(parts.at(-1)?.found.counterExample, undefined);
  assert.equal(missingIn(parts), []);
  // Nothing turns on the association, and something on every other fact.
  const [comments] = parts.filter(({ name }) => name === "comments");
  const idle = Object.entries(comments?.found.decides ?? {}).filter(([, number]) => number === 0);
  assert.equal(
    idle.map(([axis]) => axis),
    ["association", "action"],
  );
});

/** By the weakness: the jobs that the token then reaches, and how the smallest case differs from a stranger's words. */
const runner = "ORCHESTRATOR_BOT_TOKEN reaches .github/workflows/orchestrator-runner.yml";
const dispatch = `${runner}#orchestrate/dispatch without an allowing fact`;
const another = "ORCHESTRATOR_BOT_TOKEN reaches .github/workflows/another.yml#another";
const counterExamples: Readonly<Record<string, readonly [reason: string, differs: string]>> = {
  "the job with the token has no condition": [dispatch, "comment: a command"],
  "the job with the token runs for whatever the gate has found": [dispatch, "comment: a command"],
  "the job with the token takes any text for a yes": [dispatch, "comment: a command"],
  "the job with the token runs always": [dispatch, "comment: a command"],
  "the token is handed to the job that says why not": [
    `${runner}#orchestrate/refuse without an allowing fact`,
    "comment: a command",
  ],
  "the gate itself is handed the token": [
    `${runner}#orchestrate/gate/gate without an allowing fact`,
    "comment: a command",
  ],
  "the gate puts out what it has found for what it allows": [dispatch, "comment: a command"],
  "another job of the runner reads the token": [`${runner}#hello without an allowing fact`, ""],
  "another workflow trusts the association": [`${another} without an allowing fact`, "association: MEMBER"],
  "another workflow reads the token for every push": [`${another} by an event that gives no command`, "event: push"],
  "an event that contradicts itself counts": [
    dispatch,
    "rule: the gate's, with the sender on the list, comment: a command, sender: another than the author",
  ],
  "whoever runs it again is not judged": [
    dispatch,
    "rule: the gate's, with the sender on the list, rerun: all jobs again, by somebody with read, comment: a command",
  ],
  "an exclusion does not count": [
    dispatch,
    "permission: triage, rule: the task's: triage, but the sender, comment: a command",
  ],
  "an invitation is a membership": [dispatch, "team: invited, comment: a command"],
  "a permission that is not known is enough": [dispatch, "permission: unknown: server error, comment: a command"],
};

for (const { name, part = "comments", weaken } of weakenedWorlds) {
  test(`a counter-example where ${name}`, () => {
    const found = proveGate(weaken(world), part).at(-1)?.found.counterExample;
    assert.equal([found?.reason, found && printDifference(found)], counterExamples[name]);
  });
}

test("each weakness is one of those that are proved", () => {
  assert.equal(
    Object.keys(counterExamples),
    weakenedWorlds.map(({ name }) => name),
  );
});

test.run();

/** The pages show the figures; how many traces differ changes with what a trace says, and is not held to. */
function expectOnPage(printed: string): void {
  const settled = (each: string) => each.replace(/[\d,]+ distinct traces/g, "… distinct traces");
  for (const [page, place] of [
    ["docs/testing.md", /(?<=^```text gate\n)[\s\S]*?(?=^```$)/m],
    ["docs/simulate.md", /(?<=^\$ npm run prove:gate --silent\n\n)[\s\S]*?(?=^```$)/m],
  ] as const) {
    const text = readFileSync(page, "utf8");
    if (process.env.UPDATE_EXPECTED === "1")
      writeFileSync(
        page,
        text.replace(place, () => printed),
      );
    assert.is(settled(place.exec(readFileSync(page, "utf8"))?.[0] ?? ""), settled(printed));
  }
}

function printDifference({
  combination,
  differs,
}: {
  readonly combination: Readonly<Record<string, unknown>>;
  readonly differs: readonly string[];
}): string {
  const nameOf = (value: unknown) => (value as { readonly name?: string }).name ?? String(value);
  return differs.map((axis) => `${axis}: ${nameOf(combination[axis])}`).join(", ");
}
