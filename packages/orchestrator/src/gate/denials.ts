import { defineDiagnostic } from "@yardmaster/core";
import { quote } from "../text/visible-text.ts";
import type { LookUpError } from "./look-up-people.ts";

/** Why somebody may not give a command. The code is the `reason_code` of the record. */

export const otherIdentity = defineDiagnostic<{ readonly login: string }>({
  code: "other-identity",
  severity: "error",
  message: (p) => `GitHub now knows another account by the login ${quote(p.login)} than the event does.`,
  hint: () => "Give the command in a new comment, from the account as it is called now.",
});

export const notAdmitted = defineDiagnostic<{ readonly login: string; readonly who: string }>({
  code: "not-admitted",
  severity: "error",
  message: (p) => `${quote(p.login)} may not give this command; who may: ${p.who}.`,
  hint: () => "Ask one of them to give the command.",
});

export const appNotListed = defineDiagnostic<{ readonly app: string; readonly login: string }>({
  code: "app-not-listed",
  severity: "error",
  message: (p) => `The app ${quote(p.app)} acted as ${quote(p.login)}, and no rule lists it for this command.`,
  hint: () => "Write the comment yourself, or name the app under `apps` in the task's rule.",
});

export const excluded = defineDiagnostic<{ readonly login: string; readonly by: string }>({
  code: "excluded",
  severity: "error",
  message: (p) => `${quote(p.login)} is excluded from this command by ${p.by}.`,
  hint: () => "Ask somebody else to give the command.",
});

export const exclusionUnknown = defineDiagnostic<{ readonly login: string; readonly message: string }>({
  code: "exclusion-unknown",
  severity: "error",
  message: (p) => `Whether a team excludes ${quote(p.login)} is unknown: ${quote(withoutTeam(p.message), 200)}.`,
  hint: () => "Set ORCHESTRATOR_TEAM_TOKEN to a token that sees the team.",
});

/** Denials stand in comments, and which teams there are is nobody's but their members'. The facts of the record name them. */
function withoutTeam(message: string): string {
  return message.replace(/\/orgs\/\S+/, "/orgs/…");
}

interface FailedLookUp {
  readonly login: string;
  readonly asked: string;
  readonly message: string;
}

function lookUpFailure(kind: LookUpError["kind"], hint: string) {
  return defineDiagnostic<FailedLookUp>({
    code: `look-up-${kind}`,
    severity: "error",
    message: (p) => `The ${p.asked} of ${quote(p.login)} is unknown: ${quote(withoutTeam(p.message), 200)}.`,
    hint: () => hint,
  });
}

/** All but `not-found`, which is an answer. */
export const lookUpFailures = {
  unauthorized: lookUpFailure("unauthorized", "Renew the token that the look-up uses."),
  forbidden: lookUpFailure("forbidden", "Give the token the permission that the look-up needs."),
  invalid: lookUpFailure("invalid", "Check GITHUB_API_URL, the token and the names."),
  "rate-limited": lookUpFailure("rate-limited", "Run the workflow again later."),
  server: lookUpFailure("server", "Run the workflow again when GitHub is well."),
  timeout: lookUpFailure("timeout", "Run the workflow again when GitHub is well."),
  network: lookUpFailure("network", "Check the runner's way to GITHUB_API_URL, then run the workflow again."),
  unexpected: lookUpFailure("unexpected", "Check GITHUB_API_URL; the answer is not GitHub's."),
  "not-asked": lookUpFailure("not-asked", "Set the token that the task's rule needs."),
} satisfies Record<Exclude<LookUpError["kind"], "not-found">, unknown>;
