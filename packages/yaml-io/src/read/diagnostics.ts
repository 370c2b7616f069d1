import { defineDiagnostic } from "@yardmaster/core";

export const yamlSyntax = defineDiagnostic({
  code: "yaml-syntax",
  severity: "error",
  message: (p: { problem: string }) => `This is not valid YAML: ${p.problem.replace(/[.:]?$/, ".")}`,
  hint: () => "Correct the YAML at this place.",
});

export const yamlDuplicateKey = defineDiagnostic({
  code: "yaml-duplicate-key",
  severity: "error",
  message: (p: { key: string }) => `The key "${p.key}" stands twice in one mapping.`,
  hint: () => "Remove one of the two entries, or merge them.",
});

export const yamlAliasLimit = defineDiagnostic({
  code: "yaml-alias-limit",
  severity: "error",
  message: () => "The aliases of this file expand beyond any workflow's size.",
  hint: () => "Write the repeated values out, or refer to each anchor fewer times.",
});

export const yamlAliasUnknown = defineDiagnostic({
  code: "yaml-alias-unknown",
  severity: "error",
  message: (p: { name: string }) => `Nothing before the alias \`*${p.name}\` has the anchor \`&${p.name}\`.`,
  hint: () => "Name an anchor that stands above it.",
});

export const yamlAliasCircular = defineDiagnostic({
  code: "yaml-alias-circular",
  severity: "error",
  message: (p: { name: string }) => `The alias \`*${p.name}\` stands inside of what it names, and would never end.`,
  hint: () => "Write the value out at this place.",
});
