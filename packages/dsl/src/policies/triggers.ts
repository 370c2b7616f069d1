import type { Policy } from "@yardmaster/core";
import { fileName, listed, matchesAny } from "./pattern.ts";
import { type PolicyOptions, policy } from "./policy.ts";

/**
 * Events that may start a workflow.
 * @param allowed names, or names by file, such as `{ "deploy.yml": ["push"], "*": ["pull_request"] }`: the first pattern that
 *   stands for the file counts, and a file without one is free.
 */
export function allowedTriggers(
  allowed: readonly string[] | Readonly<Record<string, readonly string[]>>,
  options?: PolicyOptions,
): Policy {
  const byFile: readonly (readonly [string, readonly string[]])[] = isList(allowed)
    ? [["*", allowed]]
    : Object.entries(allowed);
  return policy(
    "allowed-triggers",
    "Workflows start on the events that they may start on.",
    ({ file, events }, report) => {
      const [, names] = byFile.find(([pattern]) => matchesAny(fileName(file), [pattern])) ?? [];
      if (!names) return;
      for (const event of events.keys()) {
        if (!matchesAny(event, names)) report(`\`${event}\` starts it, and only ${listed(names)} may.`, ["on", event]);
      }
    },
    options,
  );
}

/** Events that start no workflow, such as `pull_request_target`. */
export function forbiddenTriggers(forbidden: readonly string[], options?: PolicyOptions): Policy {
  return policy(
    "forbidden-triggers",
    `No workflow starts on ${listed(forbidden)}.`,
    ({ events }, report) => {
      for (const event of events.keys()) {
        if (matchesAny(event, forbidden)) report(`\`${event}\` starts it, and may start nothing here.`, ["on", event]);
      }
    },
    options,
  );
}

/** Settings of Object.entries lose the kind of a readonly list. */
function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}
