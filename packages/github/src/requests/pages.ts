import { fail, ok, type Result } from "@yardmaster/core";
import type { GitHubError } from "../contract/github.ts";

export const pageLength = 100;

export interface Page<T> {
  readonly items: readonly T[];
  readonly isLast: boolean;
}

/** Of a list that does not say how long it is: a page that is not full is the last one. */
export function pageOf<T>(items: readonly T[]): Page<T> {
  return { items, isLast: items.length < pageLength };
}

/**
 * All pages of a list, or an error: never a part. An item that moved from one page to the next while they were read
 * counts once.
 */
export async function readPages<T>(
  readPage: (page: number) => Promise<Result<Page<T>, GitHubError>>,
  keyOf: (item: T) => string | number,
  bounds: { readonly maximumPages: number; readonly tooMany: string },
): Promise<Result<readonly T[], GitHubError>> {
  const all = new Map<string | number, T>();
  for (let page = 1; ; page++) {
    const answer = await readPage(page);
    if (!answer.ok) return answer;
    const { items, isLast } = answer.value;
    if (page > bounds.maximumPages && items.length > 0) {
      return fail({ kind: "unexpected", message: bounds.tooMany, carriedOut: "no" });
    }
    for (const item of items) all.set(keyOf(item), item);
    if (isLast) return ok([...all.values()]);
  }
}
