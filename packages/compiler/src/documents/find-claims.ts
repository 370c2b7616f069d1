/** Two things that want the same file. */
export interface Claim<T> {
  readonly path: string;
  readonly first: T;
  readonly second: T;
}

/** Names that differ only in case are one file on macOS and Windows. */
export function findDoubleClaims<T extends { readonly path: string }>(files: readonly T[]): readonly Claim<T>[] {
  const owners = new Map<string, T>();
  return files.flatMap((file) => {
    const name = file.path.toLowerCase();
    const first = owners.get(name);
    if (!first) owners.set(name, file);
    return first ? [{ path: first.path, first, second: file }] : [];
  });
}
