import type { Verdict } from "./verdict.ts";

/** Where we knowingly differ from what a case expects. */
export interface KnownDifference {
  readonly file: string;
  readonly part: Verdict["part"];
  readonly reason: string;
}

const goesOn = "our conversion goes on after an error, and says more of the same file";
const steps = "steps in parallel are on here, so that an unknown step has more forms";
const elsewhere =
  "check reads no workflow of another repository; a simulation does, and refuses the run, which is compared";

export const knownDifferences: readonly KnownDifference[] = [
  ...rows("errors", steps, ["error.yml", "errors-step-run-missing.yml", "errors-step-uses-missing.yml"]),
  ...rows("errors", goesOn, [
    "errors-expression-not-allowed.yml",
    "errors-job-id-empty.yml",
    "errors-reusable-workflow-job-secrets.yml",
    "errors-unexpected-mapping.yml",
    "job-container-invalid.yml",
  ]),
  ...rows("errors", "the place is that of the expression in its text, not of the text", [
    "errors-empty-expression.yml",
  ]),
  ...rows("errors", elsewhere, [
    "errors-reusable-workflow-job-inputs-required.yml",
    "errors-reusable-workflow-job-inputs-undefined.yml",
    "errors-reusable-workflow-job-secrets-required.yml",
    "errors-reusable-workflow-job-secrets-undefined.yml",
  ]),
];

function rows(part: Verdict["part"], reason: string, files: readonly string[]): readonly KnownDifference[] {
  return files.map((file) => ({ file, part, reason }));
}
