/** What a matcher found, in the form in which uvu and `node:test` print the failures of their own assertions. */
export interface Mismatch {
  /** One line: runners repeat what follows the first. */
  readonly message: string;
  readonly actual: unknown;
  readonly expects: unknown;
  /** Of the matcher. */
  readonly operator: string;
}

/** An error to throw. Source of the form: uvu/assert, `Assertion`; node:assert, `AssertionError`. */
export function mismatch({ message, actual, expects, operator }: Mismatch): Error {
  const error = Object.assign(new Error(message), {
    code: "ERR_ASSERTION",
    generated: false,
    details: false,
    actual,
    expects,
    expected: expects,
    operator,
  });
  error.name = "AssertionError";
  return error;
}

/** Whether an error is a failed assertion, of ours or of an assertion library, and no bug. */
export function isMismatch(error: unknown): error is Error {
  return error instanceof Error && (error as { readonly code?: unknown }).code === "ERR_ASSERTION";
}
