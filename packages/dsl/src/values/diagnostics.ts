import { defineDiagnostic, nearestNames } from "@yardmaster/core";
import { listed, someOf } from "../author/wording.ts";

export const contextNotTaken = defineDiagnostic({
  code: "context-not-taken",
  severity: "error",
  message: (p: { key: string; name: string; known: readonly string[] }) =>
    p.name.endsWith(")")
      ? `\`${p.key}\` calls \`${p.name}\`, which GitHub does not know there.`
      : `\`${p.key}\` reads the context \`${p.name}\`, which GitHub does not have there.`,
  hint: (p) => `This key takes ${listed(p.known, "and")}.`,
});

export const notePathUnknown = defineDiagnostic({
  code: "note-path-unknown",
  severity: "error",
  message: (p: { text: string; node: string; name: string; known: readonly string[] }) =>
    `The note ${JSON.stringify(p.text)} stands at \`${p.node}\`, and nothing does.`,
  hint: (p) => {
    const near = nearestNames(p.name, p.known);
    if (near.length > 0) return `Did you mean ${listed(near, "or")}?`;
    return p.known.length === 0 ? "Move the note to a node that is there." : `There is ${someOf(p.known)}.`;
  },
});

export const noteAtScalar = defineDiagnostic({
  code: "note-at-scalar",
  severity: "error",
  message: (p: { text: string; node: string }) =>
    `The note ${JSON.stringify(p.text)} stands after the last entry of \`${p.node}\`, which has no entries.`,
  hint: () => "Put it `above`, or at the `end` of the line.",
});

export const versionAsNumber = defineDiagnostic({
  code: "version-as-number",
  severity: "warning",
  message: (p: { name: string; values: readonly number[] }) =>
    `"${p.name}" is the ${p.values.length === 1 ? "number" : "numbers"} ${p.values.join(", ")}: of a version that is a number, the last zeros are lost (3.10 is 3.1).`,
  hint: ({ values: [first, ...others] }) =>
    `Write ${others.length === 0 ? "it as a text" : "them as texts"}, such as "${first}" or "${first}0", whichever is meant.`,
});

export const conditionPlain = defineDiagnostic({
  code: "condition-plain",
  severity: "warning",
  message: (p: { value: boolean }) =>
    `\`if\` is a plain \`${p.value}\`, ${p.value ? "which asks GitHub nothing" : "so this never runs"}: that is also what JavaScript's \`!\`, \`===\`, \`&&\` and \`?:\` make of a handle.`,
  hint: (p) =>
    `Write \`not(…)\`, \`eq(…)\`, \`and(…)\` or \`or(…)\`; where ${p.value ? "it is to stand there" : "never running is meant"}, \`loose(${p.value})\`.`,
});
