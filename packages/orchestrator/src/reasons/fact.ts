/** Something that a decision rests on. */
export interface Fact {
  /** Kebab-case. */
  readonly name: string;
  readonly value: string;
  /** The variable, payload field or request that it came from. */
  readonly source: string;
}

/** Why a run went as it did. Diagnostics are reasons, too: their code is the reason's. */
export interface Reason {
  readonly code: string;
  /** One sentence. Words of other people stand in it only as `quote` prints them. */
  readonly message: string;
  readonly hint?: string;
}
