/** Like the `Result` of `@yardmaster/core`, which this package does not import; the error is a sentence. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };
