import { defineDiagnostic } from "@yardmaster/core";
import { hintOf, isOf, said, type UnknownName, unknownNameRule } from "./unknown-name.ts";

export const contextPropertyUnknown = defineDiagnostic({
  code: "context-property-unknown",
  severity: "warning",
  message: (p: UnknownName) => `\`${p.text}\` is always empty: there is no property "${p.name}".`,
  hint: (p) => hintOf(p, "Remove it: nothing can be read there."),
});

/** Of GitHub's own contexts, and of objects that a matrix or a `fromJSON` of a literal holds. */
export const contextProperties = unknownNameRule([contextPropertyUnknown], ({ source }, name) =>
  isOf(source, "context", "value") ? said(contextPropertyUnknown, name) : undefined,
);
