import type { Arguments } from "../arguments.ts";
import type { ExitCode } from "../exit-code.ts";
import type { CheckText } from "../generated/check-text.ts";
import type { Host } from "../host.ts";
import type { Repository } from "../repository.ts";

export interface CommandContext {
  readonly host: Host;
  readonly repository: Repository;
  readonly checkText: CheckText;
}

/** Returns the exit code; only bin.ts sets it. */
export type Command = (given: Arguments, context: CommandContext) => Promise<ExitCode>;
