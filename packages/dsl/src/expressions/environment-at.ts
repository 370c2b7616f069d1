import type { Site, ValueAt } from "./expr.ts";

/** Variables by name; null is the empty text. */
export type EnvironmentAt<S extends Site> = Readonly<Record<string, ValueAt<S> | null>>;
