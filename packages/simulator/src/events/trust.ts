import { asMap } from "@yardmaster/core";
import type { SimulatedEvent } from "../trace/event.ts";
import type { SimulatedRepository } from "../trace/facts.ts";

/** What a run is trusted with, by where its event comes from. */
export interface Trust {
  /** The token only reads, and no secrets come. */
  readonly isRestricted: boolean;
  readonly secretSource: "Actions" | "Dependabot" | "None";
}

export function trustOfRun(event: SimulatedEvent, repository: SimulatedRepository): Trust {
  const head = asMap(asMap(asMap(event.payload.pull_request)?.head)?.repo)?.full_name;
  const isFork = event.name === "pull_request" && typeof head === "string" && head !== repository.name;
  return { isRestricted: isFork, secretSource: isFork ? "None" : "Actions" };
}
