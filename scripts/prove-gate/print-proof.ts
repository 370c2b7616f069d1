import { printCounterExample } from "@yardmaster/simulator/testing";
import { missingIn, type ProofPart } from "./prove-gate.ts";
import { seenAs } from "./prove-trigger.ts";

/** Figures of each part, and the line that counts. */
export function printProof(parts: readonly ProofPart[]): string {
  const last = parts.at(-1)?.found.counterExample;
  const missing = missingIn(parts);
  const sum = (count: (part: ProofPart) => number): string =>
    parts.reduce((all, part) => all + count(part), 0).toLocaleString("en");
  const total = [
    `${sum(({ found }) => found.combinations)} combinations`,
    `${sum(({ found }) => found.distinctTraces)} distinct traces`,
    last
      ? "a counter-example"
      : missing.length > 0
        ? `nothing is proved, for want of ${missing.join("; ")}`
        : "no counter-example",
  ];
  return [
    ...parts.map(printPart),
    `gate proof: ${total.join(", ")}\n`,
    ...(last ? [printCounterExample(last)] : []),
  ].join("");
}

function printPart({ name, found: { combinations, distinctTraces, seen } }: ProofPart): string {
  const figures = Object.values(seenAs).flatMap((what) =>
    seen[what] === undefined ? [] : [`  ${seen[what].toLocaleString("en")} ${what}\n`],
  );
  return `${name}: ${combinations.toLocaleString("en")} combinations, ${distinctTraces.toLocaleString("en")} distinct traces\n${figures.join("")}`;
}
