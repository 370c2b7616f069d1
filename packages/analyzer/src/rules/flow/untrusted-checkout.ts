import { defineDiagnostic, type Related } from "@yardmaster/core";
import { visitsOf } from "../../flow/document-flows.ts";
import { byRun, type ForeignCode, foreignCode } from "../../flow/foreign-runs.ts";
import type { ActionSubject, Report, Rule, Subject } from "../rule.ts";

interface Parameters {
  /** What is checked out. */
  readonly ref: string;
  readonly event: string;
  /** What runs it. */
  readonly by: string;
}

export const untrustedCheckoutRun = defineDiagnostic({
  code: "untrusted-checkout-run",
  severity: "warning",
  message: (p: Parameters) =>
    `${p.by} runs code of a fork: this job has checked out \`${p.ref}\` under \`${p.event}\`, with the rights of the default branch.`,
  hint: () =>
    "Build the fork's code under `pull_request`, without rights, and hand the results to a workflow of `workflow_run`; or let somebody with write access start the run, for one commit.",
});

export const untrustedCheckoutRace = defineDiagnostic({
  code: "untrusted-checkout-race",
  severity: "warning",
  confidence: "medium",
  message: (p: Parameters) =>
    `${p.by} runs what \`${p.ref}\` is by then: somebody has to act before this run (event \`${p.event}\`), and until the checkout the fork can push other code than they have seen.`,
  hint: () => "Check out the commit that they have seen, by its SHA, and stop where the head is another one.",
});

export const untrustedCheckout = defineDiagnostic({
  code: "untrusted-checkout",
  severity: "warning",
  confidence: "low",
  message: (p: Parameters) =>
    `Code of a fork, \`${p.ref}\`, is in the workspace of a job with the rights of the default branch (event \`${p.event}\`); nothing here is known to run it.`,
  hint: () =>
    "Read the fork's files by the API or in a folder of their own, with `persist-credentials: false`, and run nothing of them.",
});

const severities = { run: untrustedCheckoutRun, race: untrustedCheckoutRace, data: untrustedCheckout } as const;
type Kind = keyof typeof severities;

interface Found extends ForeignCode {
  readonly kind: Kind;
}

/**
 * Sources: GitHub Security Lab, "Preventing pwn requests"; CodeQL, actions/untrusted-checkout/{critical,high,medium} and
 * actions/untrusted-checkout-toctou; poutine, untrusted_checkout_exec. A fork's code under `pull_request` has no rights and is
 * what that event is for.
 */
export const untrustedCheckouts: Rule = {
  reports: [untrustedCheckoutRun, untrustedCheckoutRace, untrustedCheckout],
  workflow: look,
  action: look,
};

function look(document: Subject | ActionSubject, report: Report): void {
  const worst = new Map<string, Found>();
  for (const visits of byRun(visitsOf(document))) {
    for (const code of foreignCode(visits, document)) {
      const kind = kindOf(code);
      if (!kind) continue;
      const key = code.checkout.path.join(".");
      const known = worst.get(key);
      if (!known || order.indexOf(kind) > order.indexOf(known.kind)) worst.set(key, { ...code, kind });
    }
  }
  for (const found of worst.values()) say(found, report);
}

const order: readonly Kind[] = ["data", "race", "run"];

function kindOf({ checkout, visit, run }: ForeignCode): Kind | undefined {
  const at = run?.visit ?? visit;
  const gate = at.gate("head");
  if (gate === "watched") return run && checkout.isMutable && at.hasRights ? "race" : undefined;
  if (run) return "run";
  return checkout.keepsToken && checkout.folder === "" && visit.hasRights ? "data" : undefined;
}

function say({ checkout, visit, run, kind }: Found, report: Report): void {
  const [line = ""] = checkout.ref.split("\n");
  const ref = line.replace(/\s+/g, " ");
  const excerpt = checkout.excerpt === undefined ? {} : { excerpt: checkout.excerpt };
  const parameters = { ref, event: visit.event, by: run?.code.by ?? "" };
  if (!run) {
    report(severities[kind], parameters, checkout.path, excerpt);
    return;
  }
  const { step } = run.visit;
  const path = step.script?.path ?? [...step.path, "uses"];
  const related: Related = {
    message: "The fork's code is checked out here.",
    place: { path: checkout.path, ...excerpt },
  };
  report(severities[kind], parameters, path, {
    ...(run.code.excerpt === undefined ? {} : { excerpt: run.code.excerpt }),
    related: [related],
  });
}
