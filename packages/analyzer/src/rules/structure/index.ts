import type { Rule } from "../rule.ts";
import { backgroundSteps } from "./background-steps.ts";
import { workflowCommands } from "./commands.ts";
import { concurrencyGroups } from "./concurrency.ts";
import { envNames } from "./env-names.ts";
import { events } from "./events.ts";
import { filterPatterns } from "./filter-patterns.ts";
import { inputs } from "./inputs.ts";
import { knownKeys } from "./known-keys.ts";
import { matrixAxes } from "./matrix-axes.ts";
import { matrixFilters } from "./matrix-legs.ts";
import { needs } from "./needs.ts";
import { permissions } from "./permissions.ts";
import { runnerLabelNames } from "./runner-labels.ts";
import { scheduleSource } from "./schedule-source.ts";
import { setupPython } from "./setup-python.ts";
import { shellNames } from "./shells.ts";
import { stepIds } from "./step-ids.ts";
import { timeouts } from "./timeouts.ts";
import { workflowRunSource } from "./workflow-run-source.ts";

/** Of the structure of a workflow: what GitHub's parser does not see, or says without a name that was meant. */
export const structureRules: readonly Rule[] = [
  events,
  workflowRunSource,
  scheduleSource,
  filterPatterns,
  inputs,
  knownKeys,
  permissions,
  needs,
  matrixAxes,
  matrixFilters,
  stepIds,
  envNames,
  shellNames,
  timeouts,
  runnerLabelNames,
  backgroundSteps,
  workflowCommands,
  setupPython,
  concurrencyGroups,
];
