import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import { startProgram } from "../helpers/start-program.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Bounded in time: a run that hangs is killed and fails. */
async function start(
  command: string,
  argv: readonly string[],
  cwd: string,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(command, argv, {
    cwd,
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 120_000,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((ended) => child.once("close", ended));
  return { code, output };
}

const demo = suite("demo");

const names = [
  "allowed",
  "denied",
  "unknown-task",
  "dry-run",
  "help",
  "several",
  "lost-answer",
  "unknown",
  "re-run",
  "rate-limit",
  "delivered-twice",
  "held",
  "not-claimed",
  "fork",
  "status-and-cancel",
];

demo("shows every outcome, and checks each", async () => {
  const { code, output } = await start(process.execPath, startProgram("scripts/demo.ts"), root);
  assert.is(code, 0, output);
  const titles = [...output.matchAll(/^\d+ {2}(.+)$/gm)].map(([, title]) => title);
  assert.equal(titles, [
    "A member with triage asks for release notes",
    "Somebody from outside tries the same",
    "The member misspells the task",
    "The member asks what would happen",
    "The member asks for help",
    "Two commands in one comment: one allowed, one for maintainers only",
    "GitHub starts the run, and its answer is lost: the run is found by looking",
    "The answer is lost, and the runs cannot be read: the re-run looks before it sends",
    "A run that has dispatched is run again: nothing is sent",
    "GitHub refuses by a rate limit: the program waits as long as it is told",
    "GitHub delivers one comment twice: the second run sends nothing",
    "The run that holds the command has failed: another delivery does not take its place",
    "The comment cannot be claimed: nothing is sent",
    "A preview of a pull request: its head is bound, and a fork is refused",
    "The member asks what was started, and cancels it",
  ]);
  const said = [...output.matchAll(/^ {3}(?:dispatch|refuse) +([a-z-]+ \([a-z-]+\)):/gm)].map(([, verdict]) => verdict);
  assert.equal([...new Set(said)].sort(), [
    "cancelled (cancelled)",
    "denied (head-of-fork)",
    "denied (not-admitted)",
    "dispatched (already-dispatched)",
    "dispatched (dispatched)",
    "dispatched (dispatched-found)",
    "dry-run (dry-run)",
    "held (held-by-other-run)",
    "help (help)",
    "not-sent (claim-failed)",
    "refused (dispatch-unauthorized)",
    "refused (unknown-task)",
    "status (status)",
    "unknown (dispatch-server)",
  ]);
  assert.match(
    output,
    '{"ref":"master","inputs":{"since":"v1.2.0","correlation_id":"rc-492700400-758b67a1fd"},"return_run_details":',
  );
  assert.is(output.match(/ POST \S+\/dispatches with ORCHESTRATOR_BOT_TOKEN/g)?.length, 12);
  assert.match(output, 'There is no task "release-note". Did you mean "release-notes"?');
  assert.match(output, "\n15 of 15 went as expected.\n");
  assert.not.match(output, "WRONG");
  assert.not.match(output, /demo-(job|team|bot)-token/);
  assert.not.match(output, "\u001b");
});

demo("names the choices when it knows none such", async () => {
  const { code, output } = await start(process.execPath, [...startProgram("scripts/demo.ts"), "alowed"], root);
  assert.is(code, 2);
  const choices = names.join(", ");
  assert.match(output, new RegExp(`^demo: ".*alowed" is neither ${choices} nor an event: ENOENT`));
  const surplus = await start(process.execPath, [...startProgram("scripts/demo.ts"), "allowed", "denied"], root);
  assert.equal(surplus, { code: 2, output: `demo: One argument at most: ${choices} or the path of an event.\n` });
});

demo.run();

const simulation = suite("simulate_orchestrator_event.sh");
const script = join(root, "scripts/github/simulate_orchestrator_event.sh");

simulation("runs a sample from any directory, in Phoenix time", async () => {
  const { code, output } = await start("bash", [script, "denied"], tmpdir());
  assert.is(code, 0, output);
  assert.match(output, /^simulate: TZ=America\/Phoenix, now \d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-0700\n/);
  assert.match(output, "denied (not-admitted)");
  assert.match(output, "\n1 of 1 went as expected.\n");
});

simulation("runs a payload of one's own, and ends with its exit code", async () => {
  const directory = await mkdtemp(join(tmpdir(), "simulate-"));
  try {
    const write = (name: string, event: object) => writeFile(join(directory, name), JSON.stringify(event));
    await write("comment.json", createCommentEvent({ body: "/orchestrate release-notes" }));
    await write("manual.json", createManualEvent({ inputs: { command: "release-notes since=v1", mode: "live" } }));
    const refused = await start("bash", [script, "comment.json"], directory);
    assert.is(refused.code, 1);
    assert.match(refused.output, /^ {3}dispatch +refused \(missing-input\)/m);
    const sent = await start("bash", [script, "manual.json"], directory);
    assert.is(sent.code, 0, sent.output);
    assert.match(sent.output, /^ {3}dispatch +dispatched \(dispatched\)/m);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

simulation("says how it is used", async () => {
  const usage = `Usage: simulate_orchestrator_event.sh [${names.join("|")}|EVENT.json]\n`;
  assert.equal(await start("bash", [script, "a", "b"], root), { code: 2, output: usage });
  assert.equal(await start("bash", [script, "--help"], root), { code: 0, output: usage });
});

simulation.run();
