export interface ToBind {
  /** One for each action: its highest version, or a commit. */
  readonly locked: readonly string[];
  /** Those that are used at a branch alone. */
  readonly branches: readonly string[];
}

/** What `bind` is to be given: a lock has one version of each action. @param used `owner/repo@ref`, several of one action. */
export function chooseToBind(used: readonly string[]): ToBind {
  const chosen = new Map<string, string>();
  for (const each of used) {
    const name = each.slice(0, each.lastIndexOf("@")).toLowerCase();
    const known = chosen.get(name);
    if (known === undefined || isBefore(rankOf(known), rankOf(each))) chosen.set(name, each);
  }
  const all = [...chosen.values()];
  const isBranch = (each: string): boolean => rankOf(each)[0] === 0;
  return { locked: all.filter((each) => !isBranch(each)), branches: all.filter(isBranch) };
}

/** Versions before commits before branches; versions by their numbers. */
function rankOf(reference: string): readonly number[] {
  const ref = reference.slice(reference.lastIndexOf("@") + 1);
  const [, ...numbers] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/i.exec(ref) ?? [];
  if (numbers.length > 0) return [2, ...numbers.map((number) => (number === undefined ? 1e9 : Number(number)))];
  return [/^[0-9a-f]{40}$/i.test(ref) ? 1 : 0];
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const index = a.findIndex((number, position) => number !== (b[position] ?? 0));
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}
