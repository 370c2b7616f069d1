import type { DispatchableEvent } from "./dispatch-target.ts";
import type { Input } from "./inputs.ts";

/** What a client payload holds: fields as inputs are declared, `[field]` for a list, an object for an object. */
export interface PayloadFields {
  readonly [name: string]: PayloadField;
}
export type PayloadField = Input | readonly [PayloadField] | PayloadFields;

/** GitHub's limits: top-level keys of a client payload; its size, below 64 KB, is known only when it is sent. */
export const maximumPayloadKeys = 10;

/** Null where nothing in it is `required`: the sender need not give it. */
type ValueOf<F> =
  F extends Input<infer T, infer R>
    ? R extends true
      ? T
      : T | null
    : F extends readonly [infer I]
      ? readonly NonNullable<ValueOf<I>>[] | (IsRequired<I> extends true ? never : null)
      : ObjectOf<F> | (IsRequired<F> extends true ? never : null);
type ObjectOf<F> = { readonly [K in keyof F]: ValueOf<F[K]> };
type IsRequired<F> =
  F extends Input<unknown, infer R> ? R : F extends readonly [infer I] ? IsRequired<I> : SomeRequired<F>;
type SomeRequired<F> = true extends { [K in keyof F]: IsRequired<F[K]> }[keyof F] ? true : false;

/** A task sends texts alone: `true` and `3` arrive as "true" and "3". */
type SentOf<T> = T extends boolean ? `${T}` : T extends number ? `${number}` : T;
type SentBy<I> = {
  readonly [K in keyof I]: I[K] extends Input<infer T, infer R> ? SentOf<T> | (R extends true ? never : null) : never;
} & { readonly correlation_id: string };

/** The payload that a declaration stands for: of fields, or of the event that a task of the orchestrator sends. */
export type ClientPayload<P> = P extends DispatchableEvent<infer I> ? SentBy<I> : ObjectOf<P>;

/** What a field is that nobody has declared. Its name is the way out: messages show it. */
export interface DeclareItUnderPayload {
  readonly "declare the field under `repository_dispatch: { payload: { … } }`": never;
}
