import type { Trace } from "@yardmaster/simulator";
import type { Arguments } from "../../program/arguments.ts";
import { exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { tookText } from "../../program/time-text.ts";
import { jsonText } from "../../report/json-text.ts";
import { paintFor } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { withProgress } from "../../report/with-progress.ts";
import type { FreeCommand } from "../command.ts";
import { findWorkflow } from "./find-workflow.ts";
import { prepareSimulation } from "./prepare.ts";
import { printTrace } from "./print-trace.ts";
import { tellProblems } from "./tell-problems.ts";

/** What an event brings about: as the sources make the workflows, else as they stand on the disk. */
export const simulateEvent: FreeCommand = async (given, host) => {
  const [payloadFile, ...more] = given.operands;
  if (more.length > 0) {
    host.stderr.write(`\`simulate\` takes one EVENT.json, and got ${given.operands.length}.\n`);
    return exitCodes.usage;
  }
  if (given.flags.has("exec") && given.values.has("revision")) {
    host.stderr.write("`--exec` executes the files here, and `--revision` simulates others: check the commit out.\n");
    return exitCodes.usage;
  }
  if (given.values.has("recorded")) return (await import("./recorded.ts")).simulateRecorded(given, host);
  const started = host.now().getTime();
  const prepared = await withProgress("reading workflows", host, (host) => prepareSimulation(given, payloadFile, host));
  if ("code" in prepared) return prepared.code;
  const { reading, event, outcomes } = prepared;
  const trace = only(given.values.get("workflow"), prepared.trace);
  if (typeof trace === "string") {
    host.stderr.write(`${visibleText(trace)}\n`);
    return exitCodes.usage;
  }
  if (given.flags.has("exec")) {
    const { exec } = await import("./exec.ts");
    const { root, repository } = reading;
    return exec(given, host, { root, repository, event, outcomes, workflows: trace.workflows.map(({ file }) => file) });
  }
  print(trace, started, given, host);
  return tellProblems(trace, prepared, host);
};

/** @returns a sentence where there is no such workflow. */
function only(name: string | undefined, trace: Trace): Trace | string {
  if (name === undefined) return trace;
  const found = findWorkflow(name, trace);
  if (!found.ok) return found.error;
  const { file } = found.value;
  return {
    ...trace,
    workflows: [found.value],
    problems: trace.problems.filter((problem) => problem.file === undefined || problem.file === file),
  };
}

function print(trace: Trace, started: number, { values, flags }: Arguments, host: Host): void {
  if (values.get("format") === "json") host.stdout.write(jsonText(trace));
  else {
    const options = { showsSteps: flags.has("steps") || values.has("workflow"), showsAll: flags.has("all") };
    const took = tookText(host.stdout, host.now().getTime() - started);
    host.stdout.write(printTrace(trace, { ...options, took }, paintFor(host.stdout, host.env)));
  }
}
