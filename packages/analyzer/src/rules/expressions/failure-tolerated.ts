import { defineDiagnostic, printExpression } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { excerptOf, problemsOf } from "./problems-of.ts";

interface Parameters {
  readonly text: string;
  readonly result: boolean;
  readonly holder: "job" | "step";
  readonly id: string;
}

export const failureTolerated = defineDiagnostic({
  code: "failure-tolerated",
  severity: "warning",
  message: (p: Parameters) =>
    `\`${p.text}\` is always ${p.result}: the ${p.holder} "${p.id}" has \`continue-on-error: true\`, so that GitHub counts its failure as success.`,
  hint: (p) =>
    p.holder === "step"
      ? `Read \`steps.${p.id}.outcome\`, which is the result before \`continue-on-error\`.`
      : `Have the job "${p.id}" hand on by an output whether it failed, or drop its \`continue-on-error\`.`,
});

/** Source: docs.github.com, "Contexts reference", `steps.<id>.conclusion`; of jobs, actions/runner#1161. */
export const failuresTolerated: Rule = {
  reports: [failureTolerated],
  expression(at, document, report) {
    for (const { part, result, tolerated } of problemsOf(at, document, "never", report)) {
      if (!tolerated) continue;
      const { holder, id, path } = tolerated;
      report(failureTolerated, { text: printExpression(part), result, holder, id }, at.path, {
        excerpt: excerptOf(at, part),
        related: [{ message: "The failure is tolerated here.", place: { path, at: "key" } }],
      });
    }
  },
};
