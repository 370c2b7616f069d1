import type { Diagnostic, Result } from "@yardmaster/core";
import type { CheckedCommand } from "./check-command.ts";

/** A command as it was given, before anybody asks who may. */
export interface GivenCommand {
  /** Correlation id. */
  readonly id: string;
  /** Of the comment, from 1; null for a command that stands alone. */
  readonly line: number | null;
  readonly text: string;
  readonly checked: Result<CheckedCommand, Diagnostic>;
}
