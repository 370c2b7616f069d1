import { type CatalogueEntry, catalogueOf, diagnostics as diagnosticsOfCore } from "@yardmaster/core";
import { refusedByGitHub } from "./parser/check-workflow.ts";
import { rules } from "./rules/index.ts";
import * as suppressions from "./suppressions/diagnostics.ts";

const ofCore = new Set(diagnosticsOfCore.map(({ code }) => code));

/** Everything that this package can say, but for what core defines for others, too. */
export const diagnostics: readonly CatalogueEntry[] = [
  refusedByGitHub,
  ...rules.flatMap(({ reports }) => reports).filter((kind) => !ofCore.has(kind.code)),
  ...catalogueOf(suppressions),
];
