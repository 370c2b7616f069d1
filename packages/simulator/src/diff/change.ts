/** What a change is about: the words that `--fail-on` takes. */
export const changeKinds = [
  "workflows",
  "triggers",
  "people",
  "jobs",
  "conditions",
  "permissions",
  "secrets",
  "environments",
  "pins",
  "images",
  "runners",
  "checks",
  "inputs",
  "calls",
  "needs",
  "concurrency",
  "timeouts",
  "steps",
  "settings",
] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** Whether more may happen than before, less, or something else. */
export type ChangeSeverity = "widens" | "narrows" | "changes";

/** A difference in what workflows do. A contract: docs/diff.md. */
export interface Change {
  readonly kind: ChangeKind;
  readonly severity: ChangeSeverity;
  /** Without a final stop; names and values of the workflows stand in backticks and hold none. */
  readonly sentence: string;
  /** From the root, as it is called now; of what is gone, as it was. */
  readonly file: string;
  /** Of the key that makes it, in the new workflow, or in the old one where it is gone: `jobs.build.if`; empty for the whole file. */
  readonly path: string;
  /** Null: there was none. */
  readonly old: string | null;
  /** Null: there is none any more. */
  readonly new: string | null;
  /** Where the change behind it can be read. */
  readonly link?: string;
}
