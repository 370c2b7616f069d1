import type { LockedAction, LockedInput } from "@yardmaster/core";
import { type OptionalKind, type PropertySignatureStructure, type StatementStructures, StructureKind } from "ts-morph";
import { bindingType, valuesOf } from "./binding-type.ts";
import { quote } from "./doc-text.ts";
import { documentAction, documentInput, isNeeded } from "./document-input.ts";

/** The one action whose input is a script, which `js` writes and checks. */
export const scriptAction = "actions/github-script";

/** The inputs and the function of one action. */
export function actionBinding(action: string, name: string, locked: LockedAction): readonly StatementStructures[] {
  const inputsName = `${name.charAt(0).toUpperCase()}${name.slice(1)}Inputs`;
  const inputs = Object.entries(locked.inputs);
  const optional = inputs.every(([, input]) => !isNeeded(input));
  const outputs = locked.outputs.map(quote);
  // A script may set outputs that the action does not declare.
  const takesScript = action === scriptAction;
  const scriptOutputs = { name: "O", constraint: "string", default: "never" };
  const sets = inputs.flatMap(([input, declaration]) => {
    const values = valuesOf(action, input, declaration);
    return values ? [`${propertyKey(input)}: [${values.map(quote).join(", ")}]`] : [];
  });
  const closed = sets.length > 0 ? `, { ${sets.join(", ")} }` : "";
  const names = [...outputs, ...(takesScript ? [scriptOutputs.name] : [])].join(" | ") || "never";
  return [
    // An empty interface would take any object.
    inputs.length === 0
      ? {
          kind: StructureKind.TypeAlias,
          name: inputsName,
          isExported: true,
          type: "Readonly<Record<string, never>>",
        }
      : {
          kind: StructureKind.Interface,
          name: inputsName,
          isExported: true,
          ...(takesScript ? { typeParameters: [scriptOutputs] } : {}),
          properties: inputs.map(([input, declaration]) => property(action, input, declaration)),
        },
    {
      kind: StructureKind.Function,
      name,
      isExported: true,
      docs: [documentAction(`A step that uses \`${action}\`, at the commit in the lock.`, locked)],
      ...(takesScript ? { typeParameters: [{ ...scriptOutputs, isConst: true }] } : {}),
      parameters: [
        {
          name: "inputs",
          type: takesScript ? `${inputsName}<O>` : inputsName,
          ...(optional ? { initializer: "{}" } : {}),
        },
        { name: "options", type: "StepOptions", initializer: "{}" },
      ],
      returnType: `Step<${names}>`,
      statements: [
        `return useAction${takesScript ? `<${names}>` : ""}(${quote(action)}, lock.actions[${quote(action)}], [${outputs.join(", ")}], { ...inputs }, options${closed});`,
      ],
    },
  ];
}

/** A plain `"__proto__"` would set the prototype. */
function propertyKey(name: string): string {
  return name === "__proto__" ? `[${quote(name)}]` : quote(name);
}

function property(action: string, name: string, input: LockedInput): OptionalKind<PropertySignatureStructure> {
  const takesScript = action === scriptAction && name === "script";
  return {
    name: quote(name),
    type: takesScript ? "Script<O>" : `WithValue<${bindingType(action, name, input)}>`,
    hasQuestionToken: !isNeeded(input),
    isReadonly: true,
    docs: [...documentInput(input)],
  };
}
