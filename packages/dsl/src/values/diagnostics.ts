import { defineDiagnostic } from "@yardmaster/core";
import { listed } from "../author/wording.ts";

export const contextNotTaken = defineDiagnostic({
  code: "context-not-taken",
  severity: "error",
  message: (p: { key: string; name: string; known: readonly string[] }) =>
    p.name.endsWith(")")
      ? `\`${p.key}\` calls \`${p.name}\`, which GitHub does not know there.`
      : `\`${p.key}\` reads the context \`${p.name}\`, which GitHub does not have there.`,
  hint: (p) => `This key takes ${listed(p.known, "and")}.`,
});

export const versionAsNumber = defineDiagnostic({
  code: "version-as-number",
  severity: "warning",
  message: (p: { name: string; values: readonly number[] }) =>
    `"${p.name}" is the ${p.values.length === 1 ? "number" : "numbers"} ${p.values.join(", ")}: of a version that is a number, the last zeros are lost (3.10 is 3.1).`,
  hint: ({ values: [first, ...others] }) =>
    `Write ${others.length === 0 ? "it as a text" : "them as texts"}, such as "${first}" or "${first}0", whichever is meant.`,
});
