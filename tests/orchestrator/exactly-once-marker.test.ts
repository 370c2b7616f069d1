import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  ask,
  asked,
  attemptIn,
  createWorld,
  idOf,
  type Left,
  marker,
  own,
  plainBody,
  readMarker,
  statusLeft,
  url,
} from "./exactly-once-world.ts";

const read = suite("exactly once: the marker of a status comment");

/** Whether the next run takes the first comment for a claim of another one. */
async function isRead(body: string): Promise<boolean> {
  const world = createWorld();
  world.write(1, body);
  const { results } = await attemptIn(world);
  return results[0] === "held held-by-other-run";
}

const foreign = { run: "7" };
const whole = marker(foreign);
const target = { repository: own, result: "sending", run: null, progress: null };

read("is read in the first line alone, and to its end", async () => {
  assert.is(await isRead(whole), true);
  assert.is(await isRead(whole.replace("\n", "\r\n")), true);
  assert.is(await isRead(whole.replace(/\nx$/, "")), true);
  for (const body of [
    `x\n${whole}`,
    `x${whole}`,
    whole.replace(" -->", " --> "),
    whole.replace(" -->", ""),
    whole.replace("<!-- orchestrator:v1 ", "<!-- orchestrator:v1, "),
    "",
    "<!-- orchestrator:v1 { -->",
    "<!-- orchestrator:v1 null -->",
  ])
    assert.is(await isRead(body), false, body);
});

const fields: readonly (readonly [string, Left, boolean])[] = [
  ["without a task", { task: null }, true],
  ["with a hint", { hint: "Do." }, true],
  ["with no text", { text: "", reason: "", reason_code: "", run_url: "" }, true],
  ["with a number as id", { id: 1 }, false],
  ["with a number as run", { run: 7 }, false],
  ["with no run", { run: "" }, false],
  ["with a number as address", { run_url: 1 }, false],
  ["with a number as text", { text: 1 }, false],
  ["with a number as task", { task: 1 }, false],
  ["with a result that there is not", { result: "done" }, false],
  ["with a number as reason", { reason: 1 }, false],
  ["with a number as reason code", { reason_code: 1 }, false],
  ["with a number as hint", { hint: 1 }, false],
  ["without an instant", { at: "" }, false],
  ["with an instant that is none", { at: "soon" }, false],
  ["with no list of targets", { targets: {} }, false],
  ["with a target that is none", { targets: ["x"] }, false],
  ["with two targets", { targets: [target, { ...target, repository: "a/b" }] }, true],
  ["with a second target that is none", { targets: [target, 1] }, false],
  ["with a target without a repository", { targets: [{ ...target, repository: "" }] }, false],
  ["with a result of a target that there is not", { targets: [{ ...target, result: "cancelled" }] }, false],
  ["with progress", { targets: [{ ...target, progress: "queued" }] }, true],
  ["with a number as progress", { targets: [{ ...target, progress: 1 }] }, false],
  ["with a run", { targets: [{ ...target, run: { id: "1234567890123456", url: "https://x" } }] }, true],
  ["with a run without an address", { targets: [{ ...target, run: { id: "1" } }] }, false],
  ["with a number as a run's id", { targets: [{ ...target, run: { id: 1, url: "https://x" } }] }, false],
  ...["0", "01", "1e9", "x1", "1x", "", "12345678901234567"].map(
    (id) => [`with the run ${id}`, { targets: [{ ...target, run: { id, url: "https://x" } }] }, false] as const,
  ),
];
for (const [name, changes, expected] of fields) {
  read(`${name}: ${expected ? "read" : "not read"}`, async () => {
    assert.is(await isRead(marker({ ...foreign, ...changes })), expected);
  });
}

for (const result of ["planned", "dispatched", "refused", "unknown", "held", "not-sent"]) {
  read(`with a target that is ${result}`, async () => {
    assert.is(await isRead(marker(foreign, { result })), true);
  });
}

/** What a later command writes back of a comment that it has read. */
async function rewritten(changes: Left, targetChanges: Left = {}): Promise<readonly [Left, string]> {
  const world = createWorld();
  await attemptIn(world);
  const run = { id: "5", url: url(5) };
  world.write(3_000, marker({ run: "7", result: "dispatched", ...changes }, { run, ...targetChanges }));
  await ask(world);
  const body = world.comments[0]?.body ?? "";
  return [readMarker(body), body.split("\n")[0] ?? ""];
}

read("comes back as it was, but for the progress", async () => {
  for (const changes of [{}, { hint: "Do." }, { reason_code: "", reason: "", text: "" }]) {
    const [status] = await rewritten(changes);
    const run = { id: "5", url: url(5) };
    const left = statusLeft({ run: "7", result: "dispatched", ...changes }, { run, progress: "queued" });
    assert.equal(status, left);
  }
});

read("is one line that no text in it ends, and that hides nothing", async () => {
  const text = "--> <!-- \u0000\u001f\u007f\u0085\u00ad\u200b\u202e\u2028\u2029\u{e0001} --- x";
  const [status, line] = await rewritten({ text });
  assert.is(status.text, text);
  assert.match(
    line,
    String.raw`"text":"\u002d\u002d\u003e \u003c!\u002d\u002d \u0000\u001f\u007f\u0085\u00ad\u200b\u202e\u2028\u2029\udb40\udc01 \u002d\u002d- x"`,
  );
  assert.ok(line.startsWith("<!-- orchestrator:v1 {"));
  assert.is(line.indexOf("-->"), line.length - 3);
});

for (const [name, id, expected] of [
  ["the id of a command", idOf(plainBody), true],
  ["words before the id", `x ${idOf(plainBody)}`, false],
  ["words after the id", `${idOf(plainBody)} x`, false],
  ["a word that titles hold", "release-notes", false],
] as const) {
  read(`${name}: its run is ${expected ? "" : "not "}asked for`, async () => {
    const world = createWorld();
    await attemptIn(world);
    Object.assign(world.runs[0] ?? {}, { displayTitle: `release-notes x ${idOf(plainBody)} x` });
    world.write(3_000, marker({ run: "7", id, result: "dispatched" }));
    const { calls } = await ask(world);
    assert.is(asked(calls).length, expected ? 1 : 0);
  });
}

read.run();
