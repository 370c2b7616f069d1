import { actionName, asMap, defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const setupPythonInstalls = defineDiagnostic({
  code: "setup-python-installs",
  severity: "warning",
  confidence: "low",
  isPedantic: true,
  message: () =>
    "`pip-install` of actions/setup-python installs packages into the interpreter that every step shares, in no environment of their own.",
  hint: () => "Install them in a step, into an environment that is made by `python -m venv`.",
});

/** Source: docs.zizmor.sh, audit `misfeature`. */
export const setupPython: Rule = {
  reports: [setupPythonInstalls],
  step({ uses, keys, path }, _, report) {
    if (uses?.kind !== "repository" || asMap(keys.with)?.["pip-install"] === undefined) return;
    if (actionName(uses) !== "actions/setup-python") return;
    report(setupPythonInstalls, {}, [...path, "with", "pip-install"], { at: "key" });
  },
};
