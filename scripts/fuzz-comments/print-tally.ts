import type { Tally } from "./compare-comments.ts";

const shownEscapes = 10;

/** The table of the run, which docs/security.md repeats, and what was run that nobody sees. */
export function printTally(tally: Tally): string {
  const share = tally.ordinary === 0 ? "0.0" : ((100 * tally.ordinaryRefused) / tally.ordinary).toFixed(1);
  const rows = [
    ["comments", tally.comments],
    ["commands that run, and readers see", tally.ranSeen],
    ["commands that are refused, and readers do not see as plain text", tally.refusedHidden],
    ["commands that are refused, and readers may see", tally.refusedSeen],
    ["of these in ordinary comments", `${tally.ordinaryRefused} of ${tally.ordinary} (${share} %)`],
    ["commands that run, and readers do not see as plain text", tally.escapes.length],
  ];
  const table = ["| | number |", "|---|---|", ...rows.map(([name, number]) => `| ${name} | ${number} |`)];
  const escapes = tally.escapes
    .slice(0, shownEscapes)
    .map(({ comment, line, sight }) => `${JSON.stringify(line)} is ${sight}: ${JSON.stringify(comment)}`);
  return `${[...table, ...escapes].join("\n")}\n`;
}
