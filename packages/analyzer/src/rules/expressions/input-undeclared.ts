import { defineDiagnostic } from "@yardmaster/core";
import { hintOf, isOf, said, type UnknownName, unknownNameRule } from "./unknown-name.ts";

interface Parameters extends UnknownName {
  /** Where it would be declared; undefined where the workflow has no event with inputs. */
  readonly where: string | undefined;
}

export const inputUndeclared = defineDiagnostic({
  code: "input-undeclared",
  severity: "warning",
  message: (p: Parameters) =>
    p.where === undefined
      ? `\`${p.text}\` is always empty: the workflow is started by no event that has inputs.`
      : `\`${p.text}\` is always empty: ${p.where} declares no input "${p.name}".`,
  hint: (p) => hintOf(p, `Declare the input "${p.name}", or remove what reads it.`),
});

const triggers = ["workflow_call", "workflow_dispatch"];

export const inputsDeclared = unknownNameRule([inputUndeclared], ({ source }, name, document) => {
  if (!isOf(source, "inputs", "event-inputs")) return undefined;
  if (document.kind === "action") return said(inputUndeclared, { ...name, where: "the action" });
  if (source.of === "event-inputs") return said(inputUndeclared, { ...name, where: "`workflow_dispatch`" });
  const events = triggers.filter((event) => document.events.has(event));
  const where = events.length > 0 ? events.map((event) => `\`${event}\``).join(" or ") : undefined;
  return said(inputUndeclared, { ...name, where });
});
