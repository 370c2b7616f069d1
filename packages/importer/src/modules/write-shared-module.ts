import type { FoundSharedSteps } from "../steps/shared-steps.ts";
import { writeSharedSteps } from "../steps/write-shared-steps.ts";
import type { ImportPlan } from "../writing/import-plan.ts";
import { printImports } from "./print-imports.ts";

/**
 * The module of the functions that several modules call for their steps, not formatted.
 * @param isUsed tells of a function's name whether one of them does.
 * @returns undefined where none is called.
 */
export function writeSharedModule(
  found: FoundSharedSteps,
  plan: ImportPlan,
  isUsed: (name: string) => boolean,
): string | undefined {
  const gathered = writeSharedSteps(found, plan, isUsed);
  if (!gathered) return undefined;
  return `${printImports(found.module, gathered.language, gathered.imports)}\n${gathered.statements.join("\n\n")}\n`;
}
