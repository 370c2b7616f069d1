import { catalogueOf } from "@yardmaster/core";
import * as author from "./author/diagnostics.ts";
import * as documents from "./documents/diagnostics.ts";
import * as expressions from "./expressions/diagnostics.ts";
import * as jobs from "./jobs/diagnostics.ts";
import * as loweredJobs from "./lowering/job-diagnostics.ts";
import * as loweredSteps from "./lowering/step-diagnostics.ts";
import * as asWritten from "./scripts/as-written/diagnostics.ts";
import * as scripts from "./scripts/diagnostics.ts";
import * as javascript from "./scripts/javascript/diagnostics.ts";
import * as steps from "./steps/diagnostics.ts";
import * as tasks from "./tasks/diagnostics.ts";
import * as triggers from "./triggers/diagnostics.ts";
import * as values from "./values/diagnostics.ts";

/** Everything that this package can say. */
export const diagnostics = /* @__PURE__ */ catalogueOf(
  author,
  documents,
  expressions,
  jobs,
  loweredJobs,
  loweredSteps,
  scripts,
  asWritten,
  javascript,
  steps,
  tasks,
  triggers,
  values,
);
