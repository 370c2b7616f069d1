import { readFileSync } from "node:fs";
import { checkCommand, findCommandLine, parseCommand } from "@yardmaster/orchestrator";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";

interface HostileComment {
  readonly name: string;
  /** In parts where it is long: a text, or a text and how often it is repeated. */
  readonly comment: string | readonly (string | readonly [string, number])[];
  /** The reason code, the workflow with its inputs, or the tasks that help is given for. */
  readonly outcome: string;
}

const file = new URL("../fixtures/orchestrator/hostile-comments/comments.json", import.meta.url);
const comments: readonly HostileComment[] = JSON.parse(readFileSync(file, "utf8"));

function textOf({ comment }: HostileComment): string {
  const parts = typeof comment === "string" ? [comment] : comment;
  return parts.map((part) => (typeof part === "string" ? part : part[0].repeat(part[1]))).join("");
}

function outcomeOf(comment: string): string {
  const line = findCommandLine(comment);
  if (!line.ok) return line.error.code;
  const command = parseCommand(
    line.value,
    sampleTasks.tasks.map((task) => task.name),
  );
  const checked = command.ok ? checkCommand(command.value, sampleTasks) : command;
  if (!checked.ok) return checked.error.code;
  if (checked.value.kind === "help") return `help ${checked.value.tasks.map((task) => task.name).join(" ")}`;
  const { task, inputs, dryRun } = checked.value;
  return `${task.workflow} ${JSON.stringify(inputs)}${dryRun ? " dry" : ""}`;
}

const test = suite("hostile comments");

for (const each of comments) {
  test(each.name, () => {
    const started = performance.now();
    assert.is(outcomeOf(textOf(each)), each.outcome);
    assert.ok(performance.now() - started < 5_000, "within 5 s");
  });
}

test("each has a name and a text of its own", () => {
  assert.is(new Set(comments.map(({ name }) => name)).size, comments.length);
  assert.is(new Set(comments.map(textOf)).size, comments.length);
});

test.run();
