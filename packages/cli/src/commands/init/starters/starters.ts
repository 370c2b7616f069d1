import type { Project } from "../project.ts";
import { checkoutStep, type StarterJob, scriptStep } from "../starter-job.ts";
import { goJob } from "./go.ts";
import { javaJob } from "./java.ts";
import { nodeJob } from "./node.ts";
import { pythonJob } from "./python.ts";
import { rustJob } from "./rust.ts";

const starters = [nodeJob, pythonJob, goJob, rustJob, javaJob];

/** A job for each language of the root; one that looks at the text alone where there is none. */
export function starterJobs(project: Project): readonly StarterJob[] {
  const found = starters.flatMap((starter) => starter(project) ?? []);
  return found.length > 0 ? found : [textJob];
}

const textJob: StarterJob = {
  ...{ id: "text", language: "none", found: undefined, timeoutMinutes: 5 },
  steps: [
    checkoutStep,
    // `git grep` leaves with 1 where it finds nothing.
    scriptStep("Look for markers of unfinished merges", "! git grep -nE '^(<{7}|>{7}) '"),
  ],
  notes: [
    "No language is known here: `ci` looks for markers of unfinished merges. Put in its place what the repository is tested by.",
  ],
};
