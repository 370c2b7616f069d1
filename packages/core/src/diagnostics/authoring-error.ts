import type { Diagnostic } from "./diagnostic.ts";

/**
 * A mistake in a source module that makes the builder's result meaningless. The stack says where it was written; the
 * loader reports the diagnostic there.
 */
export class AuthoringError extends Error {
  override readonly name = "AuthoringError";
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/** By name and shape: the error may come from another copy of this class, inside the evaluated bundle. */
export function isAuthoringError(error: unknown): error is AuthoringError {
  return error instanceof Error && error.name === "AuthoringError" && "diagnostic" in error;
}
