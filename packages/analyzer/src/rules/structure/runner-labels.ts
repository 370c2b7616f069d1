import {
  asMap,
  defineDiagnostic,
  hostedRunnerLabels,
  hostedRunnerSystem,
  type JobView,
  type ModelPath,
  nearestNames,
  runnerRetirement,
  spelledKey,
  type Value,
  type ValueMap,
} from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";
import { type ListedText, listedTexts } from "./listed-texts.ts";
import { replacedBy, writeOneOf } from "./suggestion.ts";

export const runnerLabelRetired = defineDiagnostic({
  code: "runner-label-retired",
  severity: "warning",
  message: (p: { label: string; day: string }) =>
    `GitHub has had no runner \`${p.label}\` since ${p.day}: the job waits for one of your own, or fails.`,
  hint: (p) => `Name a version that there is: ${versionsOf(p.label)}.`,
});

export const runnerLabelUnknown = defineDiagnostic({
  code: "runner-label-unknown",
  severity: "warning",
  confidence: "medium",
  message: (p: { label: string; nearest: readonly string[] }) =>
    `GitHub has no runner \`${p.label}\`, and its name looks like one of GitHub's.`,
  hint: (p) =>
    `Write ${writeOneOf(p.nearest, hostedRunnerLabels)} If it is a runner of your own, declare its label in the settings.`,
});

export const runnerLabelsExclusive = defineDiagnostic({
  code: "runner-labels-exclusive",
  severity: "warning",
  message: (p: { label: string; other: string }) =>
    `No runner has both labels, \`${p.other}\` and \`${p.label}\`: a job runs where all of them are, and waits in vain.`,
  hint: () => "To run on each of them, use a matrix.",
});

/** Only what looks like GitHub's own is judged: every other label may be of a larger, a foreign or a self-hosted runner. */
export const runnerLabelNames: Rule = {
  reports: [runnerLabelRetired, runnerLabelUnknown, runnerLabelsExclusive],
  job(job, { facts }, report) {
    const { keys, path } = job;
    const runsOn = keys["runs-on"];
    const group = asMap(runsOn)?.group;
    const labels = group === undefined && !asMap(runsOn) ? listedTexts(runsOn, [...path, "runs-on"]) : [];
    const isOwn = labels.some(({ text }) => text.toLowerCase() === "self-hosted");
    if (isOwn) return;
    const declared = facts.settings.runnerLabels ?? [];
    const all = labels.flatMap((label) => (label.text.includes("${{") ? fromMatrix(label.text, job) : [label]));
    for (const label of all) checkLabel(label, declared, report);
    const plain = labels.filter(({ text }) => !text.includes("${{"));
    checkTogether(plain, report);
    const hosted = plain.find(({ text }) => hostedRunnerSystem(text) !== undefined);
    if (!hosted) return;
    for (const { text } of labels) {
      if (text.includes("${{")) for (const value of fromMatrix(text, job)) checkTogether([hosted, value], report);
    }
  },
};

function checkLabel({ text: label, path }: ListedText, declared: readonly string[], report: Report): void {
  if (declared.some((pattern) => fitsLabel(pattern, label))) return;
  const day = runnerRetirement(label);
  if (day !== undefined) report(runnerLabelRetired, { label, day }, path);
  else if (hostedRunnerSystem(label) === undefined && looksHosted(label)) {
    const nearest = nearestNames(label, hostedRunnerLabels);
    report(runnerLabelUnknown, { label, nearest }, path, { fixes: replacedBy(path, nearest) });
  }
}

/**
 * A version of a system that GitHub never had, or a hosted label with its letters in another order, one too many or too few.
 * A known label with more behind it, such as `ubuntu-latest-16-cores`, is how larger runners are called.
 */
function looksHosted(label: string): boolean {
  const name = label.toLowerCase();
  if (hostedRunnerLabels.some((known) => name.startsWith(`${known}-`))) return false;
  if (/^(?:ubuntu-\d\d\.\d\d|macos-\d\d(?:\.\d+)?|windows-20\d\d)$/.test(name)) return true;
  const digits = name.replace(/\D/g, "");
  return nearestNames(name, hostedRunnerLabels).some(
    (known) => digits === known.replace(/\D/g, "") && Math.abs(known.length - name.length) <= 1,
  );
}

/** The values that `${{ matrix.os }}` can have, of the axis and of `include`. */
function fromMatrix(text: string, { keys, path }: JobView): readonly ListedText[] {
  const [, axis, inner] = /^\$\{\{\s*matrix\.([\w-]+)(?:\.([\w-]+))?\s*\}\}$/.exec(text) ?? [];
  const matrix = asMap(asMap(keys.strategy)?.matrix);
  if (axis === undefined || !matrix) return [];
  const at = [...path, "strategy", "matrix"];
  const take = (value: Value | undefined, place: ModelPath): readonly ListedText[] =>
    inner === undefined
      ? listedTexts(value, place).filter((label) => !label.text.includes("${{"))
      : listedTexts(asMap(value)?.[inner], [...place, inner]);
  const values = member(matrix, axis);
  const { include } = matrix;
  const listed = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : []);
  const ofAxis = listed(values).map((value, index) => take(value, [...at, spelledKey(matrix, axis) ?? axis, index]));
  const added = listed(include).map((entry, index) =>
    take(member(asMap(entry) ?? {}, axis), [...at, "include", index, spelledKey(asMap(entry) ?? {}, axis) ?? axis]),
  );
  return [...ofAxis, ...added].flat();
}

/** GitHub ignores the case of axes. */
function member(map: ValueMap, name: string): Value | undefined {
  const key = spelledKey(map, name);
  return key === undefined ? undefined : map[key];
}

function checkTogether(labels: readonly ListedText[], report: Report): void {
  const hosted = labels.filter(({ text }) => hostedRunnerSystem(text) !== undefined);
  const [first, ...others] = hosted;
  for (const { text: label, path } of others) {
    if (!first || label.toLowerCase() === first.text.toLowerCase()) continue;
    const related = [{ message: "The other label.", place: { path: first.path } }];
    report(runnerLabelsExclusive, { label, other: first.text }, path, { related });
  }
}

function versionsOf(label: string): string {
  const [system = ""] = label.toLowerCase().split("-");
  return hostedRunnerLabels
    .filter(
      (known) => known.startsWith(`${system}-`) && /-[\d.]+$/.test(known) && runnerRetirement(known) === undefined,
    )
    .map((known) => `\`${known}\``)
    .join(" or ");
}

/** `*` and `?` stand for any characters. */
function fitsLabel(pattern: string, label: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i").test(label);
}
