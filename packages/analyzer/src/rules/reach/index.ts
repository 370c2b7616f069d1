import type { Rule } from "../rule.ts";
import { artifactDownloads } from "./artifact-downloads.ts";
import { artifactNames } from "./artifact-names.ts";
import { conditions } from "./conditions.ts";
import { matrixOutputs } from "./matrix-outputs.ts";
import { outputsWritten } from "./output-never-written.ts";

/** Of what runs and what it reaches. */
export const reachRules: readonly Rule[] = [
  outputsWritten,
  artifactNames,
  artifactDownloads,
  matrixOutputs,
  conditions,
];
