import { platformEvents } from "@yardmaster/core";

/** An event as it is shown to people who ask which there are. */
export interface EventHelp {
  readonly name: string;
  /** Activity types; none of an event without, and of `repository_dispatch`, whose types are the sender's own. */
  readonly types: readonly string[];
}

/** All that start a workflow. */
export const eventHelp: readonly EventHelp[] = Object.entries(platformEvents)
  .filter(([name]) => name !== "workflow_call" && name !== "pull_request_comment")
  .map(([name, { types }]) => ({ name, types }));
