import { asMap, defineDiagnostic } from "@yardmaster/core";
import type { Rule } from "../rule.ts";

export const inputRequiredWithDefault = defineDiagnostic({
  code: "input-required-with-default",
  severity: "warning",
  isPedantic: true,
  message: (p: { name: string }) =>
    `The input ${JSON.stringify(p.name)} is required and has a default: it is never missing.`,
  hint: () => "Leave out `required` or `default`.",
});

export const conditionWithoutScript = defineDiagnostic({
  code: "condition-without-script",
  severity: "warning",
  message: (p: { condition: string; script: string }) =>
    `\`${p.condition}\` has no effect: the action has no \`${p.script}\` that it could hold back.`,
  hint: (p) => `Name the program by \`${p.script}\`, or leave \`${p.condition}\` out.`,
});

export const outputWithoutValue = defineDiagnostic({
  code: "output-without-value",
  severity: "warning",
  message: (p: { name: string }) =>
    `The output ${JSON.stringify(p.name)} of this composite action has no \`value\`: it is always the empty text.`,
  hint: () => "Give it a `value`, such as `${{ steps.build.outputs.path }}`.",
});

/** Keys of an action's metadata that do nothing beside, or without, each other. */
export const actionMetadata: Rule = {
  reports: [inputRequiredWithDefault, conditionWithoutScript, outputWithoutValue],
  action({ model, using }, report) {
    for (const [name, input] of Object.entries(asMap(model.inputs) ?? {})) {
      const { required, default: otherwise } = asMap(input) ?? {};
      if (required === true && otherwise !== undefined && otherwise !== null && otherwise !== "") {
        report(inputRequiredWithDefault, { name }, ["inputs", name, "required"]);
      }
    }
    const runs = asMap(model.runs) ?? {};
    const isContainer = using.toLowerCase() === "docker";
    for (const stage of ["pre", "post"]) {
      const [condition, script] = [`${stage}-if`, isContainer ? `${stage}-entrypoint` : stage];
      if (runs[condition] === undefined || runs[script] !== undefined) continue;
      report(conditionWithoutScript, { condition, script }, ["runs", condition], { at: "key" });
    }
    if (using.toLowerCase() !== "composite") return;
    for (const [name, output] of Object.entries(asMap(model.outputs) ?? {})) {
      const keys = asMap(output);
      const hasValue = keys?.value !== undefined && keys.value !== null && keys.value !== "";
      if (keys && !hasValue) report(outputWithoutValue, { name }, ["outputs", name], { at: "key" });
    }
  },
};
