import { checkCommand, parseCommand } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";

const [notes, deploy] = sampleTasks.tasks;

function check(line: string): unknown {
  const command = parseCommand(line, []);
  return command.ok ? checkCommand(command.value, sampleTasks) : command;
}

const checked = suite("checked command");

checked("a task comes out as the object of the table, with the inputs that were given and no defaults", () => {
  const inputs = { since: "v1" };
  assert.equal(check("release-notes since=v1"), {
    ok: true,
    value: { kind: "dispatch", task: notes, inputs, dryRun: false },
  });
  assert.equal(check("release-notes --dry-run since=v1"), {
    ok: true,
    value: { kind: "dispatch", task: notes, inputs, dryRun: true },
  });
});

checked("help and status are for one task or for all, cancel is for one", () => {
  for (const kind of ["help", "status"]) {
    assert.equal(check(kind), { ok: true, value: { kind, tasks: sampleTasks.tasks } });
    assert.equal(check(`${kind} deploy`), { ok: true, value: { kind, tasks: [deploy] } });
  }
  assert.equal(check("cancel deploy"), { ok: true, value: { kind: "cancel", task: deploy } });
});

checked("a required input that the workflow presets may be left out", () => {
  const input = { name: "since", description: "After this.", type: "string", required: true, default: "v0" } as const;
  const table = { version: 1, tasks: [{ ...sampleTasks.tasks[0], name: "preset", inputs: [input] }] };
  const command = parseCommand("preset", []);
  assert.ok(command.ok);
  const outcome = checkCommand(command.value, table as typeof sampleTasks);
  assert.equal(outcome.ok && outcome.value.kind === "dispatch" && outcome.value.inputs, {});
});

checked("keys that name a part of every object are inputs like others", () => {
  const command = parseCommand("release-notes since=v1 __proto__=x", []);
  assert.ok(command.ok && command.value.kind === "task");
  assert.equal([...command.value.values.keys()], ["since", "__proto__"]);
  const outcome = checkCommand(command.value, sampleTasks);
  assert.is(outcome.ok ? "" : outcome.error.code, "unknown-key");
});

checked.run();

const usage = suite("usage of tasks");

usage("a refusal that is about inputs ends with the one line of its task", () => {
  const lines = [
    ["release-notes", "/orchestrate release-notes since=STRING [until=STRING] [--dry-run]"],
    ["deploy", "/orchestrate deploy stage=staging|production [replicas=NUMBER] [force=BOOLEAN] [--dry-run]"],
    ["publish", "/orchestrate publish [--dry-run]"],
  ] as const;
  for (const [task, line] of lines) {
    const command = parseCommand(`${task} nothing=x`, []);
    assert.ok(command.ok);
    const outcome = checkCommand(command.value, sampleTasks);
    assert.ok(!outcome.ok);
    assert.is(outcome.error.code, "unknown-key");
    assert.match(outcome.error.hint ?? "", / Usage: \S/);
    assert.is(outcome.error.hint?.split(" Usage: ")[1], `${line}.`);
  }
});

usage("a task without inputs says so", () => {
  const command = parseCommand("publish tag=v1", []);
  const outcome = command.ok ? checkCommand(command.value, sampleTasks) : command;
  assert.is(outcome.ok ? "" : outcome.error.hint, "There are no inputs. Usage: /orchestrate publish [--dry-run].");
});

usage.run();
