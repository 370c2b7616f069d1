import { findRoot } from "@yardmaster/compiler/host";
import type { ExitCode } from "../program/exit-code.ts";
import type { Host } from "../program/host.ts";
import { withTime } from "../program/time-text.ts";
import { type OutdatedRun, recallRun, runFile } from "./remembered-run.ts";

/** What is known of the run before the program is loaded: its exit code, when it has said again what the last one said. */
export type Recalled = { readonly code: ExitCode } | { readonly outdated: OutdatedRun | undefined };

/** Says again what a run came to for which nothing has changed, by content. @param started UTC instant. */
export async function sayAgain(argv: readonly string[], host: Host, started: Date): Promise<Recalled> {
  const root = host.program === undefined ? undefined : await findRoot(host.cwd, host.files).catch(unreadable);
  if (root === undefined || host.program === undefined) return { outdated: undefined };
  const known = await recallRun(runFile(root, host.cwd, argv), host.program, host);
  if (!known || known.changed.length > 0) return { outdated: known };
  const { code, stdout, stderr, isTimed } = known.run.outcome;
  host.stdout.write(isTimed ? withTime(stdout, host.stdout, host.now().getTime() - started.getTime()) : stdout);
  host.stderr.write(stderr);
  return { code };
}

/** The run itself says what cannot be read. */
function unreadable(): undefined {
  return undefined;
}
