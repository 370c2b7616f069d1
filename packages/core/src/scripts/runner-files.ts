/** Where steps leave what steps after them, and the runner, read. */
export type RunnerFile = "GITHUB_OUTPUT" | "GITHUB_ENV" | "GITHUB_PATH";

/** What a script is known to write into one of the runner's files. */
export interface ScriptWrites {
  /** Of outputs or variables, as they are written; a file of paths has none. */
  readonly names: ReadonlySet<string>;
  /** The script certainly writes no other: it names each as it is, and runs nothing that may write the file by itself. */
  readonly isComplete: boolean;
  /** Something goes into the file under a name that cannot be read here: it may be any. */
  readonly hasUnread: boolean;
}

export type ScriptLanguage = "shell" | "powershell" | "python" | "github-script";
