import { catalogueOf } from "@yardmaster/core";
import * as refusals from "./command/refusals.ts";
import * as connect from "./commands/connect.ts";
import * as logCommand from "./commands/log-command.ts";
import * as refuseCommand from "./commands/refuse-command.ts";
import * as summaryCommand from "./commands/summary-command.ts";
import * as query from "./dispatch/carry-out-query.ts";
import * as outcomes from "./dispatch/outcomes.ts";
import * as actor from "./event/actor.ts";
import * as eventDenials from "./event/denials.ts";
import * as admissions from "./gate/admissions.ts";
import * as bindHead from "./gate/bind-head.ts";
import * as checkGate from "./gate/check-gate.ts";
import * as gateDenials from "./gate/denials.ts";
import * as plan from "./plan/plan-command.ts";
import * as problems from "./reasons/problems.ts";

export interface CatalogueReason {
  readonly code: string;
}

/** What ends a program of `rc` before it has judged or done anything. */
export const endings = catalogueOf<CatalogueReason>(problems, connect, logCommand, summaryCommand);

/** Every reason that a record can give, and `endings`: each code once, with its row in the runbook. */
export const reasons = [
  ...endings,
  ...catalogueOf<CatalogueReason>(eventDenials, actor, refusals, gateDenials, admissions, bindHead, checkGate),
  ...catalogueOf<CatalogueReason>(plan, query, outcomes, refuseCommand),
];
