import { randomUUID } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import type { PartialMap } from "@yardmaster/core/evaluation";
import { shellArguments, shellInvocation } from "@yardmaster/simulator";
import type { ActionEnd, Leg, StepControl } from "./execution.ts";
import { findProgram } from "./find-program.ts";
import { failToStart, runStepProcess } from "./run-step-process.ts";

export interface Script {
  readonly text: string;
  readonly shell?: string;
  readonly workingDirectory?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly github: PartialMap;
}

/** A `run` of a step, as the runner starts it. Source: actions/runner, `ScriptHandler.cs`. */
export function runScript(leg: Leg, script: Script, control: StepControl): Promise<ActionEnd> {
  const { execution, folders, paths } = leg;
  const fail = (message: string): Promise<ActionEnd> => Promise.resolve(failToStart(leg, control.prefix, message));
  const invocation = shellInvocation(script.shell, execution.system);
  if (!invocation.ok) return fail(invocation.error);
  const { programs, argumentFormat, extension, fixUp } = invocation.value;
  const path = [...paths, script.env.PATH ?? execution.path].join(delimiter);
  const program = findProgram(programs, path);
  if (program === undefined) return fail(`${programs.at(-1)}: command not found`);
  const cwd = resolve(folders.workspace, script.workingDirectory ?? "");
  if (!existsSync(cwd)) {
    return fail(
      `An error occurred trying to start process '${program}' with working directory '${cwd}'. No such file or directory`,
    );
  }
  const file = join(folders.temp, `${randomUUID()}${extension}`);
  const text = fixUp(script.text);
  writeFileSync(file, execution.system === "windows" ? text.replace(/\r?\n/g, "\r\n") : text);
  const args = shellArguments(argumentFormat, file);
  return runStepProcess(leg, { program, args, cwd, env: script.env, github: script.github }, control);
}
