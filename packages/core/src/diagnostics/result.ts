/** The outcome of something a user can get wrong. Our own bugs throw {@link InvariantError} instead. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** A state that only a bug of ours can reach. The command line turns it into a request to report it, exit code 3. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}
