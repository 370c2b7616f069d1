import type { OptionDefinition } from "../../program/arguments.ts";

/** Of `simulate --recorded`. */
export const recordedOptions: readonly OptionDefinition[] = [
  {
    name: "recorded",
    summary: "compare with a finished run: what GitHub's API answers, or the run itself where there is a token",
    takes: "RUN.json|ID|URL",
  },
  { name: "jobs", summary: "with --recorded, the run's jobs, where they stand in a file of their own", takes: "FILE" },
];
