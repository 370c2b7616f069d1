import { defineDiagnostic } from "@yardmaster/core";
import { quoted } from "../author/wording.ts";

export const legAxisUnknown = defineDiagnostic({
  code: "leg-axis-unknown",
  severity: "error",
  message: (p: { name: string; axis: string }) =>
    `The output "${p.name}" is to be kept by "${p.axis}", which is no axis of this job's matrix with values listed.`,
  hint: () =>
    "Name an axis whose values are written as a list; a matrix computed at run time has none to name outputs by.",
});

export const legsNotApart = defineDiagnostic({
  code: "legs-not-apart",
  severity: "error",
  message: (p: { name: string; axes: readonly string[]; problem: string }) =>
    `The output "${p.name}" is to be kept by ${quoted(p.axes)}, and ${p.problem}: legs would overwrite each other's.`,
  hint: () => 'Name as many axes as tell the legs apart, such as `axis: ["os", "node"]`.',
});

export const legOutputNameTwice = defineDiagnostic({
  code: "leg-output-name-twice",
  severity: "error",
  message: (p: { output: string; own: string; other: string }) =>
    `The outputs "${p.other}" and "${p.own}" would both be written as "${p.output}".`,
  hint: () => "Rename one of them; GitHub ignores case, and an output's name has letters, digits, `-` and `_`.",
});
