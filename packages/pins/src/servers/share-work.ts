/** What was begun once for a key is shared, also while it goes on. */
export function shareWork<T>(begin: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const begun = new Map<string, Promise<T>>();
  return (key) => {
    const before = begun.get(key);
    if (before) return before;
    const started = begin(key);
    begun.set(key, started);
    return started;
  };
}
