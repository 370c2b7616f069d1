import { type Diagnostic, defineDiagnostic, fail, isRepositoryName, ok, type Result } from "@yardmaster/core";
import type { RepositoryName } from "@yardmaster/github";
import type { Host } from "../host/host.ts";
import { createRedact } from "../host/redact.ts";
import { readApiUrl, requireVariable } from "../host/runner-environment.ts";
import { startClock } from "../host/start-clock.ts";
import { type Appended, type AppendFailure, appendToBranch } from "../log/append-to-branch.ts";
import { appendToIssue } from "../log/append-to-issue.ts";
import { findLogFiles } from "../log/find-log-files.ts";
import { type LogLine, parseLogLines } from "../log/log-line.ts";
import { type LogPlace, parseLogPlace } from "../log/log-place.ts";
import { splitName } from "../plan/plan-dispatch.ts";
import { badVariable } from "../reasons/problems.ts";
import { quote, visible } from "../text/visible-text.ts";
import type { CommandDefinition } from "./command-definition.ts";

/** Of the whole append: the job that runs this has ten minutes. */
const deadlineSeconds = 300;

/** Exit code 1: not every line is in the log. Nothing is lost by that, because the artifacts keep the lines. */
export const logCommand: CommandDefinition = {
  name: "orchestrator log",
  description: "Appends what the stages of this run recorded to a log that outlasts the run.",
  flags: [
    {
      name: "--artifacts",
      value: "DIR",
      default: "artifacts/orchestrator",
      description: "Where the records are: in this folder, and in those directly below it.",
    },
    {
      name: "--to",
      value: "PLACE",
      required: true,
      description: "branch:NAME, made without a parent where it is missing, or issue:NUMBER.",
    },
  ],
  async run(flags, host) {
    const place = parseLogPlace(flags.text("--to") ?? "", host.env.GITHUB_REF_NAME);
    if (!place.ok) return place;
    const connection = readConnection(host);
    if (!connection.ok) return connection;
    const directory = flags.text("--artifacts") ?? "";
    const files = await findLogFiles(directory, host);
    if (!files.ok) return files;
    if (files.value.length === 0) return fail(noLog({ directory }));

    const { lines, problems } = parseLogLines(files.value, createRedact(host.env));
    for (const problem of problems) reportProblem(problem, host);
    const result = await append(lines, place.value, connection.value, host);
    const { written, present } = result.ok ? result.value : result.error.appended;
    const where = place.value.kind === "branch" ? `branch ${quote(place.value.name)}` : `issue #${place.value.number}`;
    host.stdout(`log: ${where}: ${written} of ${lines.length} lines appended, ${present} were there.\n`);
    if (!result.ok) reportProblem(notAppended({ message: result.error.error.message }), host);
    return ok(result.ok && problems.length === 0 ? 0 : 1);
  },
};

interface LogConnection {
  readonly token: string;
  readonly apiUrl: string;
  readonly repository: RepositoryName;
}

function readConnection({ env }: Host): Result<LogConnection, Diagnostic> {
  const name = requireVariable(env, "GITHUB_REPOSITORY", "the repository as OWNER/NAME");
  if (!name.ok) return name;
  if (!isRepositoryName(name.value)) {
    return fail(badVariable({ name: "GITHUB_REPOSITORY", value: name.value, expected: "OWNER/NAME" }));
  }
  const token = requireVariable(env, "GITHUB_TOKEN", "the token that writes the log");
  if (!token.ok) return token;
  const apiUrl = readApiUrl(env);
  return apiUrl.ok ? ok({ token: token.value, apiUrl: apiUrl.value, repository: splitName(name.value) }) : apiUrl;
}

function append(
  lines: readonly LogLine[],
  place: LogPlace,
  { token, apiUrl, repository }: LogConnection,
  host: Host,
): Promise<Result<Appended, AppendFailure>> {
  const clock = startClock(host, deadlineSeconds);
  const connection = { token, apiUrl, remainingMilliseconds: clock.remainingMilliseconds };
  return place.kind === "branch"
    ? appendToBranch(lines, { repository, branch: place.name }, host.fileStore(connection))
    : appendToIssue(lines, { repository, issue: place.number }, host.github(connection), clock);
}

function reportProblem({ code, message, hint }: Diagnostic, host: Host): void {
  host.stderr(`rc: error ${code}: ${message}${hint === undefined ? "" : ` ${hint}`}\n`);
}

export const noLog = defineDiagnostic<{ readonly directory: string }>({
  code: "no-log",
  severity: "error",
  message: (p) => `Neither ${quote(p.directory, 400)} nor a folder directly below it holds a dispatch-log.ndjson.`,
  hint: () => "Run this after the gate or the dispatch, and name the folder of their records with --artifacts.",
});

export const notAppended = defineDiagnostic<{ readonly message: string }>({
  code: "log-not-appended",
  severity: "error",
  message: (p) => `Lines are missing from the log: ${visible(p.message).replace(/[^.]$/, "$&.")}`,
  hint: () => "Run this again: lines that are there are not written twice.",
});
