export interface BuiltTarball {
  readonly filename: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
}

/** @returns the names of those that a second build makes in another way, not at all, or alone. */
export function differingTarballs(first: readonly BuiltTarball[], again: readonly BuiltTarball[]): readonly string[] {
  const bytes = (all: readonly BuiltTarball[]) => new Map(all.map(({ filename, sha256 }) => [filename, sha256]));
  const [before, after] = [bytes(first), bytes(again)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}
