import { Console } from "node:console";
import { Writable } from "node:stream";
import type { Output } from "@yardmaster/core";
import { SourceExit } from "./source-exit.ts";

export interface Guard {
  /** What was thrown last in place of ending the process; also when the module caught it. */
  readonly exitAttempt: () => SourceExit | undefined;
  readonly forgetExit: () => void;
  readonly restore: () => void;
  /** Takes the globals over, again where another has stood in front. */
  readonly stand: () => void;
}

/** Guards that stand, the latest last: two repositories may be compiled at once. */
const standing: Guard[] = [];
let before: Pick<typeof globalThis, "console"> & {
  readonly exit: typeof process.exit;
  readonly write: typeof process.stdout.write;
  readonly stackTraceLimit: number;
};

/**
 * Until it is restored, nothing ends the process, and what is printed goes to `commentary`: standard output is the
 * command's own. While several stand, all is the latest one's.
 */
export function guardGlobals(commentary: Output): Guard {
  if (standing.length === 0) {
    before = {
      console: globalThis.console,
      exit: process.exit,
      write: process.stdout.write,
      stackTraceLimit: Error.stackTraceLimit,
    };
  }
  let exitAttempt: SourceExit | undefined;
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _, done) => done(void commentary.write(String(chunk))),
  });
  const ownConsole = new Console({ stdout: stream, stderr: stream, colorMode: false });
  const guard = {
    stand: () => {
      globalThis.console = ownConsole;
      process.stdout.write = ((chunk: string | Uint8Array) => stream.write(chunk)) as typeof process.stdout.write;
      process.exit = (code) => {
        exitAttempt = new SourceExit(code);
        throw exitAttempt;
      };
      Error.stackTraceLimit = 100; // an author's line may lie below many of the builders' and of the author's own
    },
    exitAttempt: () => exitAttempt,
    forgetExit: () => {
      exitAttempt = undefined;
    },
    restore: () => {
      const at = standing.indexOf(guard);
      if (at === -1) return;
      standing.splice(at, 1);
      const latest = standing.at(-1);
      if (latest) return latest.stand();
      globalThis.console = before.console;
      process.exit = before.exit;
      process.stdout.write = before.write;
      Error.stackTraceLimit = before.stackTraceLimit;
    },
  };
  standing.push(guard);
  guard.stand();
  return guard;
}
