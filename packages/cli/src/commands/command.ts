import type { CompileOptions, Repository } from "@yardmaster/compiler";
import type { Arguments } from "../program/arguments.ts";
import type { ExitCode } from "../program/exit-code.ts";
import type { Host } from "../program/host.ts";
import type { Remembering } from "../runs/remember-run.ts";

export interface CommandContext extends Remembering {
  readonly repository: Repository;
  readonly compileOptions: CompileOptions;
}

/** Returns the exit code; only bin.ts sets it. */
export type Command = (given: Arguments, context: CommandContext) => Promise<ExitCode>;

/** This program once more. @param argv what follows its name. */
export type RunProgram = (argv: readonly string[], host: Host) => Promise<ExitCode>;

/** A command that needs no sources. @param run for those that run others. */
export type FreeCommand = (given: Arguments, host: Host, run: RunProgram) => Promise<ExitCode>;
