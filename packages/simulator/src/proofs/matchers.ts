import { permissionScopes } from "@yardmaster/core";
import type { Reason, Trace, WorkflowTrace } from "../trace/trace.ts";
import { findJobs, findWorkflow, type PlacedJob, type Standing, suggest } from "./find-jobs.ts";
import { mismatch } from "./mismatch.ts";
import { type Reach, reachOf } from "./reach.ts";

/** Of a reason: its code, words of its text, or a pattern for the text. */
export type Because = string | RegExp;

/** The event starts a run of a workflow, which is neither refused nor waits. */
export function starts(trace: Trace, workflow: string): void {
  expectStart(trace, workflow, "runs", "starts");
}

/** The event starts no run of it. */
export function startsNot(trace: Trace, workflow: string, because?: Because): void {
  expectStart(trace, workflow, "does not start", "startsNot", because);
}

/** A run of it starts, and fails at once. */
export function refused(trace: Trace, workflow: string, because?: Because): void {
  expectStart(trace, workflow, "refused", "refused", because);
}

/** A run of it starts, and waits for an approval or another run. */
export function waits(trace: Trace, workflow: string, because?: Because): void {
  expectStart(trace, workflow, "waits", "waits", because);
}

/**
 * A job runs, by `file#place` or by a place that is in one workflow only: `ci.yml#test`, `release/publish`. Where the legs of
 * a matrix call its workflow, in all of them.
 */
export function runs(trace: Trace, job: string): void {
  expectStanding(trace, job, "runs", "runs");
}

/** A job is skipped. */
export function skipped(trace: Trace, job: string, because?: Because): void {
  expectStanding(trace, job, "skipped", "skipped", because);
}

/**
 * Whether a job runs depends on what is not known.
 * @param on an expression that it depends on, as it is written: `steps.build.outputs.version`.
 */
export function unknown(trace: Trace, job: string, on?: string): void {
  for (const { reason } of expectStanding(trace, job, "unknown", "unknown")) {
    const dependsOn = reason.dependsOn ?? [];
    if (on === undefined || dependsOn.includes(on)) continue;
    throw mismatch({
      message: `${job} depends on ${dependsOn.join(", ") || "nothing that is named"}, and not on ${on}`,
      actual: [...dependsOn],
      expects: [on],
      operator: "unknown",
    });
  }
}

/**
 * A secret of the repository comes to a job that certainly runs, and reads it by its name.
 * @param job where it is left out, any job.
 */
export function reaches(trace: Trace, secret: string, job?: string): void {
  const found = findReach(trace, secret, job, "reaches");
  if (found.some(({ isCertain }) => isCertain)) return;
  throw mismatch({
    message: `${secret} reaches ${job ?? "no job"}${job === undefined ? "" : " not"}${printDoubts(found)}`,
    actual: found.map(printReach),
    expects: [job ?? "a job"],
    operator: "reaches",
  });
}

/** It comes to no job, certain or possible. */
export function reachesNot(trace: Trace, secret: string, job?: string): void {
  const found = findReach(trace, secret, job, "reachesNot");
  if (found.length === 0) return;
  throw mismatch({
    message: `${secret} ${found.some(({ isCertain }) => isCertain) ? "reaches" : "may reach"} ${found.map(printReach).join(", ")}`,
    actual: found.map(printReach),
    expects: [],
    operator: "reachesNot",
  });
}

/** The token of a job, of each leg, has exactly this level of a scope. */
export function hasPermission(trace: Trace, job: string, scope: string, level: "none" | "read" | "write"): void {
  const operator = "hasPermission";
  if (!Object.hasOwn(permissionScopes, scope)) {
    throw missing(`There is no permission "${scope}"${suggest(scope, Object.keys(permissionScopes))}`, scope, operator);
  }
  for (const { job: placed, standing, reason } of find(trace, job, operator)) {
    const tokens = [...placed.legs, ...placed.calls].map(({ permissions }) => permissions);
    const levels = tokens.map((token) =>
      Object.hasOwn(token, scope) ? token[scope] : Object.hasOwn(token, "*") ? "unknown" : "none",
    );
    if (tokens.length > 0 && levels.every((each) => each === level)) continue;
    const other = levels.find((each) => each !== level);
    throw mismatch({
      message:
        other === undefined
          ? `There is no token of ${job}, which ${printStanding[standing]} ${because(reason)}`
          : `The token of ${job} has ${scope}: ${other}, and not ${scope}: ${level}`,
      actual: other,
      expects: level,
      operator,
    });
  }
}

function expectStart(trace: Trace, name: string, expects: StartAnswer, operator: string, why?: Because): void {
  const found = findWorkflow(trace, name);
  if (typeof found === "string") throw missing(found, name, operator);
  const actual = startOf(found);
  const reason = actual === "refused" || actual === "waits" ? (found.run?.reason ?? found.reason) : found.reason;
  if (actual !== expects) {
    throw mismatch({ message: `${found.file} ${printStart[actual]} ${because(reason)}`, actual, expects, operator });
  }
  expectReason(found.file, reason, why, operator);
}

type StartAnswer = "runs" | "does not start" | "refused" | "waits" | "unknown";

const printStart: Readonly<Record<StartAnswer, string>> = {
  runs: "starts",
  "does not start": "does not start",
  refused: "is refused",
  waits: "waits",
  unknown: "may start or not",
};

function startOf({ starts: answer, run }: WorkflowTrace): StartAnswer {
  if (answer === "no") return "does not start";
  return answer === "unknown" || !run ? "unknown" : run.verdict;
}

function expectStanding(
  trace: Trace,
  name: string,
  expects: Standing,
  operator: string,
  why?: Because,
): readonly PlacedJob[] {
  const found = find(trace, name, operator);
  for (const { standing: actual, reason } of found) {
    if (actual !== expects) {
      throw mismatch({ message: `${name} ${printStanding[actual]} ${because(reason)}`, actual, expects, operator });
    }
    expectReason(name, reason, why, operator);
  }
  return found;
}

const printStanding: Readonly<Record<Standing, string>> = {
  runs: "runs",
  skipped: "is skipped",
  unknown: "may run or not",
  refused: "is refused",
  waits: "waits",
};

function expectReason(name: string, reason: Reason, why: Because | undefined, operator: string): void {
  const { code, text } = reason;
  const fits = typeof why === "string" ? code === why || text.includes(why) : (why?.test(text) ?? true);
  if (fits) return;
  throw mismatch({
    message: `${name} is so for another reason: ${code}, ${text}`,
    actual: `${code}: ${text}`,
    expects: String(why),
    operator,
  });
}

function find(trace: Trace, name: string, operator: string): readonly PlacedJob[] {
  const found = findJobs(trace, name);
  if (typeof found === "string") throw missing(found, name, operator);
  return found;
}

function findReach(trace: Trace, secret: string, job: string | undefined, operator: string): readonly Reach[] {
  const known = trace.secrets;
  if (!known.includes(secret.toUpperCase()) && !known.includes("*")) {
    const message = `No workflow of the repository reads the secret "${secret}"${suggest(secret, known)}`;
    throw missing(message, secret, operator);
  }
  const reach = reachOf(trace, secret);
  if (job === undefined) return reach;
  const wanted = new Set(find(trace, job, operator).map((placed) => placed.job));
  return reach.filter(({ placed }) => wanted.has(placed.job));
}

/** What does not exist passes no test. */
function missing(message: string, name: string, operator: string): Error {
  return mismatch({ message, actual: undefined, expects: name, operator });
}

function because({ code, text }: Reason): string {
  return `(${code}: ${text})`;
}

function printReach({ placed: { file, job }, doubt }: Reach): string {
  return `${file}#${job.place}${doubt === undefined ? "" : ` (${doubt})`}`;
}

function printDoubts(found: readonly Reach[]): string {
  return found.length === 0 ? "" : ` for certain: ${found.map(printReach).join(", ")}`;
}
