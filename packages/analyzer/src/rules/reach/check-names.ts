import { asMap, defineDiagnostic, type JobView, matrixLegs } from "@yardmaster/core";
import type { Report, Rule, Subject } from "../rule.ts";
import { textsOfLegs } from "./leg-texts.ts";

export const checkNameRepeated = defineDiagnostic({
  code: "check-name-repeated",
  severity: "warning",
  confidence: "medium",
  message: (p: { name: string; other: string }) =>
    `The job "${p.other}" is called ${JSON.stringify(p.name)} as well: both report a check of that name, and a rule that requires it cannot tell them apart.`,
  hint: () => "Give each job a name of its own.",
});

export const checkNameOfLegs = defineDiagnostic({
  code: "check-name-of-legs",
  severity: "warning",
  confidence: "medium",
  message: (p: { name: string; job: string; legs: number; isCut: boolean }) =>
    `${p.legs} legs of the job "${p.job}" are called alike${p.isCut ? ", since GitHub cuts names to 100 characters" : ""}: each reports a check of one name, and a rule that requires it cannot tell them apart.`,
  hint: (p) => (p.isCut ? "Shorten the name." : "Put every axis that tells the legs apart into the name."),
});

export const checkNameSkipped = defineDiagnostic({
  code: "check-name-skipped",
  severity: "warning",
  isPedantic: true,
  message: (p: { job: string; name: string }) =>
    `When the \`if\` of the job "${p.job}" skips it, GitHub expands no matrix and reports one check ${JSON.stringify(p.name)}: a rule that requires the check of a leg waits for ever.`,
  hint: () => "Require a job without a matrix that needs this one, or put the condition on the steps.",
});

/** Source: actions/runner, `src/Sdk/WorkflowParser/Conversion/JobNameBuilder.cs`: names of 100 characters at most. */
const maximumCharacters = 100;

export const checkNames: Rule = {
  reports: [checkNameRepeated, checkNameOfLegs, checkNameSkipped],
  workflow(workflow, report) {
    checkJobs(workflow, report);
    for (const job of workflow.jobs) checkLegs(job, workflow, report);
  },
};

/** A twin under a condition may report in place of the other, as required checks are often kept. */
function checkJobs({ jobs }: Subject, report: Report): void {
  const first = new Map<string, JobView>();
  for (const job of jobs) {
    const { name } = job.keys;
    if (typeof name !== "string" || name.includes("${{") || job.keys.if !== undefined || isMatrix(job)) continue;
    const other = first.get(name);
    if (!other) first.set(name, job);
    else {
      report(checkNameRepeated, { name, other: other.id }, [...job.path, "name"], {
        related: [{ message: "The other job.", place: { path: [...other.path, "name"] } }],
      });
    }
  }
}

function checkLegs(job: JobView, { events }: Subject, report: Report): void {
  if (!isMatrix(job)) return;
  const { name = job.id, if: condition } = job.keys;
  if (typeof name !== "string") return;
  if (condition !== undefined && typeof condition !== "boolean" && [...events.keys()].some(ofPullRequests)) {
    report(checkNameSkipped, { job: job.id, name }, [...job.path, "if"]);
  }
  const legs = matrixLegs(asMap(job.keys.strategy)?.matrix);
  // A name without expressions gets the values of the leg behind it.
  if (!legs || legs.length < 2 || !/\$\{\{.*\bmatrix\b/i.test(name)) return;
  const names = textsOfLegs(name, legs);
  if (!names) return;
  const most = countOfMost(names);
  const cut = countOfMost(
    names.map((each) => (each.includes("${{ ") ? plain(each) : each).slice(0, maximumCharacters - 3)),
  );
  const isLong = names.some((each) => plain(each).length > maximumCharacters);
  if (most > 1) report(checkNameOfLegs, { name, job: job.id, legs: most, isCut: false }, [...job.path, "name"]);
  else if (isLong && cut > 1)
    report(checkNameOfLegs, { name, job: job.id, legs: cut, isCut: true }, [...job.path, "name"]);
}

function isMatrix({ keys }: JobView): boolean {
  return asMap(keys.strategy)?.matrix !== undefined;
}

function ofPullRequests(event: string): boolean {
  return event === "pull_request" || event === "merge_group";
}

function countOfMost(names: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** With the literals that stand for the matrix's values as they are printed. */
function plain(name: string): string {
  return name.replace(/\$\{\{ (?:'((?:[^']|'')*)'|([\d.]+|true|false)) \}\}/g, (_, text?: string, other?: string) =>
    text === undefined ? (other ?? "") : text.replaceAll("''", "'"),
  );
}
