import type { RecordedRequest } from "../../tests/helpers/embedded-github/index.ts";
import type { LineRun } from "./run-line.ts";

export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

export interface PrintedLine {
  readonly run: LineRun;
  readonly requests: readonly RecordedRequest[];
  /** Without: the heading alone. */
  readonly wholeSummary: boolean;
}

/** One run of the line for a person to read, each part under its name. */
export function printLine({ run, requests, wholeSummary }: PrintedLine, style: Style): string {
  const parts: (readonly [string, readonly string[]])[] = [
    ["gate", linesOf(run.gate.stdout + run.gate.stderr)],
    [
      "dispatch",
      run.dispatch ? linesOf(run.dispatch.stdout + run.dispatch.stderr) : ["skipped: the gate did not allow it"],
    ],
    ["sent", requests.length === 0 ? ["nothing"] : requests.flatMap(printRequest)],
    ["artifacts", run.artifacts.length === 0 ? ["none"] : [run.artifacts.join("  ")]],
    ["summary", wholeSummary ? linesOf(run.summary) : linesOf(run.summary).slice(0, 1)],
  ];
  return parts
    .flatMap(([name, lines]) =>
      lines.map((line, index) => `   ${style.strong((index === 0 ? name : "").padEnd(10))}${style.faint(line)}\n`),
    )
    .join("");
}

function printRequest({ method, path, headers, body }: RecordedRequest): readonly string[] {
  const token = `with ${headers.authorization ?? "no token"}`;
  return [`${method} ${path} ${token}`, ...(body === undefined ? [] : [JSON.stringify(body)])];
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split("\n");
}
