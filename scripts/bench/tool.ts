/** A generator of workflows, as the bench drives it. */
export interface Tool {
  /** With its version, where it is not ours. */
  readonly name: string;
  /** Writes a project of its own into an empty folder: modules 0 to `count` - 1, each of which makes one workflow. */
  writeProject(folder: string, count: number): void;
  /** Path in the project. */
  modulePath(index: number): string;
  /** Path in the project. */
  outputPath(index: number): string;
  /** What a run leaves behind beside its outputs. Paths in the project. */
  readonly caches: readonly string[];
  command(folder: string): Command;
}

export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}
