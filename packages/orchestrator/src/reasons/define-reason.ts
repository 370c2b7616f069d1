import type { Reason } from "./fact.ts";

export interface ReasonKind<P> {
  (parameters: P): Reason;
  readonly code: string;
}

/** Why something went well, or is under way: what went wrong is a diagnostic. */
export function defineReason<P>(code: string, message: (parameters: P) => string): ReasonKind<P> {
  return Object.assign((parameters: P): Reason => ({ code, message: message(parameters) }), { code });
}
