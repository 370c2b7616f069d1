import { asList, asMap, defineDiagnostic, type ModelPath, type Value, type ValueMap } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const dependabotCooldown = defineDiagnostic({
  code: "dependabot-cooldown",
  severity: "warning",
  message: (p: { ecosystem: string }) =>
    `\`default-days: 0\` switches the cooldown off: Dependabot proposes a version of ${p.ecosystem} in the hour in which it comes out, before anybody can have noticed that somebody took it over.`,
  hint: () => "Drop it, for GitHub's own few days, or say how many: `default-days: 7`. Security updates do not wait.",
});

export const dependabotExecution = defineDiagnostic({
  code: "dependabot-execution",
  severity: "warning",
  message: (p: { ecosystem: string }) =>
    `\`insecure-external-code-execution: allow\` lets what ${p.ecosystem} downloads run code in Dependabot's job, which holds the credentials of your private registries.`,
  hint: () => "Set it to `deny`, or drop it where no registry needs it.",
});

/** Sources: docs.github.com, "Dependabot options reference"; zizmor's `dependabot-cooldown` and `dependabot-execution`. */
export const dependabotUpdates: Rule = {
  reports: [dependabotCooldown, dependabotExecution],
  dependabot({ model }, report) {
    for (const { update, path } of updatesOf(model)) {
      const ecosystem = nameOf(update["package-ecosystem"]);
      if (asMap(update.cooldown)?.["default-days"] === 0)
        report(dependabotCooldown, { ecosystem }, [...path, "cooldown", "default-days"]);
      if (update["insecure-external-code-execution"] === "allow")
        report(dependabotExecution, { ecosystem }, [...path, "insecure-external-code-execution"]);
    }
  },
};

function updatesOf({ updates }: ValueMap): readonly { readonly update: ValueMap; readonly path: ModelPath }[] {
  return asList(updates).flatMap((value, index) => {
    const update = asMap(value);
    return update ? [{ update, path: ["updates", index] }] : [];
  });
}

function nameOf(ecosystem: Value | undefined): string {
  return typeof ecosystem === "string" ? ecosystem : "the ecosystem";
}
