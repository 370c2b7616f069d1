import type { CheckText } from "@yardmaster/compiler";
import type { ExitCode } from "./program/exit-code.ts";
import type { Host } from "./program/host.ts";
import { sayAgain } from "./runs/say-again.ts";

/**
 * The whole program, without touching the process that it runs in. Nothing of it is loaded for a run that only has to say
 * again what the last one said.
 * @param argv what follows the program's name.
 * @param checkText in place of GitHub's own parser.
 */
export async function runYardmaster(argv: readonly string[], host: Host, checkText?: CheckText): Promise<ExitCode> {
  const started = host.now();
  const recalled = await sayAgain(argv, host, started);
  if ("code" in recalled) return recalled.code;
  const { runCommand } = await import("./run-command.ts");
  return runCommand(argv, host, { started, outdated: recalled.outdated, checkText });
}
