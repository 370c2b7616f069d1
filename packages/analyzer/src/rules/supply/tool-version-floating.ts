import { actionName, asMap, defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const toolVersionFloating = defineDiagnostic({
  code: "tool-version-floating",
  severity: "warning",
  isPedantic: true,
  message: (p: { action: string; input: string; isStated: boolean }) =>
    `${p.action} installs the newest version of its tool of that moment${p.isStated ? "" : `, as \`${p.input}\` is not stated`}: the pin of the action does not hold the tool.`,
  hint: (p) => `Give \`${p.input}\` a version.`,
});

/** Actions whose input, where it is not stated, means the newest version. Source: their `action.yml`. */
const newestUnlessStated: Readonly<Record<string, string>> = {
  "1password/load-secrets-action": "version",
  "aquasecurity/setup-trivy": "version",
  "extractions/setup-crate": "version",
  "extractions/setup-just": "just-version",
  "hashicorp/setup-terraform": "terraform_version",
};

/** Source: zizmor's audit `unpinned-tools`. */
export const floatingTools: Rule = {
  reports: [toolVersionFloating],
  step({ uses, keys, path }, _holder, report) {
    if (uses?.kind !== "repository") return;
    const inputs = asMap(keys.with) ?? {};
    const action = `${uses.owner}/${uses.repository}`;
    for (const [input, value] of Object.entries(inputs)) {
      if (!/version$/i.test(input) || (value !== "latest" && value !== "*")) continue;
      report(toolVersionFloating, { action, input, isStated: true }, [...path, "with", input]);
    }
    const input = newestUnlessStated[actionName(uses)];
    if (input !== undefined && inputs[input] === undefined)
      report(toolVersionFloating, { action, input, isStated: false }, [...path, "uses"]);
  },
};
