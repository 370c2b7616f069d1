import { fileEdited, fileForeign, fileMissing, fileOrphan, fileStale } from "../diagnostics.ts";
import type { Finding } from "../report/finding.ts";
import type { Repository } from "../repository.ts";
import { placeFinding } from "../sources/locate-problems.ts";
import type { PlannedFile } from "./plan-writes.ts";

export type DriftKind = "missing" | "stale" | "edited" | "orphan" | "foreign";

export interface Drift {
  readonly kind: DriftKind;
  readonly finding: Finding;
}

const described = {
  create: { kind: "missing", diagnostic: fileMissing },
  update: { kind: "stale", diagnostic: fileStale },
  "delete-orphan": { kind: "orphan", diagnostic: fileOrphan },
  "blocked-edited": { kind: "edited", diagnostic: fileEdited },
  "blocked-foreign": { kind: "foreign", diagnostic: fileForeign },
} as const;

/** @returns undefined for a file that is as its source makes it. */
export function describeDrift(file: PlannedFile, repository: Repository): Drift | undefined {
  if (file.kind === "unchanged") return undefined;
  const { kind, diagnostic } = described[file.kind];
  const { path, source } = file;
  const parameters = { path, source, gen: repository.genCommand, force: repository.forceCommand };
  return { kind, finding: placeFinding(diagnostic(parameters, { file: path })) };
}
