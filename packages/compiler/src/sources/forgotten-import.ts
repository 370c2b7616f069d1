/** The name that a module uses and that nothing declares; undefined for any other exception. */
export function undeclaredName(thrown: unknown): string | undefined {
  return thrown instanceof ReferenceError ? /^(\S+) is not defined$/.exec(thrown.message)?.[1] : undefined;
}

/** What the language exports, where one of the exceptions may come of a forgotten import. */
export async function namesOfLanguage(thrown: readonly unknown[]): Promise<ReadonlySet<string>> {
  if (thrown.every((each) => undeclaredName(each) === undefined)) return new Set();
  return new Set(Object.keys(await import("@yardmaster/dsl")));
}
