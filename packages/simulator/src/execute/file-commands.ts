/** What a step wrote to one of the runner's files. */
export interface FilePairs {
  /** In the order of the file; what stands in front of a mistake counts. */
  readonly pairs: readonly (readonly [name: string, value: string])[];
  /** As the runner says it. */
  readonly error?: string;
}

/**
 * Reads `name=value` and `name<<DELIMITER`, as `GITHUB_OUTPUT`, `GITHUB_ENV` and `GITHUB_STATE` hold them.
 * Source: actions/runner, `FileCommandManager.cs`, `EnvFileKeyValuePairs`.
 * @param isWindows whether lines may end in CRLF: elsewhere the CR belongs to the value.
 */
export function readFilePairs(text: string, isWindows = false): FilePairs {
  const lines = splitLines(text.replace(/^\uFEFF/, ""), isWindows);
  const pairs: (readonly [string, string])[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const { text: line } = lines[index] as Line;
    if (line === "") continue;
    const [equals, heredoc] = [line.indexOf("="), line.indexOf("<<")];
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) return { pairs, error: `Invalid format '${line}'. Name must not be empty` };
      pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
      continue;
    }
    if (heredoc < 0) return { pairs, error: `Invalid format '${line}'` };
    const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
    if (name === "" || delimiter === "") {
      return { pairs, error: `Invalid format '${line}'. Name must not be empty and delimiter must not be empty` };
    }
    const end = lines.findIndex((each, at) => at > index && each.text === delimiter);
    if (end < 0) return { pairs, error: unfinished(lines.slice(index + 1), delimiter) };
    const value = lines.slice(index + 1, end).map(({ text, end }) => text + end);
    pairs.push([name, value.join("").replace(isWindows ? /\r?\n$/ : /\n$/, "")]);
    index = end;
  }
  return { pairs };
}

/** Folders of `GITHUB_PATH`, one a line. */
export function readPathFile(text: string): readonly string[] {
  return text.split(/\r?\n|\r/).filter((line) => line !== "");
}

export interface EnvironmentWrites {
  readonly set: readonly (readonly [name: string, value: string])[];
  /** As the runner says it; the step goes on. */
  readonly refused: readonly string[];
}

/** What of `GITHUB_ENV` counts: all but `NODE_OPTIONS`. The runner's own variables are set again for each step. */
export function readEnvironmentWrites(pairs: FilePairs["pairs"]): EnvironmentWrites {
  const isBlocked = (name: string): boolean => name.toUpperCase() === "NODE_OPTIONS";
  return {
    set: pairs.filter(([name]) => !isBlocked(name)),
    refused: pairs
      .filter(([name]) => isBlocked(name))
      .map(() => "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command."),
  };
}

interface Line {
  readonly text: string;
  /** Empty behind the last line of a file that does not end in one. */
  readonly end: string;
}

function splitLines(text: string, isWindows: boolean): readonly Line[] {
  const found = text.matchAll(isWindows ? /([^\n]*?)(\r?\n|$)/g : /([^\n]*)(\n|$)/g);
  return [...found]
    .map(([, line = "", end = ""]) => ({ text: line, end }))
    .filter(({ text, end }) => text + end !== "");
}

function unfinished(rest: readonly Line[], delimiter: string): string {
  const last = rest.at(-1);
  return last && last.end === ""
    ? "Invalid value. EOF marker missing new line."
    : `Invalid value. Matching delimiter not found '${delimiter}'`;
}
