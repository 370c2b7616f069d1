import type { Comment, Named, Permission, Place, Rerun, Rule, Sender, Team } from "./axes.ts";

/** One combination: what was sent, and what GitHub and the configuration say of the people. */
export interface Facts {
  readonly association: Named;
  readonly permission: Permission;
  readonly team: Team;
  readonly rule: Rule;
  readonly comment: Comment;
  /** What was done to the comment; of a run by hand, its mode. */
  readonly action: Named;
  readonly sender: Sender;
  readonly rerun: Rerun;
  /** Of a run by hand, its branch. */
  readonly place: Place;
}

/** Alternatives of each. */
export type FactSpace = { readonly [Axis in keyof Facts]: readonly Facts[Axis][] };
