import { asMap, defineDiagnostic, type Expression, walkExpression } from "@yardmaster/core";
import type { ActionSubject, Rule } from "../rule.ts";

export const compositeInputUnused = defineDiagnostic({
  code: "composite-input-unused",
  severity: "warning",
  message: (p: { name: string }) =>
    `No step and no output of this composite action reads its input ${JSON.stringify(p.name)}: what is given has no effect.`,
  hint: (p) => `Read it as \`\${{ inputs.${p.name} }}\`, or leave it out.`,
});

export const compositeInputEnv = defineDiagnostic({
  code: "composite-input-env",
  severity: "warning",
  message: (p: { variable: string; name: string }) =>
    `The script reads the variable ${p.variable}, which nobody sets: a composite action gets its input ${JSON.stringify(p.name)} by \`inputs\` alone.`,
  hint: (p) => `Give the step \`env: { ${p.variable}: "\${{ inputs.${p.name} }}" }\`.`,
});

/** Inputs of a composite action: whether anything reads them, and by the way that there is. */
export const compositeInputs: Rule = {
  reports: [compositeInputUnused, compositeInputEnv],
  action(action, report) {
    if (action.using.toLowerCase() !== "composite") return;
    const inputs = Object.entries(asMap(action.model.inputs) ?? {});
    if (inputs.length === 0) return;
    const read = namesRead(action);
    for (const [name, input] of inputs) {
      const variable = `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
      const reader = action.steps.find(({ script, keys }) => {
        if (!script || asMap(keys.env)?.[variable] !== undefined) return false;
        return reads(script.text, variable);
      });
      if (reader?.script) report(compositeInputEnv, { variable, name }, reader.script.path, { excerpt: variable });
      // One that is deprecated may be there so that callers need not change at once.
      const isKept = asMap(input)?.deprecationMessage !== undefined;
      if (!read || read.has(name.toLowerCase()) || reader || isKept) continue;
      report(compositeInputUnused, { name }, ["inputs", name], { at: "key" });
    }
  },
};

/** Undefined where all may be read, by a name that is not written or as a whole. */
function namesRead({ expressions }: ActionSubject): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  let wholes = 0;
  for (const { expression } of expressions) {
    walkExpression(expression, (part) => {
      if (part.kind === "context" && isInputs(part)) wholes++;
      if (part.kind !== "property" || !isInputs(part.object)) return;
      names.add(part.name.toLowerCase());
      wholes--; // its own object, which is visited next
    });
  }
  return wholes > 0 ? undefined : names;
}

function isInputs(expression: Expression): boolean {
  return expression.kind === "context" && expression.name.toLowerCase() === "inputs";
}

function reads(script: string, variable: string): boolean {
  const at = script.indexOf(variable);
  if (at === -1 || /[\w-]/.test(script.slice(at + variable.length, at + variable.length + 1))) return false;
  return !new RegExp(`\\b${variable.replaceAll(/[^\w]/g, "\\$&")}\\s*=`).test(script);
}
