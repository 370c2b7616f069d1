import { asMap, defineDiagnostic, type ModelPath, type Value } from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";

export const envNameInvalid = defineDiagnostic({
  code: "env-name-invalid",
  severity: "warning",
  message: (p: { name: string; character: string }) =>
    `The variable ${JSON.stringify(p.name)} has ${p.character} in its name: no shell can read it by that.`,
  hint: () => "Name it with letters, digits and `_`.",
});

export const envNames: Rule = {
  reports: [envNameInvalid],
  workflow({ model }, report) {
    checkNames(model.env, ["env"], report);
  },
  job({ keys, path }, _, report) {
    checkNames(keys.env, [...path, "env"], report);
    checkNames(asMap(keys.container)?.env, [...path, "container", "env"], report);
    for (const [name, service] of Object.entries(asMap(keys.services) ?? {})) {
      checkNames(asMap(service)?.env, [...path, "services", name, "env"], report);
    }
  },
  step({ keys, path }, _, report) {
    checkNames(keys.env, [...path, "env"], report);
  },
};

function checkNames(env: Value | undefined, path: ModelPath, report: Report): void {
  for (const name of Object.keys(asMap(env) ?? {})) {
    const [found] = /[=&\s]/.exec(name) ?? [];
    if (found === undefined || name.includes("${{")) continue;
    const character = found === "=" || found === "&" ? `\`${found}\`` : "a blank";
    report(envNameInvalid, { name, character }, [...path, name], { at: "key" });
  }
}
