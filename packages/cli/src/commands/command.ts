import type { CompileOptions, Repository } from "@yardmaster/compiler";
import type { Arguments } from "../arguments.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Host } from "../host.ts";

export interface CommandContext {
  readonly host: Host;
  readonly repository: Repository;
  readonly compileOptions: CompileOptions;
}

/** Returns the exit code; only bin.ts sets it. */
export type Command = (given: Arguments, context: CommandContext) => Promise<ExitCode>;
