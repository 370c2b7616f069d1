import { asMap, defineDiagnostic, type Value } from "@yardmaster/core";
import type { Rule } from "./rule.ts";

export const concurrencyQueue = defineDiagnostic({
  code: "concurrency-queue",
  severity: "error",
  message: () =>
    "`queue: max` keeps what waits and `cancel-in-progress: true` cancels what runs: GitHub refuses the two together.",
  hint: () => "Drop one of them: `queueAll(…)` loses nothing, `latestOnly(…)` keeps the newest.",
});

/** Source: docs.github.com, "Control the concurrency of workflows and jobs". An expression may turn out to be false. */
export const concurrencyQueues: Rule = {
  reports: [concurrencyQueue],
  workflow({ model }, report) {
    if (isContradictory(model.concurrency)) report(concurrencyQueue, {}, ["concurrency", "cancel-in-progress"]);
  },
  job({ keys, path }, _, report) {
    if (isContradictory(keys.concurrency)) report(concurrencyQueue, {}, [...path, "concurrency", "cancel-in-progress"]);
  },
};

function isContradictory(concurrency: Value | undefined): boolean {
  const { queue, "cancel-in-progress": cancel } = asMap(concurrency) ?? {};
  return queue === "max" && cancel === true;
}
