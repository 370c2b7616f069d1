import type { FactChange } from "./fact-change.ts";

/** A change that may turn a result, as people read it behind "if". */
export interface Candidate {
  readonly change: FactChange;
  /** `github.ref` were `refs/heads/main`; without a final stop. */
  readonly text: string;
}
