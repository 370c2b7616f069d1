import { asMap, fail, ok, type Result, type Value, type ValueMap } from "@yardmaster/core";
import { causesOf, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { asText, fill, type Scope } from "../evaluate/evaluate.ts";
import type { Reason } from "../trace/trace.ts";

/** A `concurrency` after evaluation. */
export interface Concurrency {
  /** As it is written; groups are compared without case. */
  readonly group: string | Unknown;
  readonly cancelsOthers: boolean | Unknown;
  readonly queue: "single" | "max" | Unknown;
}

/**
 * Source: docs.github.com, "Workflow syntax", `concurrency`; actions/runner, `WorkflowTemplateConverter.ConvertToConcurrency`
 * for what it refuses.
 */
export function readConcurrency(written: Value, scope: Scope): Result<Concurrency, Reason> {
  const filled = fill(written, scope);
  if (filled instanceof Unknown) {
    return ok({ group: filled, cancelsOthers: typeof written === "string" ? false : filled, queue: "single" });
  }
  const map: ValueMap = asMap(filled as Value) ?? { group: filled as Value };
  const group = asText(map.group as PartialValue | undefined);
  const cancelsOthers = (map["cancel-in-progress"] ?? false) as PartialValue;
  const queue = (map.queue ?? "single") as PartialValue;
  if (group === "") return refuse("concurrency-invalid", "the name of its concurrency group is empty");
  if (typeof group === "string" && group.length > longestGroup) {
    return refuse("concurrency-invalid", `the name of its concurrency group has more than ${longestGroup} characters`);
  }
  if (typeof cancelsOthers !== "boolean" && !(cancelsOthers instanceof Unknown)) {
    return refuse(
      "concurrency-invalid",
      `its \`cancel-in-progress\` is \`${String(cancelsOthers)}\`, which is no boolean`,
    );
  }
  if (queue !== "single" && queue !== "max" && !(queue instanceof Unknown)) {
    return refuse("concurrency-invalid", `its \`queue\` is \`${String(queue)}\`, which is neither single nor max`);
  }
  if (queue === "max" && cancelsOthers === true) {
    return refuse("concurrency-invalid", "`queue: max` and `cancel-in-progress: true` exclude each other");
  }
  return ok({ group, cancelsOthers, queue });
}

/** By it, groups are compared; undefined where it is not known. */
export function groupKey(group: PartialValue): string | undefined {
  return typeof group === "string" && causesOf(group).length === 0 ? group.toLowerCase() : undefined;
}

const longestGroup = 400;

function refuse(code: string, text: string): { readonly ok: false; readonly error: Reason } {
  return fail({ code, text });
}
