import { describeDrift, type PlannedFile, type Repository } from "@yardmaster/compiler";
import { type Finding, placeFinding } from "@yardmaster/core";
import { runnerBumped } from "@yardmaster/pins";

/** Why a file is left as it is: also a bot's edit that no lock can take. */
export function describeLeft(file: PlannedFile, repository: Repository): readonly Finding[] {
  if (file.kind === "blocked-edited" && file.pins?.isPure) {
    const { path, source } = file;
    const labels = [...new Set(file.pins.labels.map(({ from, to }) => `${from.label} -> ${to.label}`))];
    const { genCommand: gen, forceCommand: force } = repository;
    return [placeFinding(runnerBumped({ path, source, gen, force, labels }, { file: path }))];
  }
  const drift = describeDrift(file, repository);
  return drift ? [drift.finding] : [];
}
