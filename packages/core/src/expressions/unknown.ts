import type { Scalar } from "../model/model.ts";

/** A value that is not known before the run, and what it depends on. */
export class Unknown {
  /** Expressions that would have to be known, as they are written: `steps.build.outputs.version`. Never empty. */
  readonly causes: readonly string[];
  /** Of a value that is known to count as true, or as false, whatever it is. */
  readonly truth: boolean | undefined;

  constructor(causes: readonly string[], truth?: boolean) {
    this.causes = [...new Set(causes)];
    this.truth = truth;
  }

  /** As programs read it. */
  toJSON(): { readonly unknown: readonly string[] } {
    return { unknown: this.causes };
  }
}

/** Plain data as expressions read it, some of it unknown. A property that is undefined is not there. */
export type PartialValue = Scalar | Unknown | readonly PartialValue[] | PartialMap;
export interface PartialMap {
  readonly [key: string]: PartialValue | undefined;
}

/** What a value depends on, at any depth; empty where all of it is known. */
export function causesOf(value: PartialValue | undefined): readonly string[] {
  if (value instanceof Unknown) return value.causes;
  if (typeof value !== "object" || value === null) return [];
  return [...new Set(Object.values(value).flatMap((part) => causesOf(part)))];
}
