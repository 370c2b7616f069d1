import { resolve } from "node:path";
import { count, fail, ok, type Result } from "@yardmaster/core";
import type { GivenOutcomes, SimulatedEvent, SimulatedRepository } from "@yardmaster/simulator";
import { execute, type FinishedExecution } from "../../execute/execute.ts";
import type { ExecutedJob } from "../../execute/execute-run.ts";
import { interruption } from "../../execute/interruption.ts";
import { noMocks, readMocks } from "../../execute/read-mocks.ts";
import { readValues } from "../../execute/read-values.ts";
import type { Arguments } from "../../program/arguments.ts";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { jsonText } from "../../report/json-text.ts";
import { visibleText } from "../../report/visible-text.ts";

export interface SimulationToExecute {
  /** Absolute. */
  readonly root: string;
  readonly repository: SimulatedRepository;
  readonly event: SimulatedEvent;
  readonly outcomes: GivenOutcomes;
  /** Files of those that are to be executed, if they start. */
  readonly workflows: readonly string[];
}

/** `simulate --exec`. What is printed while steps run is the commentary where programs read the result. */
export async function exec(given: Arguments, host: Host, simulation: SimulationToExecute): Promise<ExitCode> {
  const read = async <T>(
    option: string,
    parse: (text: string) => Result<T, string>,
    none: T,
  ): Promise<Result<T, string>> => {
    const file = given.values.get(option);
    if (file === undefined) return ok(none);
    const bytes = await host.files.read(resolve(host.cwd, file));
    const parsed = bytes ? parse(new TextDecoder().decode(bytes)) : undefined;
    if (parsed?.ok) return parsed;
    return { ok: false, error: `${file} ${parsed?.error ?? "is not there"}.` };
  };
  const secrets = await read("secrets", readValues, {});
  if (!secrets.ok) return refuse(secrets.error, host);
  const variables = variablesIn(given.lists.get("env") ?? []);
  if (!variables.ok) return refuse(variables.error, host);
  const mocks = await read("mocks", readMocks, noMocks);
  if (!mocks.ok) return refuse(mocks.error, host);
  const isJson = given.values.get("format") === "json";
  const artifacts = given.values.get("artifacts");
  const { signal, dispose } = interruption();
  try {
    const done = await execute({
      ...simulation,
      secrets: secrets.value,
      variables: variables.value,
      mocks: mocks.value,
      unmocked: given.values.get("unmocked") === "skip" ? "skip" : "refuse",
      anySystem: given.flags.has("any-system"),
      keep: given.flags.has("keep"),
      ...(artifacts === undefined ? {} : { artifactsFolder: resolve(host.cwd, artifacts) }),
      path: host.env.PATH ?? "",
      output: isJson ? host.stderr : host.stdout,
      signal,
    });
    host.stdout.write(isJson ? jsonText(reportOf(done)) : printEnd(done));
    return isGood(done) ? exitCodes.clean : exitCodes.findings;
  } finally {
    dispose();
  }
}

function refuse(sentence: string, host: Host): ExitCode {
  host.stderr.write(`${visibleText(sentence)}\n`);
  return exitCodes.usage;
}

/** `NAME=VALUE` each. */
function variablesIn(texts: readonly string[]): Result<Readonly<Record<string, string>>, string> {
  const odd = texts.find((text) => text.indexOf("=") < 1);
  if (odd !== undefined) return fail(`--env takes NAME=VALUE, and got ${JSON.stringify(odd)}.`);
  const entries = texts.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)] as const);
  return ok(Object.fromEntries(entries));
}

function isGood({ jobs, isCancelled }: FinishedExecution): boolean {
  return !isCancelled && jobs.every(({ status }) => status === "success" || status === "skipped");
}

const words: Readonly<Record<ExecutedJob["status"], string>> = {
  success: "success",
  failure: "failure",
  cancelled: "cancelled",
  skipped: "skipped",
  refused: "refused",
  unknown: "not executed in full",
};

/** What it all came to, for people. */
function printEnd({ jobs, artifacts, leftOut, folder, isCancelled }: FinishedExecution): string {
  const lines = jobs.flatMap(({ name, status, reason, steps }) => {
    const failed = steps.filter((step) => step.outcome === "failure").map((step) => `    failed: ${step.name}`);
    const passed = steps.filter((step) => step.outcome === "success").flatMap((step) => step.reason ?? []);
    const told = [...failed, ...passed.map((text) => `    ${text}`)];
    return [`  ${name}: ${words[status]}${reason === undefined ? "" : ` (${reason})`}`, ...told];
  });
  const kept = Object.entries(artifacts).map(([name, files]) => `  ${name}: ${files.join(", ")}`);
  const parts = [
    lines.length > 0 ? ["Jobs", ...lines] : ["Nothing is executed: the event starts no job"],
    kept.length > 0 ? ["Artifacts", ...kept] : [],
    leftOut.length > 0 ? [`Not in the copy: ${count(leftOut.length, "path")}: ${leftOut.join(", ")}`] : [],
    folder === undefined ? [] : [`Kept: ${folder}`],
    isCancelled ? ["Cancelled"] : [],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => `${part.map(visibleText).join("\n")}\n`)
    .join("\n")}`;
}

/** The same, for programs. */
function reportOf({ jobs, artifacts, leftOut, folder, isCancelled }: FinishedExecution): object {
  return {
    version: 1,
    jobs: jobs.map(({ file, place, name, status, reason, outputs, summaries, steps }) => ({
      file,
      place,
      name,
      status,
      ...(reason === undefined ? {} : { reason }),
      outputs,
      summaries,
      steps: steps.map(({ env: _env, paths: _paths, ...step }) => step),
    })),
    artifacts,
    leftOut,
    ...(folder === undefined ? {} : { folder }),
    isCancelled,
  };
}
