import type { Diagnostic, Result } from "@yardmaster/core";
import type { ExitCode, Host } from "../host/host.ts";
import type { FlagDefinition, Flags } from "./parse-flags.ts";

/** One command of `rc`. A diagnostic means: exit code 2, and nothing was changed. */
export interface CommandDefinition {
  /** As typed after `rc`. */
  readonly name: string;
  readonly description: string;
  readonly flags: readonly FlagDefinition[];
  run(flags: Flags, host: Host): Promise<Result<ExitCode, Diagnostic>>;
}
