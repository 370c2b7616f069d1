import { asMap, defineDiagnostic, type ModelPath, type ValueMap } from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";

export const debugLogging = defineDiagnostic({
  code: "debug-logging",
  severity: "warning",
  message: (p: { name: string }) =>
    `\`${p.name}\` in an \`env\` switches on no debug log of GitHub's, which looks for a secret or a variable of that name alone; programs that do heed it write what they know to a log that others read.`,
  hint: () => "Drop it. For one run, choose “Enable debug logging” when it is run again.",
});

/** Source: docs.github.com, "Enabling debug logging". */
export const debugLogs: Rule = {
  reports: [debugLogging],
  workflow({ model }, report) {
    look(model, [], report);
  },
  job({ keys, path }, _workflow, report) {
    look(keys, path, report);
  },
  step({ keys, path }, _holder, report) {
    look(keys, path, report);
  },
};

function look({ env }: ValueMap, path: ModelPath, report: Report): void {
  const set = asMap(env);
  if (!set) return;
  for (const name of ["ACTIONS_STEP_DEBUG", "ACTIONS_RUNNER_DEBUG"]) {
    const value = set[name];
    if (value === true || value === "true" || value === 1 || value === "1")
      report(debugLogging, { name }, [...path, "env", name], { at: "key" });
  }
}
