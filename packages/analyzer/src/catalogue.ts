import { type CatalogueEntry, catalogueOf } from "@yardmaster/core";
import { refusedByGitHub } from "./parser/check-workflow.ts";
import { rules } from "./rules/index.ts";
import * as suppressions from "./suppressions/diagnostics.ts";

/** Everything that this package can say. */
export const diagnostics: readonly CatalogueEntry[] = [
  refusedByGitHub,
  ...rules.flatMap(({ reports }) => reports),
  ...catalogueOf(suppressions),
];
