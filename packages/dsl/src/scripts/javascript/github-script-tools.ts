import type { Api } from "@octokit/plugin-rest-endpoint-methods";

/** What actions/github-script gives to a script. Source: its README and the packages behind it, v8. */
export interface GithubScriptTools<O extends string = never> {
  readonly github: GithubScriptClient;
  /** The same as `github`. */
  readonly octokit: GithubScriptClient;
  readonly context: GithubScriptContext;
  readonly core: GithubScriptCore<O>;
  readonly exec: GithubScriptExec;
  readonly glob: GithubScriptGlob;
  readonly io: GithubScriptIo;
  /** Resolves relative paths and packages from the job's working directory. */
  readonly require: (id: string) => unknown;
}

/** Octokit with every REST endpoint under `rest`. */
export interface GithubScriptClient extends Api {
  request(route: string, parameters?: Readonly<Record<string, unknown>>): Promise<GithubScriptResponse>;
  /** @throws an error with `errors` when GitHub reports some. */
  graphql<T>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
  /** Reads all pages of a list. */
  paginate<P, T>(endpoint: (parameters?: P) => Promise<{ data: readonly T[] }>, parameters: NoInfer<P>): Promise<T[]>;
  paginate<P, R, T>(
    endpoint: (parameters?: P) => Promise<R>,
    parameters: NoInfer<P>,
    map: (response: R, done: () => void) => readonly T[],
  ): Promise<T[]>;
}

export interface GithubScriptResponse {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

export interface GithubScriptContext {
  /** The event. Expressions of `github.event`, passed as values, are typed by the workflow's triggers; this is not. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly eventName: string;
  readonly sha: string;
  readonly ref: string;
  readonly workflow: string;
  readonly action: string;
  readonly actor: string;
  readonly job: string;
  readonly runNumber: number;
  readonly runId: number;
  readonly runAttempt: number;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly graphqlUrl: string;
  readonly repo: { readonly owner: string; readonly repo: string };
  /** Of the event's issue or pull request; `number` is missing for other events. */
  readonly issue: { readonly owner: string; readonly repo: string; readonly number: number };
}

export interface GithubScriptCore<O extends string> {
  /** Texts stay as they are, other values become JSON. Names are those that the script declares. */
  setOutput(name: [O] extends [never] ? "a name among `outputs`, which are not declared" : O, value: unknown): void;
  exportVariable(name: string, value: unknown): void;
  addPath(folder: string): void;
  setSecret(value: string): void;
  /** Fails the step when the script is over. */
  setFailed(message: string | Error): void;
  getState(name: string): string;
  saveState(name: string, value: unknown): void;
  isDebug(): boolean;
  debug(message: string): void;
  info(message: string): void;
  notice(message: string | Error, properties?: GithubScriptAnnotation): void;
  warning(message: string | Error, properties?: GithubScriptAnnotation): void;
  error(message: string | Error, properties?: GithubScriptAnnotation): void;
  startGroup(name: string): void;
  endGroup(): void;
  group<T>(name: string, body: () => Promise<T>): Promise<T>;
  getIDToken(audience?: string): Promise<string>;
  readonly summary: GithubScriptSummary;
}

export interface GithubScriptAnnotation {
  readonly title?: string;
  readonly file?: string;
  /** Lines and columns count from 1. */
  readonly startLine?: number;
  readonly endLine?: number;
  readonly startColumn?: number;
  readonly endColumn?: number;
}

/** Gathers Markdown and HTML; nothing is shown before `write`. */
export interface GithubScriptSummary {
  addRaw(text: string, addEndOfLine?: boolean): GithubScriptSummary;
  addEOL(): GithubScriptSummary;
  addHeading(text: string, level?: number | string): GithubScriptSummary;
  addCodeBlock(code: string, language?: string): GithubScriptSummary;
  addList(items: readonly string[], ordered?: boolean): GithubScriptSummary;
  addTable(
    rows: readonly (readonly (
      | string
      | { readonly data: string; readonly header?: boolean; readonly colspan?: string; readonly rowspan?: string }
    )[])[],
  ): GithubScriptSummary;
  addDetails(label: string, content: string): GithubScriptSummary;
  addImage(
    source: string,
    alternative: string,
    options?: { readonly width?: string; readonly height?: string },
  ): GithubScriptSummary;
  addSeparator(): GithubScriptSummary;
  addBreak(): GithubScriptSummary;
  addQuote(text: string, cite?: string): GithubScriptSummary;
  addLink(text: string, href: string): GithubScriptSummary;
  stringify(): string;
  isEmptyBuffer(): boolean;
  emptyBuffer(): GithubScriptSummary;
  clear(): Promise<GithubScriptSummary>;
  write(options?: { readonly overwrite?: boolean }): Promise<GithubScriptSummary>;
}

export interface GithubScriptExecOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly silent?: boolean;
  readonly input?: Uint8Array;
  readonly ignoreReturnCode?: boolean;
  /** Milliseconds. */
  readonly delay?: number;
}

/** No shell reads the arguments; the command's own text is split at blanks, so values belong into the arguments. */
export interface GithubScriptExec {
  exec(command: string, args?: readonly string[], options?: GithubScriptExecOptions): Promise<number>;
  getExecOutput(
    command: string,
    args?: readonly string[],
    options?: GithubScriptExecOptions,
  ): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
}

export interface GithubScriptGlob {
  create(
    patterns: string,
    options?: { readonly followSymbolicLinks?: boolean },
  ): Promise<{
    glob(): Promise<string[]>;
    globGenerator(): AsyncGenerator<string, void>;
    getSearchPaths(): string[];
  }>;
  /** SHA-256 in hex; empty when nothing matches. */
  hashFiles(patterns: string, currentWorkspace?: string): Promise<string>;
}

export interface GithubScriptIo {
  cp(
    source: string,
    destination: string,
    options?: { readonly recursive?: boolean; readonly force?: boolean },
  ): Promise<void>;
  mv(source: string, destination: string, options?: { readonly force?: boolean }): Promise<void>;
  rmRF(path: string): Promise<void>;
  mkdirP(path: string): Promise<void>;
  /** The path of a program; empty when it is missing and `check` is not set. */
  which(program: string, check?: boolean): Promise<string>;
}
