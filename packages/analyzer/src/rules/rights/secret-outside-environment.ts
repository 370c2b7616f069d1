import { defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { secretsRead } from "./secret-expressions.ts";

export const secretOutsideEnvironment = defineDiagnostic({
  code: "secret-outside-environment",
  severity: "warning",
  isPedantic: true,
  message: (p: { job: string; secrets: readonly string[] }) =>
    `The job "${p.job}" has no \`environment\` and reads ${p.secrets.map((name) => `\`${name}\``).join(", ")}: any workflow on any branch of the repository can read the same.`,
  hint: () => "Keep the secret in an environment with a branch rule or reviewers, and name it: `environment: NAME`.",
});

/** The secrets of a workflow that is only called are its caller's, and no environment's. */
export const secretsOutsideEnvironments: Rule = {
  reports: [secretOutsideEnvironment],
  workflow({ events, expressions, jobs }, report) {
    if ([...events.keys()].every((event) => event === "workflow_call")) return;
    for (const { id, keys, path } of jobs) {
      if (keys.environment !== undefined || keys.uses !== undefined) continue;
      const read = expressions.filter((at) => at.path[0] === "jobs" && at.path[1] === id && at.text.includes("ecrets"));
      const [first] = read.filter(({ expression }) => secretsRead(expression).length > 0);
      if (!first) continue;
      const secrets = [...new Set(read.flatMap(({ expression }) => secretsRead(expression)))];
      report(secretOutsideEnvironment, { job: id, secrets }, first.path, {
        excerpt: first.text,
        related: [{ message: "The job has no environment.", place: { path, at: "key" } }],
      });
    }
  },
};
