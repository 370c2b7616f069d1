/** What the page shows: plain data, which it carries with itself. */
export interface MapModel {
  /** `owner/name`, or the folder's. */
  readonly title: string;
  readonly workflows: readonly MapWorkflow[];
  readonly links: readonly MapLink[];
  /** Names of secrets, `*` for all, sorted. */
  readonly secrets: readonly MapReach[];
  readonly permissions: readonly MapReach[];
  /** Events that some workflow lists, with what each would start. */
  readonly events: readonly MapEvent[];
  /** Events that could not be simulated, each with why. */
  readonly notSimulated: readonly { readonly label: string; readonly reason: string }[];
}

export interface MapWorkflow {
  /** From the root; of one elsewhere, what it is called by. */
  readonly file: string;
  /** Without the folder, where it is one of this repository. */
  readonly shown: string;
  readonly name: string;
  readonly isOuter: boolean;
  readonly triggers: readonly { readonly event: string; readonly filter: string; readonly people: string }[];
  readonly jobs: readonly MapJob[];
}

export interface MapJob {
  readonly id: string;
  readonly needs: readonly string[];
  /** As it is written; undefined where nothing is. */
  readonly condition?: string;
  readonly calls?: string;
}

export interface MapLink {
  readonly kind: "calls" | "dispatches" | "waits-for";
  readonly from: string;
  readonly to: string;
  readonly job?: string;
  readonly task?: string;
}

/** A secret, or a permission to write, and who comes to it. */
export interface MapReach {
  readonly name: string;
  readonly at: readonly {
    readonly file: string;
    readonly job: string;
    readonly sentence: string;
    /** Files on the way to it, and its own. */
    readonly way: readonly string[];
  }[];
}

export interface MapEvent {
  readonly label: string;
  /** The name of `on`. */
  readonly event: string;
  /** By file, of those that list the event and those that they call. */
  readonly workflows: Readonly<Record<string, MapVerdict>>;
}

export interface MapVerdict {
  readonly starts: "yes" | "no" | "unknown";
  readonly why: string;
  /** By id. */
  readonly jobs: Readonly<Record<string, { readonly verdict: string; readonly why: string }>>;
}
