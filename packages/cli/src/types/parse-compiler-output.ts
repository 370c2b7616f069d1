/** An error as the compiler prints it. */
export interface CompilerError {
  /** As the compiler names it; undefined for one of no file. */
  readonly place: { readonly path: string; readonly line: number; readonly column: number } | undefined;
  /** `TS2322` */
  readonly code: string;
  readonly message: string;
  /** The lines below, which give the reasons, innermost last. */
  readonly reasons: readonly string[];
}

const located = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/;
const general = /^error (TS\d+): (.*)$/;

export function parseCompilerOutput(output: string): readonly CompilerError[] {
  const errors: (CompilerError & { readonly reasons: string[] })[] = [];
  for (const line of output.split(/\r?\n/)) {
    const [, path, row, column, code = "", message = ""] = located.exec(line) ?? [];
    if (path !== undefined) {
      errors.push({ place: { path, line: Number(row), column: Number(column) }, code, message, reasons: [] });
      continue;
    }
    const [, number, sentence = ""] = general.exec(line) ?? [];
    if (number !== undefined) errors.push({ place: undefined, code: number, message: sentence, reasons: [] });
    else if (/^\s+\S/.test(line)) errors.at(-1)?.reasons.push(line);
  }
  return errors;
}
