import {
  asMap,
  defineDiagnostic,
  hostedRunnerSystem,
  type ModelPath,
  runnerLabels,
  type Value,
} from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";

export const timeoutNotPositive = defineDiagnostic({
  code: "timeout-not-positive",
  severity: "warning",
  message: (p: { minutes: number }) =>
    p.minutes > 0
      ? `\`timeout-minutes: ${p.minutes}\` is cut to ${Math.trunc(p.minutes)}: GitHub counts whole minutes.`
      : `\`timeout-minutes: ${p.minutes}\` is no time after which anything ends.`,
  hint: () => "Write a whole number of minutes above 0.",
});

export const timeoutOverLimit = defineDiagnostic({
  code: "timeout-over-limit",
  severity: "warning",
  message: (p: { minutes: number }) =>
    `The job may run ${p.minutes} minutes, and GitHub ends every job of its own runners after ${limitMinutes}.`,
  hint: () => `Write at most ${limitMinutes}, and split what takes longer.`,
});

export const timeoutOverJob = defineDiagnostic({
  code: "timeout-over-job",
  severity: "warning",
  message: (p: { minutes: number; job: number }) =>
    `The step may run ${p.minutes} minutes, and its job ends after ${p.job}: the step's timeout never comes.`,
  hint: (p) => `Write less than ${p.job}, or give the job more time.`,
});

/** Source: docs.github.com, "Actions limits": 6 hours a job on hosted runners. */
const limitMinutes = 360;

/** Source for what is no time: actions/runner, `StepsRunner.cs`, which sets a timeout above 0 alone. */
export const timeouts: Rule = {
  reports: [timeoutNotPositive, timeoutOverLimit, timeoutOverJob],
  job({ keys, path }, _, report) {
    const minutes = checkMinutes(keys["timeout-minutes"], [...path, "timeout-minutes"], report);
    if (minutes === undefined || minutes <= limitMinutes || !isHosted(keys["runs-on"])) return;
    report(timeoutOverLimit, { minutes }, [...path, "timeout-minutes"]);
  },
  step({ keys, path }, { job }, report) {
    const minutes = checkMinutes(keys["timeout-minutes"], [...path, "timeout-minutes"], report);
    const ofJob = job?.keys["timeout-minutes"];
    if (minutes === undefined || typeof ofJob !== "number" || ofJob <= 0 || minutes <= ofJob) return;
    const related = [{ message: "The job's timeout.", place: { path: [...(job?.path ?? []), "timeout-minutes"] } }];
    report(timeoutOverJob, { minutes, job: ofJob }, [...path, "timeout-minutes"], { related });
  },
};

/** @returns undefined for what is no number, and for what has been told of. */
function checkMinutes(minutes: Value | undefined, path: ModelPath, report: Report): number | undefined {
  if (typeof minutes !== "number") return undefined;
  if (minutes > 0 && Number.isInteger(minutes)) return minutes;
  report(timeoutNotPositive, { minutes }, path);
  return undefined;
}

/** Larger runners are GitHub's too, and cannot be told from others by their labels. */
function isHosted(runsOn: Value | undefined): boolean {
  if (asMap(runsOn)?.group !== undefined) return false;
  const labels = runnerLabels(runsOn);
  return labels.length > 0 && labels.every((label) => hostedRunnerSystem(label) !== undefined);
}
