import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";

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
    timeout: 60_000,
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

demo("shows allowed, denied, unknown task and dry run, and checks each", async () => {
  const { code, output } = await start(process.execPath, ["--import", "tsx", "scripts/demo.ts"], root);
  assert.is(code, 0, output);
  const titles = [...output.matchAll(/^\d {2}(.+)$/gm)].map(([, title]) => title);
  assert.equal(titles, [
    "A member with triage asks for release notes",
    "Somebody from outside tries the same",
    "The member misspells the task",
    "The member asks what would happen",
  ]);
  assert.match(output, '{"ref":"master","inputs":{"since":"v1.2.0"},"return_run_details":true}');
  assert.is(output.match(/ POST \S+ with ORCHESTRATOR_BOT_TOKEN/g)?.length, 1);
  assert.is(output.match(/artifacts decision\.json {2}dispatch-log\.ndjson {2}plan\.json {2}summary\.md/g)?.length, 4);
  assert.match(output, 'There is no task "release-note". Did you mean "release-notes"?');
  assert.match(output, "\n4 of 4 went as expected.\n");
  assert.not.match(output, /demo-(job|team|bot)-token/);
  assert.not.match(output, "\u001b");
});

demo("names the choices when it knows none such", async () => {
  const { code, output } = await start(process.execPath, ["--import", "tsx", "scripts/demo.ts", "alowed"], root);
  assert.is(code, 2);
  assert.match(output, /^demo: ".*alowed" is neither allowed, denied, unknown-task, dry-run nor an event: ENOENT/);
  const surplus = await start(process.execPath, ["--import", "tsx", "scripts/demo.ts", "allowed", "denied"], root);
  assert.equal(surplus, {
    code: 2,
    output: "demo: One argument at most: allowed, denied, unknown-task, dry-run or the path of an event.\n",
  });
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
    assert.match(refused.output, "dispatch: refused (missing-input)");
    const sent = await start("bash", [script, "manual.json"], directory);
    assert.is(sent.code, 0, sent.output);
    assert.match(sent.output, "dispatch: dispatched (dispatched)");
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

simulation("says how it is used", async () => {
  const usage = "Usage: simulate_orchestrator_event.sh [allowed|denied|unknown-task|dry-run|EVENT.json]\n";
  assert.equal(await start("bash", [script, "a", "b"], root), { code: 2, output: usage });
  assert.equal(await start("bash", [script, "--help"], root), { code: 0, output: usage });
});

simulation.run();
