import { count } from "@yardmaster/core";
import type { Outcome } from "./judge-repository.ts";

export interface ComparedRepository {
  readonly repository: string;
  readonly now: Outcome;
  /** What the last release makes of it, where there is one to compare with. */
  readonly before?: Outcome;
}

/** What is otherwise than before, a repository after the other; behind it how much was compared. */
export function printOutcomes(compared: readonly ComparedRepository[]): string {
  const parts = compared.flatMap(({ repository, now, before }) => {
    const lines = [
      ...now.crashes.map((crash) => `  crashed  ${crash}`),
      ...(before ? changesOf(before.lines, now.lines) : []),
    ];
    return lines.length > 0 ? [`${repository}\n${lines.map((line) => `${line}\n`).join("")}`] : [];
  });
  const lines = compared.reduce((sum, { now }) => sum + now.lines.length, 0);
  const changed = compared.filter(({ before, now }) => before && changesOf(before.lines, now.lines).length > 0).length;
  const verdict = compared.some(({ before }) => before) ? `${changed} with changes` : "no release to compare with";
  return `${parts.join("")}Repositories: ${compared.length}, ${count(lines, "outcome")}: ${verdict}\n`;
}

/** Each line as often as it stands; the order of findings is no change. */
function changesOf(before: readonly string[], now: readonly string[]): string[] {
  return [...without(before, now).map((line) => `  - ${line}`), ...without(now, before).map((line) => `  + ${line}`)];
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const number = left.get(line) ?? 0;
    left.set(line, number - 1);
    return number <= 0;
  });
}
