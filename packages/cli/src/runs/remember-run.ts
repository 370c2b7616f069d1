import { join } from "node:path";
import { packagesFolder } from "@yardmaster/compiler/host";
import type { ExitCode } from "../program/exit-code.ts";
import type { Host } from "../program/host.ts";
import { withTime } from "../program/time-text.ts";
import { recordRun } from "./record-run.ts";
import { keepRun, type Outcome, type OutdatedRun, runFile } from "./remembered-run.ts";

/** What a command needs to be remembered, and to build on the last run. */
export interface Remembering {
  readonly host: Host;
  /** The host itself, for a command that goes on and remembers in its own way. */
  readonly unrecorded: Host;
  /** A text whose last line is one of counts, with the time that the run took so far where people see it. */
  readonly timed: (text: string) => string;
  /**
   * Takes what the same command comes to when it is given again and nothing has changed, its own files being written
   * already. A command that does not say so is run again each time.
   */
  readonly settle: (outcome: Outcome) => void;
  /** The last run, of which only contents have changed. */
  readonly outdated: OutdatedRun | undefined;
  /** Says that this run follows from what the last one asked as well. */
  readonly buildOnLast: () => void;
}

/**
 * Runs a command and remembers what it came to, where that follows from what it asked: beside the packages, and where
 * there are none, nothing.
 */
export async function rememberRun(
  argv: readonly string[],
  root: string,
  host: Host,
  { started, outdated }: { readonly started: Date; readonly outdated: OutdatedRun | undefined },
  run: (remembering: Remembering) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { program } = host;
  const timed = (text: string): string => withTime(text, host.stdout, host.now().getTime() - started.getTime());
  if (program === undefined || !(await host.files.isFolder(join(root, packagesFolder)))) {
    return run({ host, unrecorded: host, timed, settle: () => {}, outdated: undefined, buildOnLast: () => {} });
  }
  const recording = recordRun(host, started);
  let settled: Outcome | undefined;
  const code = await run({
    host: recording.host,
    unrecorded: host,
    timed,
    settle: (outcome) => {
      settled = outcome;
    },
    outdated,
    buildOnLast: () => outdated && recording.buildOn(outdated.run.answers, outdated.changed),
  });
  const answers = settled && (await recording.finish());
  if (settled && answers) keepRun(runFile(root, host.cwd, argv), { program, answers, outcome: settled }, host);
  return code;
}
