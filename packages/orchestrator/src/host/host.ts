import type { Result } from "@yardmaster/core";
import type { FileStore, GitHub, GitHubError, InstallationToken, InstallationTokenOptions } from "@yardmaster/github";
import type { Environment } from "./runner-environment.ts";

/** 0 allowed, dispatched or shown; 1 denied or refused; 2 usage or unreadable input; 3 a bug of ours. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Why a file could not be used, as a clause without a path: `it does not exist`. */
export type FileProblem = string;

export interface Connection {
  readonly token: string;
  readonly apiUrl: string;
  /** Of the run's time: no request and no wait outlasts it. */
  readonly remainingMilliseconds: () => number;
}

/** What a token of a GitHub App is asked for with. */
export type InstallationRequest = Pick<
  InstallationTokenOptions,
  "appId" | "privateKey" | "apiUrl" | "repositories" | "permissions"
> &
  Pick<Connection, "remainingMilliseconds">;

/** The time that a run has. */
export interface Clock {
  /** UTC instant. */
  now(): Date;
  wait(milliseconds: number): Promise<void>;
  /** Until the deadline; 0 or less when it has passed. */
  remainingMilliseconds(): number;
}

/** What a symbolic link at the end of a path means: another file, or a refusal. */
export type Links = "follow" | "refuse";

export interface Files {
  /** Refuses what is no regular file, is not UTF-8 or is larger than a payload can be. Links are followed unless stated. */
  readText(path: string, links?: Links): Promise<Result<string, FileProblem>>;
  /** Names, sorted; those of folders end in `/`. */
  listDirectory(path: string): Promise<Result<readonly string[], FileProblem>>;
  /** Names of the symbolic links in a folder, sorted; none where the folder cannot be listed. */
  listLinks(path: string): Promise<readonly string[]>;
  /** Readers see the old file or the new one, never a part. Makes the directory. Refuses a symbolic link. */
  replaceFile(path: string, text: string): Promise<Result<void, FileProblem>>;
  /** All of it or nothing, on a line of its own. Makes the directory. Links are followed unless stated. */
  appendToFile(path: string, text: string, links?: Links): Promise<Result<void, FileProblem>>;
}

/** Everything that the program does to the world. */
export interface Host extends Files {
  readonly env: Environment;
  readonly version: string;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Whether all that was said on standard output has arrived. */
  flush(): Promise<Result<void, FileProblem>>;
  /** UTC instant; zones are applied only when printing. */
  now(): Date;
  wait(milliseconds: number): Promise<void>;
  /** Hard to guess, of letters and digits. */
  randomName(): string;
  github(connection: Connection): GitHub;
  installationToken(request: InstallationRequest): Promise<Result<InstallationToken, GitHubError>>;
  fileStore(connection: Connection): FileStore;
}
