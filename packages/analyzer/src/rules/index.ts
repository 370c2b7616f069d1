import { checkActivityTypes } from "./activity-type.ts";
import { checkCallInputTypes } from "./call-input-type.ts";
import { checkCallPermissions } from "./call-permission.ts";
import { checkCallSecrets } from "./call-secret.ts";
import { checkConcurrencyDeadlock } from "./concurrency-deadlock.ts";
import { checkConcurrencyQueue } from "./concurrency-queue.ts";
import { checkCrons } from "./cron.ts";
import { checkDeclaredCalls } from "./declared-call.ts";
import { checkFilterIgnored } from "./filter-ignored.ts";
import { checkFilterOnlyNegative } from "./filter-only-negative.ts";
import { checkFiltersExclusive } from "./filters-exclusive.ts";
import { checkInputTypes } from "./input-type.ts";
import { checkPullRequestTarget } from "./pull-request-target.ts";
import type { Rule } from "./rule.ts";
import { checkWorkflowRunNames } from "./workflow-run-name.ts";

/** What GitHub's parser does not see: within a workflow, then between workflows. */
export const rules: readonly Rule[] = [
  checkFiltersExclusive,
  checkFilterOnlyNegative,
  checkFilterIgnored,
  checkActivityTypes,
  checkInputTypes,
  checkCrons,
  checkPullRequestTarget,
  checkConcurrencyQueue,
  checkConcurrencyDeadlock,
  checkCallPermissions,
  checkCallInputTypes,
  checkCallSecrets,
  checkDeclaredCalls,
  checkWorkflowRunNames,
];
