import { asMap, defineDiagnostic, matrixLegs } from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";
import { type ArtifactStep, isNameOfRun, isOfEachLeg, uploadsIn } from "./artifacts.ts";
import { textsOfLegs } from "./leg-texts.ts";

export const artifactOfLegs = defineDiagnostic({
  code: "artifact-name-of-legs",
  severity: "warning",
  message: (p: { name: string; job: string; legs: number }) =>
    `${p.legs} legs of the job "${p.job}" upload an artifact "${p.name}": an artifact cannot be changed once it is there, so GitHub refuses all but the first, and their steps fail.`,
  hint: () =>
    "Put what tells the legs apart into the name, such as `-${{ matrix.os }}`, or `${{ strategy.job-index }}`.",
});

export const artifactNameTaken = defineDiagnostic({
  code: "artifact-name-taken",
  severity: "warning",
  message: (p: { name: string; other: string }) =>
    `${p.other} uploads an artifact "${p.name}" as well: an artifact cannot be changed once it is there, so GitHub refuses the second, and its step fails.`,
  hint: () => "Give each its own name, or state `overwrite: true` where the later one is to replace it.",
});

export const artifactNames: Rule = {
  reports: [artifactOfLegs, artifactNameTaken],
  workflow(workflow, report) {
    const uploads = uploadsIn(workflow).filter(({ isExclusive }) => isExclusive);
    for (const upload of uploads) checkLegs(upload, report);
    checkPairs(uploads, report);
  },
};

function checkLegs({ job, step, name, path }: ArtifactStep, report: Report): void {
  const legs = matrixLegs(asMap(job.keys.strategy)?.matrix);
  if (!legs || legs.length < 2 || !isOfEachLeg(step) || mayFail(step.keys["continue-on-error"])) return;
  const names = textsOfLegs(name, legs);
  const counts = new Map<string, number>();
  for (const each of names ?? []) counts.set(each, (counts.get(each) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  if (most > 1) report(artifactOfLegs, { name, job: job.id, legs: most }, path);
}

function checkPairs(uploads: readonly ArtifactStep[], report: Report): void {
  const first = new Map<string, ArtifactStep>();
  for (const upload of uploads) {
    const { name, job, step, path } = upload;
    if (!isNameOfRun(name) || !runsAlways(upload)) continue;
    const before = first.get(name.toLowerCase());
    if (!before) {
      first.set(name.toLowerCase(), upload);
      continue;
    }
    if (mayFail(step.keys["continue-on-error"])) continue;
    const other = before.job.id === job.id ? "An earlier step of this job" : `The job "${before.job.id}"`;
    report(artifactNameTaken, { name, other }, path, {
      related: [{ message: "The other upload.", place: { path: before.path } }],
    });
  }
}

/** Without a condition of its own or of its job, it is not there in place of another. */
function runsAlways({ job, step }: ArtifactStep): boolean {
  const isPlain = (condition: unknown) =>
    condition === undefined ||
    (typeof condition === "string" && /^(?:\$\{\{)?\s*(?:always|success)\(\)\s*(?:\}\})?$/.test(condition.trim()));
  return isPlain(step.keys.if) && isPlain(job.keys.if);
}

function mayFail(value: unknown): boolean {
  return value !== undefined && value !== false;
}
