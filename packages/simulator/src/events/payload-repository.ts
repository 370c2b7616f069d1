import type { ValueMap } from "@yardmaster/core";
import type { PayloadRepository } from "../trace/event.ts";
import { fieldOf, textOf } from "./payload-field.ts";

/** What a payload says of its repository; undefined where it names none. */
export function repositoryOfPayload(payload: ValueMap): PayloadRepository | undefined {
  const name = textOf(payload, "repository", "full_name");
  if (name === undefined) return undefined;
  const defaultBranch = textOf(payload, "repository", "default_branch");
  const stated = textOf(payload, "repository", "visibility");
  const isPrivate = fieldOf(payload, "repository", "private");
  const visibility = visibilities.find((each) => each === stated) ?? (isPrivate === false ? "public" : undefined);
  return {
    name,
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
    ...(visibility === undefined ? {} : { visibility }),
  };
}

const visibilities = ["public", "internal", "private"] as const;
