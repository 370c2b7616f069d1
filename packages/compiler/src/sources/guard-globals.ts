import { Console } from "node:console";
import { Writable } from "node:stream";
import type { Output } from "@yardmaster/core";
import { SourceExit } from "./source-exit.ts";

export interface Guard {
  /** What was thrown last in place of ending the process; also when the module caught it. */
  readonly exitAttempt: () => SourceExit | undefined;
  readonly forgetExit: () => void;
  readonly restore: () => void;
}

/**
 * Until it is restored, nothing ends the process, and what is printed goes to `commentary`: standard output is the
 * command's own.
 */
export function guardGlobals(commentary: Output): Guard {
  const before = {
    console: globalThis.console,
    exit: process.exit,
    write: process.stdout.write,
    stackTraceLimit: Error.stackTraceLimit,
  };
  let exitAttempt: SourceExit | undefined;
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _, done) => done(void commentary.write(String(chunk))),
  });
  globalThis.console = new Console({ stdout: stream, stderr: stream, colorMode: false });
  process.stdout.write = ((chunk: string | Uint8Array) => stream.write(chunk)) as typeof process.stdout.write;
  process.exit = (code) => {
    exitAttempt = new SourceExit(code);
    throw exitAttempt;
  };
  Error.stackTraceLimit = 100; // an author's line may lie below many of the builders' and of the author's own
  return {
    exitAttempt: () => exitAttempt,
    forgetExit: () => {
      exitAttempt = undefined;
    },
    restore: () => {
      globalThis.console = before.console;
      process.exit = before.exit;
      process.stdout.write = before.write;
      Error.stackTraceLimit = before.stackTraceLimit;
    },
  };
}
