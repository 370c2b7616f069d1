import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProgramRun, runProgram } from "./run-program.ts";

/** What a program makes of a repository, a line each, without what differs between two runs of one program. */
export interface Outcome {
  readonly lines: readonly string[];
  /** Runs that ended as a bug of the program's, or said no JSON. */
  readonly crashes: readonly string[];
}

const instant = "2026-11-27T12:00:00Z";
const commit = "1".repeat(40);

/** Events by which most workflows start. */
const events: readonly (readonly string[])[] = [
  ["--event", "push", "--ref", "main", "--files", "README.md,src/index.ts"],
  ["--event", "push", "--ref", "refs/tags/v1.2.3"],
  [
    "--event",
    "pull_request",
    "--action",
    "opened",
    "--base",
    "main",
    "--head",
    "change",
    "--files",
    "README.md,src/index.ts",
  ],
  [
    "--event",
    "pull_request",
    "--action",
    "opened",
    "--base",
    "main",
    "--head",
    "change",
    "--files",
    "src/index.ts",
    "--fork",
  ],
  ["--event", "issues", "--action", "opened"],
  ["--event", "issue_comment", "--action", "created"],
  ["--event", "release", "--action", "published"],
];

/** Lints and simulates the checkout, which stays as it is; imports and checks a copy of its workflows. */
export function judgeRepository(program: string, folder: string): Outcome {
  const lines: string[] = [];
  const crashes: string[] = [];
  const run = <T>(cwd: string, given: readonly string[], read: (json: T) => readonly string[]): void => {
    const ended = runProgram(program, cwd, given);
    const title = given.join(" ");
    if (isCrash(ended)) crashes.push(`${title}: ${lastLine(ended)}`);
    else lines.push(...read(ended.json as T).map((line) => `${title}: ${line}`));
  };
  run(folder, ["lint", "--no-shellcheck"], ({ findings }: JsonLint) => linesOfFindings(findings));
  for (const event of events) {
    run(folder, ["simulate", ...event, "--at", instant, "--sha", commit, "--actor", "someone"], linesOfTrace);
  }
  const copy = copyWorkflows(folder);
  try {
    run(copy, ["import", "--no-types"], linesOfImport);
    if (existsSync(join(copy, "workflows-src"))) run(copy, ["check", "--no-types"], linesOfCheck);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  return { lines, crashes };
}

/** Exit code 2 is for what was given: here nothing of it is a person's. */
function isCrash({ code, json }: ProgramRun): boolean {
  return (code !== 0 && code !== 1) || json === undefined;
}

function lastLine({ code, stderr }: ProgramRun): string {
  return `exit code ${code}, ${stderr.trim().split("\n")[0] || "and nothing is said"}`;
}

interface JsonLint {
  readonly findings: readonly JsonFinding[];
}

interface JsonFinding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

function linesOfFindings(findings: readonly JsonFinding[]): string[] {
  return findings.map(({ file, line, severity, code, message }) => `${file}:${line} ${severity} ${code}: ${message}`);
}

interface JsonJob {
  readonly file: string;
  readonly place: string;
  readonly verdict: string;
  readonly reason: { readonly code: string };
  readonly result?: string;
  readonly legs: readonly JsonLeg[];
  readonly calls: readonly { readonly run?: { readonly jobs: readonly JsonJob[] } }[];
}

interface JsonLeg {
  readonly name: string;
  readonly steps: readonly { readonly verdict: string }[];
}

interface JsonTrace {
  readonly workflows: readonly {
    readonly file: string;
    readonly starts: string;
    readonly reason: { readonly code: string };
    readonly run?: { readonly jobs: readonly JsonJob[] };
  }[];
}

function linesOfTrace({ workflows }: JsonTrace): string[] {
  return workflows.flatMap(({ file, starts, reason, run }) => [
    `${file} starts: ${starts} (${reason.code})`,
    ...linesOfJobs(run?.jobs ?? []),
  ]);
}

function linesOfJobs(jobs: readonly JsonJob[]): string[] {
  return jobs.flatMap(({ file, place, verdict, reason, result, legs, calls }) => [
    `${file}#${place} ${verdict} (${reason.code}), comes to ${result}`,
    ...legs.map(({ name, steps }) => `${file}#${place} ${name}: ${steps.map((step) => step.verdict).join(" ")}`),
    ...calls.flatMap((call) => linesOfJobs(call.run?.jobs ?? [])),
  ]);
}

interface JsonImport {
  readonly proved: number;
  readonly refused: readonly { readonly file: string; readonly path: unknown; readonly reason: string }[];
}

function linesOfImport({ proved, refused }: JsonImport): string[] {
  return [`${proved} proved`, ...refused.map(({ file, reason }) => `${file} refused: ${reason}`)];
}

interface JsonCheck {
  readonly drift: readonly { readonly file: string; readonly kind: string }[];
  readonly findings: readonly JsonFinding[];
}

function linesOfCheck({ drift, findings }: JsonCheck): string[] {
  return [...drift.map(({ file, kind }) => `${file} ${kind}`), ...linesOfFindings(findings)];
}

/** With `.git` left behind: what git has of them is no part of the question. */
function copyWorkflows(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), "public-repository-"));
  const parts = [".github", ...readdirSync(folder).filter((name) => /^action\.ya?ml$/.test(name))];
  for (const part of parts)
    if (existsSync(join(folder, part))) cpSync(join(folder, part), join(copy, part), { recursive: true });
  return copy;
}
