import type { EmbeddedComment, RecordedRequest } from "../../tests/helpers/embedded-github/index.ts";
import type { LineRun, StageRun } from "./run-line.ts";

export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

export interface PrintedLine {
  readonly run: LineRun;
  /** Of this attempt. */
  readonly requests: readonly RecordedRequest[];
  /** Written or changed by this attempt. */
  readonly comments: readonly EmbeddedComment[];
  /** With every request and the summary as a whole; else what starts or cancels a run, and the number of the others. */
  readonly inFull: boolean;
}

const lineCharacters = 110;

/** One attempt for a person to read, each part under its name. */
export function printLine({ run, requests, comments, inFull }: PrintedLine, style: Style): string {
  const { gate, second } = run;
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ["gate", linesOf(gate)],
    ...(second ? [[second.name, linesOf(second)] as const] : []),
    ["requests", inFull ? requests.flatMap(printRequest) : printEffects(requests)],
    ...comments.map(({ body }) => ["answer", readable(body)] as const),
    ...(inFull ? [["artifacts", [(second ?? gate).artifacts.join("  ")]] as const] : []),
    ...(inFull ? [["summary", (second ?? gate).summary.trimEnd().split("\n")] as const] : []),
  ];
  return parts
    .flatMap(([name, lines]) =>
      lines
        .flatMap(wrap)
        .map((line, index) => `   ${style.strong((index === 0 ? name : "").padEnd(10))}${style.faint(line)}\n`),
    )
    .join("");
}

/** The name of the stage stands before them already. */
function linesOf({ name, stdout, stderr }: StageRun): readonly string[] {
  const lines = (stdout + stderr).trimEnd().split("\n");
  return lines.map((line) => (line.startsWith(`${name}: `) ? line.slice(name.length + 2) : line));
}

function printRequest({ method, path, headers, body }: RecordedRequest): readonly string[] {
  const isComment = /\/comments(?:\/\d+)?$/.test(path);
  const shown = body === undefined || isComment ? [] : [`  ${JSON.stringify(body)}`];
  return [printHead({ method, path, headers }), ...shown];
}

/** Each request that starts or cancels a run; the others are only counted. */
function printEffects(requests: readonly RecordedRequest[]): readonly string[] {
  const shown = requests.filter(({ method, path }) => method === "POST" && /\/(?:dispatches|cancel)$/.test(path));
  const others = requests.length - shown.length;
  return [...shown.map(printHead), `${shown.length > 0 ? "and " : ""}${others} that start and cancel nothing`];
}

function printHead({ method, path, headers }: Pick<RecordedRequest, "method" | "path" | "headers">): string {
  return `${method} ${path} with ${headers.authorization ?? "no token"}`;
}

/** Without the marker, which readers do not see, and without the foot. */
function readable(body: string): readonly string[] {
  const lines = body.split("\n").slice(1);
  return lines.filter((line) => !/^$|^\|---|^```|^`\d{4}-.* America\/Phoenix/.test(line));
}

function wrap(line: string): readonly string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > lineCharacters) {
    const blank = rest.lastIndexOf(" ", lineCharacters);
    const end = blank > lineCharacters / 2 ? blank : lineCharacters;
    lines.push(rest.slice(0, end));
    rest = `  ${rest.slice(end).trimStart()}`;
  }
  return [...lines, rest];
}
