import type { CheckedTypes } from "../../types/check-types.ts";
import type { CheckReport } from "../check-repository.ts";

/** What `check` says of a repository. */
export type Verdict = CheckReport & { readonly note: string | undefined };

/** What is said of types where nobody looks at them. */
export const untyped: CheckedTypes = { diagnostics: [], isUncheckable: false };
