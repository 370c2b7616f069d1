import { platformEvents } from "@yardmaster/core";
import { type EventName, eventsPage, eventTable } from "./event-table.ts";

/** An event as it is shown to people who ask which there are. */
export interface EventHelp {
  readonly name: EventName;
  /** Activity types; none of an event without, and of `repository_dispatch`, whose types are the sender's own. */
  readonly types: readonly string[];
  /** Those that count where a workflow states none, as far as they are not all. */
  readonly defaultTypes?: readonly string[];
  /** GitHub runs the default branch's workflows for it, whatever it is about. */
  readonly takesDefaultBranch: boolean;
  /** GitHub's page on it. */
  readonly page: string;
}

/** All that start a workflow. */
export const eventHelp: readonly EventHelp[] = Object.entries(eventTable).map(
  ([key, { defaultTypes, place, anchor }]) => {
    const name = key as EventName;
    const { types } = platformEvents[name];
    const takesDefaultBranch = place === "default-branch";
    return {
      name,
      types,
      ...(defaultTypes ? { defaultTypes } : {}),
      takesDefaultBranch,
      page: `${eventsPage}#${anchor}`,
    };
  },
);
