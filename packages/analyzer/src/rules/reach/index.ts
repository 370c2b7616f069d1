import type { Rule } from "../rule.ts";
import { artifactDownloads } from "./artifact-downloads.ts";
import { artifactNames } from "./artifact-names.ts";
import { checkNames } from "./check-names.ts";
import { conditions } from "./conditions.ts";
import { hashedFiles } from "./hash-files.ts";
import { matrixOutputs } from "./matrix-outputs.ts";
import { outputsWritten } from "./output-never-written.ts";
import { pathsFilters } from "./paths-filter.ts";
import { filesMissing } from "./step-file-missing.ts";

/** Of what runs and what it reaches. */
export const reachRules: readonly Rule[] = [
  outputsWritten,
  artifactNames,
  artifactDownloads,
  matrixOutputs,
  conditions,
  pathsFilters,
  hashedFiles,
  filesMissing,
  checkNames,
];
