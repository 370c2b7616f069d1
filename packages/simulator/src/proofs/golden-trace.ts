import { causesOf, type PartialValue } from "@yardmaster/core/evaluation";
import type {
  CallTrace,
  JobTrace,
  LegTrace,
  Reason,
  RunTrace,
  StepTrace,
  Trace,
  WorkflowTrace,
} from "../trace/trace.ts";
import { mismatch } from "./mismatch.ts";

/**
 * A trace as a text to keep beside a test: a line for each workflow, job, leg and step, with its verdict and the code of the
 * reason, what tokens may do and which secrets come there. Commits, instants and words that may be put better are not in it.
 */
export function goldenTrace({ event, workflows, problems }: Trace): string {
  const { name, action, ref } = event;
  const lines = [
    `event ${name}${action === undefined ? "" : ` ${plain(action)}`} at ${plain(ref)}`,
    ...problems.map(({ code, file }) => `problem ${code}${file === undefined ? "" : ` in ${plain(file)}`}`),
    ...workflows.flatMap(linesOfWorkflow),
  ];
  return `${lines.join("\n")}\n`;
}

/** A trace is as its golden text says: what `goldenTrace` made before. Line ends do not count. */
export function matchesGolden(trace: Trace, golden: string): void {
  const actual = goldenTrace(trace);
  const expects = golden.replace(/\r\n/g, "\n");
  if (actual === expects) return;
  throw mismatch({ message: "The trace differs from its golden text", actual, expects, operator: "matchesGolden" });
}

function linesOfWorkflow({ file, starts, reason, run }: WorkflowTrace): readonly string[] {
  const answer = { yes: "starts", no: "does not start", unknown: "may start" }[starts];
  return [`${plain(file)} ${answer}${printReason(reason)}`, ...(run ? indent(linesOfRun(run)) : [])];
}

function linesOfRun({ verdict, reason, isRestricted, concurrency, jobs }: RunTrace): readonly string[] {
  const standing = verdict === "runs" ? [] : [`run ${verdict}${reason ? printReason(reason) : ""}`];
  return [
    ...standing,
    ...(isRestricted ? ["restricted: a token that only reads, no secrets"] : []),
    ...(concurrency ? [`concurrency ${print(concurrency.group)}${printReason(concurrency.effect)}`] : []),
    ...jobs.flatMap(linesOfJob),
  ];
}

function linesOfJob({ id, verdict, reason, result, legs, calls, unknownLegs }: JobTrace): readonly string[] {
  const ends = verdict === "runs" && result !== "success" ? `, ends in ${result}` : "";
  const open = unknownLegs ? `, legs depend on ${unknownLegs.map(plain).join(", ")}` : "";
  return [
    `job ${plain(id)} ${verdict}${printReason(reason)}${ends}${open}`,
    ...indent(legs.flatMap(linesOfLeg)),
    ...indent(calls.flatMap(linesOfCall)),
  ];
}

function linesOfLeg({ name, runsOn, environment, permissions, secrets, steps }: LegTrace): readonly string[] {
  const parts = [
    `leg ${print(name)} on ${print(runsOn)}`,
    ...(environment ? [`environment ${print(environment.name)} admits ${environment.admits}`] : []),
    ...rights(permissions, secrets),
  ];
  return [parts.join("; "), ...indent(steps.map(lineOfStep))];
}

function linesOfCall({ uses, permissions, secrets, run }: CallTrace): readonly string[] {
  const parts = [`calls ${plain(uses)}`, ...rights(permissions, secrets), ...(run ? [] : ["which is not known"])];
  return [parts.join("; "), ...(run ? indent(linesOfRun(run)) : [])];
}

function rights(permissions: Readonly<Record<string, string>>, secrets: readonly string[]): readonly string[] {
  const levels = Object.entries(permissions)
    .filter(([, level]) => level !== "none")
    .map(([scope, level]) => `${scope}: ${level}`)
    .sort();
  return [...levels, ...(secrets.length > 0 ? [`secrets ${secrets.map(plain).join(", ")}`] : [])];
}

function lineOfStep({ index, name, verdict, reason, outcome }: StepTrace): string {
  const ends = verdict === "runs" && outcome !== "success" ? `, ends in ${outcome}` : "";
  return `${index} ${print(name)} ${verdict}${verdict === "runs" ? "" : printReason(reason)}${ends}`;
}

function printReason({ code, dependsOn = [] }: Reason): string {
  return `: ${code}${dependsOn.length === 0 ? "" : `, depends on ${dependsOn.map(plain).join(", ")}`}`;
}

function print(value: PartialValue): string {
  const causes = causesOf(value);
  if (causes.length > 0) return `<${causes.map(plain).join(", ")}>`;
  return typeof value === "string" ? plain(value) : JSON.stringify(value);
}

/** On one line. */
function plain(text: string): string {
  return /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u.test(text) ? text : JSON.stringify(text);
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
