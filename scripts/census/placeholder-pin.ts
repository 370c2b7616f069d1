/** Stands for every commit: which one is pinned is no subject of the census, and the language takes nothing else. */
export const placeholderCommit = "0".repeat(40);

/** `uses` without its ref. Local paths and images have none. */
export function withoutRef(uses: string): string {
  return /^(\.|\$|docker:)/.test(uses) ? uses : uses.replace(/@[^@]*$/, "@");
}
