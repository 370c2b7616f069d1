import { defineDiagnostic } from "@yardmaster/core";
import { hintOf, isOf, said, type UnknownName, unknownNameRule } from "./unknown-name.ts";

interface Parameters extends UnknownName {
  readonly where: string;
}

export const secretUndeclared = defineDiagnostic({
  code: "secret-undeclared",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) => `\`${p.text}\` may be empty: ${p.where} no secret "${p.name}".`,
  hint: (p) => hintOf(p, `Declare the secret "${p.name}".`),
});

export const variableUndeclared = defineDiagnostic({
  code: "variable-undeclared",
  severity: "warning",
  confidence: "medium",
  message: (p: UnknownName) => `\`${p.text}\` may be empty: the declared settings have no variable "${p.name}".`,
  hint: (p) => hintOf(p, `Declare the variable "${p.name}".`),
});

/** Only where somebody declared which there are: settings of the repository, or a workflow that is only called. */
export const settingsDeclared = unknownNameRule(
  [secretUndeclared, variableUndeclared],
  ({ source }, name, { facts }) => {
    if (isOf(source, "vars")) return said(variableUndeclared, name);
    if (!isOf(source, "secrets")) return undefined;
    const where = facts.settings.secrets ? "the declared settings have" : "`workflow_call` declares";
    return said(secretUndeclared, { ...name, where });
  },
);
