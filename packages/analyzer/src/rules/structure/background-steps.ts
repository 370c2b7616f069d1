import { defineDiagnostic, nearestNames, type StepView } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { type ListedText, listedTexts } from "./listed-texts.ts";
import { replacedBy, writeOneOf } from "./suggestion.ts";

interface Parameters {
  /** `wait` or `cancel`. */
  readonly key: string;
  readonly id: string;
  readonly nearest: readonly string[];
  readonly known: readonly string[];
}

export const waitUnknown = defineDiagnostic({
  code: "wait-unknown",
  severity: "error",
  message: (p: Parameters) => `\`${p.key}\` names "${p.id}", and no earlier step of the job has that id.`,
  hint: (p) =>
    p.known.length === 0
      ? "Give an earlier step that id, and `background: true`."
      : `Write ${writeOneOf(p.nearest, p.known)}`,
});

export const waitNotBackground = defineDiagnostic({
  code: "wait-not-background",
  severity: "warning",
  message: (p: Parameters) =>
    `\`${p.key}\` names "${p.id}", which does not run in the background: it has ended when this step starts.`,
  hint: (p) => `Give it \`background: true\`, or drop the \`${p.key}\`.`,
});

export const backgroundStepsTooMany = defineDiagnostic({
  code: "background-steps-too-many",
  severity: "warning",
  message: (p: { steps: number }) =>
    `With this step, ${p.steps} of the job run in the background, and GitHub runs at most ${maximumSteps} at once.`,
  hint: () => "Wait for some of them before.",
});

/** Source: docs.github.com, "Workflow syntax", `jobs.<job_id>.steps[*].background`. */
const maximumSteps = 10;

/**
 * Steps in the background and what waits for them. What a group in `parallel` may hold is said by GitHub's parser. Its steps
 * cannot be waited for by name: the group does.
 */
export const backgroundSteps: Rule = {
  reports: [waitUnknown, waitNotBackground, backgroundStepsTooMany],
  job({ steps }, _, report) {
    if (
      !steps.some(({ keys }) => keys.background !== undefined || keys.wait !== undefined || keys.cancel !== undefined)
    ) {
      return;
    }
    /** Ids of the steps so far, each with whether it may run in the background. */
    const earlier = new Map<string, boolean>();
    const running = new Set<StepView | string>();
    for (const step of steps) {
      const { keys, path } = step;
      if (path.at(-2) === "parallel") continue;
      for (const key of ["wait", "cancel"]) {
        for (const { text: id, path: at } of namedBy(step, key)) {
          const isBackground = earlier.get(id.toLowerCase());
          const known = [...earlier].filter(([, background]) => background).map(([name]) => name);
          const nearest = nearestNames(id, known);
          if (isBackground === undefined) {
            report(waitUnknown, { key, id, nearest, known }, at, { fixes: replacedBy(at, nearest) });
          } else if (!isBackground) report(waitNotBackground, { key, id, nearest, known }, at);
          running.delete(id.toLowerCase());
        }
      }
      if (keys["wait-all"] !== undefined) running.clear();
      const mayRun = keys.background === true || typeof keys.background === "string";
      if (typeof keys.id === "string") earlier.set(keys.id.toLowerCase(), mayRun);
      if (keys.background !== true) continue;
      running.add(typeof keys.id === "string" ? keys.id.toLowerCase() : step);
      if (running.size === maximumSteps + 1) {
        report(backgroundStepsTooMany, { steps: running.size }, [...path, "background"]);
      }
    }
  },
};

function namedBy({ keys, path }: StepView, key: string): readonly ListedText[] {
  return listedTexts(keys[key], [...path, key]).filter(({ text }) => text !== "" && !text.includes("${{"));
}
