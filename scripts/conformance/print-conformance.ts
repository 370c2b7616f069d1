import { count } from "@yardmaster/core";
import type { ReaderVerdicts } from "./compare-reader.ts";
import type { Verdict } from "./verdict.ts";

const titles = {
  expressions: "expressions, evaluated as simulations do",
  package: "GitHub's package, read as its own test does",
  errors: "errors and their positions, as check and lint say them",
  trace: "traces: conditions, needs, steps, called jobs",
} as const;

export function printConformance(expressions: readonly Verdict[], reader: ReaderVerdicts): string {
  const all = [...expressions, ...reader.verdicts];
  const parts = (["expressions", "package", "errors", "trace"] as const).map((part) =>
    ofPart(
      titles[part],
      all.filter((verdict) => verdict.part === part),
    ),
  );
  const { skipped, passedByNow } = reader;
  return [
    ...all.filter(({ disagreement }) => disagreement !== undefined).map(lineOf),
    ...parts,
    `${count(skipped.length, "file")} of reader that GitHub's own package does not pass; ${passedByNow.length} of them it does by now`,
    "",
  ].join("\n");
}

function ofPart(title: string, verdicts: readonly Verdict[]): string {
  const differing = verdicts.filter(({ disagreement }) => disagreement !== undefined);
  const known = differing.filter(({ excuse }) => excuse !== undefined).length;
  return `${title}: ${count(verdicts.length, "case")}, ${verdicts.length - differing.length} agree, ${known} differ for a known reason, ${differing.length - known} disagree`;
}

function lineOf({ name, part, disagreement, excuse }: Verdict): string {
  return `${excuse === undefined ? "disagrees" : `differs (${excuse})`}: ${name}, ${part}: ${disagreement}`;
}
