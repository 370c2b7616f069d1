export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** A full sentence that quotes what is wrong. */
  readonly message: string;
}

export function printProblem(problem: Problem): string {
  return `${problem.file}:${problem.line} error: ${problem.message}`;
}
