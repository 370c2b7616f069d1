import type { Files, Output } from "@yardmaster/core/host";
import type { GitContent } from "./git-content.ts";
import type { ScriptPrograms } from "./script-programs.ts";

/** What compiling touches of the outside world. */
export interface CompilerHost {
  readonly files: Files;
  /** Receives what the sources print while they are evaluated. */
  readonly stderr: Output;
  /** Where the build of this program has put the language, absolute; undefined bundles it with the sources. */
  readonly prebuiltFolder?: string | undefined;
  /** Where runs are remembered: told that this one does not follow from what was read through `files` alone. */
  readonly spoil?: (() => void) | undefined;
  /** Without it, as without git, a file that differs and that was not made here last is taken for edited. */
  readonly git?: GitContent;
  /** What judges scripts where YAML is linted; nothing that compiling asks. */
  readonly scripts?: ScriptPrograms | undefined;
}
