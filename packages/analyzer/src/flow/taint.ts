import type { FieldAuthor, FieldContent, FieldSetter, ModelPath } from "@yardmaster/core";

/** Text in a run that somebody outside the workflow has written. */
export interface Taint {
  /** As it is read where it comes in, such as `github.event.issue.title`. */
  readonly text: string;
  readonly holds: FieldContent;
  readonly setBy: FieldSetter;
  readonly author: FieldAuthor;
  /** Where it comes in, and then each place that hands it on. */
  readonly hops: readonly Hop[];
}

export interface Hop {
  readonly file: string;
  readonly path: ModelPath;
  /** The expression or the line there. */
  readonly excerpt?: string;
}

export type Taints = readonly Taint[];

export const untainted: Taints = [];

/** The same text, one place further on; each source once. */
export function handOn(taints: Taints, hop: Hop): Taints {
  if (taints.length === 0) return untainted;
  const seen = new Set<string>();
  return taints.flatMap((taint) => {
    const key = `${taint.text} ${taint.setBy}`;
    if (seen.has(key) || taint.hops.length >= longestWay) return [];
    seen.add(key);
    return [{ ...taint, hops: [...taint.hops, hop] }];
  });
}

/** Hops after which nothing is followed: rings of workflows and actions end there. */
const longestWay = 24;
