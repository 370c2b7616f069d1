import type { ModelPath } from "@yardmaster/core";
import { type Decisions, pathKey } from "../writing/decisions.ts";
import type { ImportedFile } from "../writing/import-plan.ts";
import { type CostOf, findRepeated, type RepeatedRun } from "./find-repeated.ts";
import { listsOf } from "./repeatable-steps.ts";

/**
 * The steps that repeat in one file.
 * @param isShared of steps for which a function of the import stands.
 */
export function findOwnRuns(
  file: ImportedFile,
  decisions: Decisions,
  isShared: (path: ModelPath) => boolean = () => false,
): readonly RepeatedRun[] {
  const lists = listsOf(file, "module", (path) => isWrittenOut(path, 1, decisions) || isShared(path));
  return findRepeated(lists, costInModule);
}

/** `const name = () => [`, `];` and an empty line. */
const statementLines = 3;
const costInModule: CostOf = (lists) => (new Set(lists).size > 1 ? statementLines : undefined);

/** Whether a judge has asked for one of some steps to stand for itself. */
export function isWrittenOut(path: ModelPath, count: number, { plain, raw }: Decisions): boolean {
  return Array.from({ length: count }, (_, offset) =>
    pathKey([...path.slice(0, -1), Number(path.at(-1)) + offset]),
  ).some((key) => plain.has(key) || raw.has(key));
}
