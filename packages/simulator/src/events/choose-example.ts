import type { ValueMap } from "@yardmaster/core";
import { ruleOfEvent } from "./event-table.ts";
import type { WebhookExample } from "./load-examples.ts";
import { fieldOf, textOf } from "./payload-field.ts";
import { isTagRef } from "./ref-name.ts";

/** GitHub's examples of an event's payload, as workflows read them. */
export function examplesOf(name: string, examples: readonly WebhookExample[]): readonly ValueMap[] {
  const webhook = ruleOfEvent(name)?.webhook ?? name;
  const found = examples.find((each) => each.name === webhook)?.examples ?? [];
  if (name === "registry_package") {
    return found.map(({ package: value, ...rest }) => ({
      ...rest,
      ...(value === undefined ? {} : { registry_package: value }),
    }));
  }
  return name === "push" ? found.map(withoutFiles) : found;
}

/** The one that is nearest to what is known. */
export function chooseExample(
  name: string,
  action: string | undefined,
  ref: string | undefined,
  examples: readonly ValueMap[],
): ValueMap {
  const fits = (example: ValueMap): boolean => {
    if (name === "push") {
      const isTag = isTagRef(textOf(example, "ref") ?? "");
      return isTag === isTagRef(ref ?? "") && fieldOf(example, "deleted") !== true;
    }
    return action === undefined || example.action === action;
  };
  return examples.find(fits) ?? examples.find((example) => fieldOf(example, "deleted") !== true) ?? examples[0] ?? {};
}

/**
 * The payload of a push as Actions has it, without the files of its commits. Source: docs.github.com, "Events that trigger
 * workflows", `push`, first note.
 */
export function withoutFiles(payload: ValueMap): ValueMap {
  const strip = (commit: unknown): unknown => {
    if (typeof commit !== "object" || commit === null) return commit;
    const { added, removed, modified, ...rest } = commit as Record<string, unknown>;
    return rest;
  };
  const { commits, head_commit: head } = payload;
  return {
    ...payload,
    ...(Array.isArray(commits) ? { commits: commits.map(strip) } : {}),
    ...(head === undefined ? {} : { head_commit: strip(head) }),
  } as ValueMap;
}
