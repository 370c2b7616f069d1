/** A step of a starter: an action of the starter lock, or a script. */
export type StarterStep =
  | { readonly action: string; readonly with: Readonly<Record<string, string | boolean>> }
  | { readonly name: string; readonly script: readonly string[] };

/** What a repository's tests are, in one job. */
export interface StarterJob {
  /** An identifier. */
  readonly id: string;
  readonly language: string;
  /** The file that it was found by. */
  readonly found: string | undefined;
  readonly timeoutMinutes: number;
  readonly steps: readonly StarterStep[];
  /** What somebody should know of it, each a sentence. */
  readonly notes: readonly string[];
}

/** Every job begins with it, and no later step has the token. */
export const checkoutStep: StarterStep = { action: "actions/checkout", with: { "persist-credentials": false } };

export function scriptStep(name: string, ...script: readonly string[]): StarterStep {
  return { name, script };
}
