import { actionRules } from "./actions/index.ts";
import { activityTypes } from "./activity-type.ts";
import { callInputTypes } from "./call-input-type.ts";
import { callPermissions } from "./call-permission.ts";
import { callSecrets } from "./call-secret.ts";
import { callRules } from "./calls/index.ts";
import { concurrencyDeadlocks } from "./concurrency-deadlock.ts";
import { concurrencyQueues } from "./concurrency-queue.ts";
import { crons } from "./cron.ts";
import { declaredCalls } from "./declared-call.ts";
import { declaredDispatches } from "./declared-dispatch.ts";
import { effectRules } from "./effects/index.ts";
import { expressionRules } from "./expressions/index.ts";
import { filtersIgnored } from "./filter-ignored.ts";
import { filtersOnlyNegative } from "./filter-only-negative.ts";
import { exclusiveFilters } from "./filters-exclusive.ts";
import { flowRules } from "./flow/index.ts";
import { inputTypesKnown } from "./input-type.ts";
import { pullRequestTarget } from "./pull-request-target.ts";
import { reachRules } from "./reach/index.ts";
import { rightRules } from "./rights/index.ts";
import type { Rule } from "./rule.ts";
import { structureRules } from "./structure/index.ts";
import { supplyRules } from "./supply/index.ts";
import { workflowRunNames } from "./workflow-run-name.ts";

/** What GitHub's parser does not see: within a workflow, then between workflows, then between tasks and workflows. */
export const rules: readonly Rule[] = [
  exclusiveFilters,
  filtersOnlyNegative,
  filtersIgnored,
  activityTypes,
  inputTypesKnown,
  crons,
  pullRequestTarget,
  concurrencyQueues,
  concurrencyDeadlocks,
  callPermissions,
  callInputTypes,
  callSecrets,
  declaredCalls,
  workflowRunNames,
  declaredDispatches,
  ...structureRules,
  ...reachRules,
  ...rightRules,
  ...flowRules,
  ...actionRules,
  ...supplyRules,
  ...expressionRules,
  ...callRules,
  ...effectRules,
];
