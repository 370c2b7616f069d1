import { defineDiagnostic, forkCommitEvents } from "@yardmaster/core";
import { isSelfHosted } from "../../flow/document-flows.ts";
import { jobGate } from "../../flow/gate.ts";
import type { Rule } from "../rule.ts";

export const selfHostedFork = defineDiagnostic({
  code: "self-hosted-fork",
  severity: "warning",
  confidence: "low",
  isPedantic: true,
  message: (p: { job: string; event: string }) =>
    `The job "${p.job}" runs on a machine of your own under \`${p.event}\`: in a public repository, the code of any fork runs there, and what it leaves behind meets the next job.`,
  hint: () =>
    "Run pull requests on hosted runners; or on machines that are made anew for each job, and let somebody approve the runs of all outside contributors.",
});

/** Source: docs.github.com, "Secure use reference", hardening for self-hosted runners; zizmor, poutine and CodeQL have the same. */
export const selfHostedForks: Rule = {
  reports: [selfHostedFork],
  job(job, { events, jobs }, report) {
    if (!isSelfHosted(job)) return;
    const event = forkCommitEvents.find((name) => events.has(name));
    if (event === undefined || jobGate(job, { event, jobs })("head") === "closed") return;
    report(selfHostedFork, { job: job.id, event }, [...job.path, "runs-on"]);
  },
};
