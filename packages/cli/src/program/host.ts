import type { GitContent } from "@yardmaster/compiler";
import type { ScriptPrograms, Workers } from "@yardmaster/compiler/host";
import type { Files, Output } from "@yardmaster/core";
import type { Watch } from "./watching.ts";

/** Everything outside the program that a command may touch. Tests pass their own. */
export interface Host {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The product: what a pipe should receive. */
  readonly stdout: Output;
  /** The commentary. */
  readonly stderr: Output;
  readonly files: Files;
  /**
   * Asks the person at the terminal for one line; the question goes to `stderr`. Without it, there is nobody to ask.
   * @returns undefined where the person leaves: Ctrl-C, or the end of the input.
   */
  readonly ask?: ((question: string) => Promise<string | undefined>) | undefined;
  /** Without it, git is taken to know nothing. */
  readonly git?: GitContent;
  /** Without them, scripts are judged by the rules alone. */
  readonly scripts?: ScriptPrograms | undefined;
  /** UTC instant. */
  readonly now: () => Date;
  /**
   * Calls again and again, as often as there is time between other work, until what it returns is called. Without it, progress is
   * shown only as work tells of it.
   */
  readonly every?: ((milliseconds: number, act: () => void) => () => void) | undefined;
  /** Digest of the program and of what it runs on, for what is remembered of its runs; undefined remembers nothing. */
  readonly program?: string | undefined;
  /** Where the build of this program has put the language, absolute; undefined bundles it with the sources. */
  readonly prebuiltFolder?: string | undefined;
  /** Without them, everything is done in one thread. */
  readonly workers?: Workers | undefined;
  /** Without it, no command can wait for changes. */
  readonly watch?: (() => Promise<Watch>) | undefined;
  /** Where a run is being written down: told that it does not follow from what was asked through this host alone. */
  readonly spoil?: (() => void) | undefined;
  /** Of the Node that runs this, without `v`. */
  readonly nodeVersion?: string | undefined;
  /**
   * What a program on the PATH says of its version, in one line, asked by the words that make it say so.
   * @returns undefined where there is none, or it says nothing.
   */
  readonly programVersion?: ((program: string, words: readonly string[]) => Promise<string | undefined>) | undefined;
}
