import type { Finding } from "./finding.ts";
import type { Census } from "./run-census.ts";

/** A table of keys and shapes, and what is missing with its places. */
export function printCensus({ workflows, invalid, shapes, findings, excused }: Census): string {
  const rows = shapes.map(({ pattern, shape, count, expressible }) => [
    pattern || "(workflow)",
    shape,
    String(count),
    expressible ? "yes" : "NO",
  ]);
  return [
    ...printTable(["key", "shape", "count", "expressible"], rows),
    ...section("Missing:", findings.map(printFinding)),
    ...section(
      "Missing in workflows that GitHub refuses, not counted:",
      countTexts(excused.map(({ missing }) => missing)),
    ),
    ...section("Why GitHub refuses workflows of this folder:", countTexts(invalid.map(({ reason }) => reason))),
    "",
    `${workflows.length} workflows, ${invalid.length} of them refused by GitHub, ${shapes.length} shapes of keys, ${findings.length} missing`,
    "",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? ["", title, ...lines] : [];
}

function countTexts(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => `${count}: ${text}`);
}

function printFinding({ file, path, missing }: Finding): string {
  return `${file}: ${path.join(".") || "(workflow)"}: ${missing}`;
}

function printTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
