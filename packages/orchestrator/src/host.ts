import type { Result } from "@yardmaster/core";
import type { GitHub } from "@yardmaster/github";
import type { Environment } from "./runner-environment.ts";

/** 0 allowed, dispatched or shown; 1 denied or refused; 2 usage or unreadable input; 3 a bug of ours. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Why a file could not be used, as a clause without a path: `it does not exist`. */
export type FileProblem = string;

/** Everything that the program does to the world. */
export interface Host {
  readonly env: Environment;
  readonly version: string;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Refuses files that are not UTF-8 or larger than a payload can be. */
  readText(path: string): Promise<Result<string, FileProblem>>;
  /** Readers see the old file or the new one, never a part. Makes the directory. */
  replaceFile(path: string, text: string): Promise<Result<void, FileProblem>>;
  /** In one write. Makes the directory. */
  appendToFile(path: string, text: string): Promise<Result<void, FileProblem>>;
  /** UTC instant; zones are applied only when printing. */
  now(): Date;
  /** Hard to guess, of letters and digits. */
  randomName(): string;
  github(connection: { readonly token: string; readonly apiUrl: string }): GitHub;
}
