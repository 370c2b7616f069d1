import { createHash } from "node:crypto";
import { type Diagnostic, fail, ok, type Result, type TaskTable } from "@yardmaster/core";
import { formatRunId, phoenix } from "@yardmaster/zoned-time";
import { checkCommand } from "../command/check-command.ts";
import { correlationId } from "../command/correlation-id.ts";
import { type FoundLine, findCommandLines } from "../command/find-command-lines.ts";
import type { GivenCommand } from "../command/given-command.ts";
import { parseCommand } from "../command/parse-command.ts";
import { parseTaskTable } from "../command/parse-task-table.ts";
import { noCommand, repeatedCommand } from "../command/refusals.ts";
import { type OrchestratorEvent, parseEvent } from "../event/parse-event.ts";
import { symbolicLink } from "../host/file-problem.ts";
import type { Clock, Host } from "../host/host.ts";
import { type RunnerEnvironment, readRunnerEnvironment } from "../host/runner-environment.ts";
import { startClock } from "../host/start-clock.ts";
import type { CommandContext } from "../plan/plan-command.ts";
import { badFlagValue, unreadableFile, unwritableFile, wrongShape } from "../reasons/problems.ts";
import type { FlagDefinition, Flags } from "./parse-flags.ts";

/** What gate and dispatch both start from. */
export interface PreparedRun {
  /** When the run started. */
  readonly instant: Date;
  readonly runId: string;
  readonly runner: RunnerEnvironment;
  readonly event: OrchestratorEvent;
  readonly table: TaskTable;
  /** SHA-256 of its text, in hexadecimal. */
  readonly tableDigest: string;
  /** In the order of the comment, or why there are none. */
  readonly commands: Result<readonly GivenCommand[], Diagnostic>;
  /** Where the records go. */
  readonly directory: string;
  readonly clock: Clock;
}

export const runFlags: readonly FlagDefinition[] = [
  { name: "--event-path", value: "FILE", required: true, description: "The payload, as GITHUB_EVENT_PATH names it." },
  { name: "--run-id", value: "ID", description: "A run id that `rc run-id` printed; without it, one of this moment." },
  { name: "--command", value: "TEXT", description: "A command in place of the event's, with or without /orchestrate." },
  {
    name: "--artifacts",
    value: "DIR",
    default: "artifacts/orchestrator",
    description: "Where the records are written.",
  },
  { name: "--tasks", value: "FILE", default: "generated/orchestrator-tasks.json", description: "The table of tasks." },
  {
    name: "--deadline",
    value: "SECONDS",
    default: "420",
    description: "After which nothing is sent and nothing waited for.",
  },
];

export async function prepareRun(flags: Flags, host: Host): Promise<Result<PreparedRun, Diagnostic>> {
  const instant = host.now();
  const runId = flags.text("--run-id") ?? formatRunId(instant, phoenix);
  if (!/^\d{4}-[01]\d-[0-3]\dT[0-2]\d-[0-5]\d-[0-5]\d-0700$/.test(runId)) {
    const expected = "a Phoenix run id such as 2026-11-22T08-06-00-0700";
    return fail(badFlagValue({ flag: "--run-id", value: runId, expected }));
  }
  const directory = flags.text("--artifacts") ?? "";
  if (directory.trim() === "") {
    return fail(badFlagValue({ flag: "--artifacts", value: directory, expected: "the name of a directory" }));
  }
  const seconds = flags.text("--deadline") ?? "";
  if (!/^[1-9]\d{0,4}$/.test(seconds)) {
    return fail(badFlagValue({ flag: "--deadline", value: seconds, expected: "a number of seconds from 1 to 99999" }));
  }
  const [link] = await host.listLinks(directory);
  if (link !== undefined) return fail(unwritableFile({ file: `${directory}/${link}`, reason: symbolicLink }));
  const clock = startClock(host, Number(seconds));
  const runner = readRunnerEnvironment(host.env);
  if (!runner.ok) return runner;

  const eventFile = flags.text("--event-path") ?? "";
  const eventText = await readFile(eventFile, host);
  if (!eventText.ok) return eventText;
  const event = parseEvent(runner.value.eventName, eventText.value, eventFile);
  if (!event.ok) return event;

  const tableFile = flags.text("--tasks") ?? "";
  const tableText = await readFile(tableFile, host);
  if (!tableText.ok) return tableText;
  const table = parseTaskTable(tableText.value, tableFile);
  if (!table.ok) return table;

  const given = flags.text("--command")?.trim() || undefined;
  if (given === undefined && event.value.name === "workflow_dispatch" && !modes.includes(event.value.mode)) {
    return fail(wrongShape({ file: eventFile, path: "inputs.mode", expected: '"live" or "dry-run"' }));
  }
  const found = chooseLines(given, event.value);
  const commands = found.ok
    ? checkIds(found.value.map((line) => giveCommand(line, event.value, runner.value, table.value)))
    : found;
  return ok({
    instant,
    runId,
    runner: runner.value,
    event: event.value,
    table: table.value,
    tableDigest: createHash("sha256").update(tableText.value).digest("hex"),
    commands,
    directory,
    clock,
  });
}

/** Of the runner's own input. Beside a given command the payload's inputs may be those of another workflow. */
const modes: readonly (string | undefined)[] = ["live", "dry-run", undefined];

/** @param dryRun asked for by a flag of `rc` */
export function contextOf({ event, runner }: PreparedRun, dryRun: boolean): CommandContext {
  return {
    repository: runner.repository,
    defaultBranch: event.repository.defaultBranch,
    dryRun: dryRun || (event.name === "workflow_dispatch" && event.mode === "dry-run"),
  };
}

interface GivenLine extends Omit<FoundLine, "line"> {
  readonly line: number | null;
}

/** Text that stands alone is a command as a whole; in a comment each command is one line of Markdown. */
function chooseLines(given: string | undefined, event: OrchestratorEvent): Result<readonly GivenLine[], Diagnostic> {
  const alone = given ?? (event.name === "workflow_dispatch" ? event.command?.trim() : undefined);
  if (alone) return ok([{ text: alone, line: null }]);
  return event.name === "issue_comment" ? findCommandLines(event.comment.body) : fail(noCommand());
}

function giveCommand(
  { text, line, hidden }: GivenLine,
  event: OrchestratorEvent,
  runner: RunnerEnvironment,
  table: TaskTable,
): GivenCommand {
  const parsed = hidden
    ? fail(hidden)
    : parseCommand(
        text,
        table.tasks.map((task) => task.name),
      );
  const checked = parsed.ok ? checkCommand(parsed.value, table) : parsed;
  return { id: correlationId(event, runner, text), line, text, checked };
}

/** Verdicts and claims go by the id: an author who has searched for two lines with one id shall not get one's for the other. */
function checkIds(commands: readonly GivenCommand[]): Result<readonly GivenCommand[], Diagnostic> {
  const again = commands.find(({ id }, index) => commands.findIndex((each) => each.id === id) < index);
  const first = commands.find(({ id }) => id === again?.id);
  return again && first ? fail(repeatedCommand({ line: again.line ?? 1, first: first.line ?? 1 })) : ok(commands);
}

async function readFile(file: string, host: Host): Promise<Result<string, Diagnostic>> {
  const text = await host.readText(file);
  return text.ok ? text : fail(unreadableFile({ file, reason: text.error }));
}
