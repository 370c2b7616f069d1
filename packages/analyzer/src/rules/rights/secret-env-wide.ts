import { asMap, defineDiagnostic, type ModelPath, type StepView, type ValueMap } from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";
import { secretsIn } from "./secret-expressions.ts";

export const secretEnvWide = defineDiagnostic({
  code: "secret-env-wide",
  severity: "warning",
  isPedantic: true,
  message: (p: { name: string; holder: string; steps: number; readers: number; actions: readonly string[] }) =>
    `\`${p.name}\` holds a secret, and all ${p.steps} steps of the ${p.holder} get it; ${p.readers === 1 ? "one of them names" : `${p.readers} of them name`} it${p.actions.length === 0 ? "" : `, and ${p.actions.slice(0, 3).join(", ")} could read it`}.`,
  hint: () => "Move the variable to the `env` of the steps that read it.",
});

/** Every program that a step starts reads the environment, the code of foreign actions included. */
export const wideSecrets: Rule = {
  reports: [secretEnvWide],
  workflow({ model, jobs }, report) {
    const steps = jobs.flatMap((job) => job.steps);
    reportWide(model, [], "workflow", steps, report);
  },
  job({ keys, path, steps }, _workflow, report) {
    reportWide(keys, path, "job", steps, report);
  },
};

function reportWide(
  { env }: ValueMap,
  path: ModelPath,
  holder: "workflow" | "job",
  steps: readonly StepView[],
  report: Report,
): void {
  for (const [name, value] of Object.entries(asMap(env) ?? {})) {
    if (secretsIn(value).every((secret) => secret === "GITHUB_TOKEN")) continue;
    const readers = steps.filter((step) => names(step, name)).length;
    if (readers === steps.length) continue;
    const foreign = steps.flatMap(({ uses }) =>
      uses?.kind === "repository" && !own.has(uses.owner.toLowerCase()) ? [`${uses.owner}/${uses.repository}`] : [],
    );
    const actions = [...new Set(foreign)];
    if (readers > 1 && actions.length === 0) continue;
    report(secretEnvWide, { name, holder, steps: steps.length, readers, actions }, [...path, "env", name], {
      at: "key",
    });
  }
}

const own = new Set(["actions", "github"]);

function names({ keys }: StepView, name: string): boolean {
  return [keys.run, keys.if, ...Object.values(asMap(keys.env) ?? {}), ...Object.values(asMap(keys.with) ?? {})].some(
    (text) => typeof text === "string" && text.includes(name),
  );
}
