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

/** A command that needs no sources. */
export type FreeCommand = (given: Arguments, host: Host) => Promise<ExitCode>;
