import { type Diagnostic, defineDiagnostic, type Result } from "@yardmaster/core";
import type { GitHubError, GitHubErrorKind } from "@yardmaster/github";
import { sameName } from "../event/check-event.ts";
import type { Reason } from "../fact.ts";
import { quote } from "../visible-text.ts";
import type { Role } from "./gate-configuration.ts";
import { type PersonFacts, permissionOfRole } from "./look-up-person.ts";

export type Admission =
  | { readonly allowed: true; readonly reason: Reason }
  | { readonly allowed: false; readonly reason: Diagnostic };

/**
 * Admits when every person of the attempt is admitted by at least one way. What is unknown admits nobody.
 * @param people the sender first, then who runs the event again
 */
export function decideAdmission(
  people: readonly [PersonFacts, ...PersonFacts[]],
  allowedRoles: readonly Role[],
): Admission {
  const [sender, ...others] = people.map((facts) => decidePerson(facts, allowedRoles));
  return others.find((admission) => !admission.allowed) ?? (sender as Admission);
}

function decidePerson(facts: PersonFacts, allowedRoles: readonly Role[]): Admission {
  const { person, listed, permission, team } = facts;
  const who = quote(person.login);
  if (permission?.ok) {
    const { login, userId, permissions } = permission.value;
    const isOther = person.id === undefined ? !sameName(login, person.login) : userId !== person.id;
    if (isOther) return { allowed: false, reason: otherIdentity({ login: person.login }) };
    const role = allowedRoles.find((each) => permissions[permissionOfRole[each]]);
    if (role) return admitted("admitted-by-permission", `${who} holds the permission ${role}.`);
  }
  if (listed) return admitted("admitted-by-list", `${who} is on the list of maintainers.`);
  if (team?.ok && team.value === "active") return admitted("admitted-by-team", `${who} is a member of the team.`);

  const failure = failureOf("permission", permission) ?? failureOf("team membership", team);
  if (failure) return { allowed: false, reason: lookUpFailures[failure.kind]({ login: person.login, ...failure }) };
  return { allowed: false, reason: notAdmitted({ login: person.login, allowedRoles }) };
}

/** Not found is an answer: no access. Every other failure leaves the question open, and an open question admits nobody. */
function failureOf(asked: string, answer: Result<unknown, GitHubError> | undefined) {
  if (!answer || answer.ok || answer.error.kind === "not-found") return undefined;
  return { asked, kind: answer.error.kind, message: answer.error.message };
}

function admitted(code: string, message: string): Admission {
  return { allowed: true, reason: { code, message } };
}

const otherIdentity = defineDiagnostic<{ readonly login: string }>({
  code: "other-identity",
  severity: "error",
  message: (p) => `GitHub now knows another account by the login ${quote(p.login)} than the event does.`,
});

const notAdmitted = defineDiagnostic<{ readonly login: string; readonly allowedRoles: readonly Role[] }>({
  code: "not-admitted",
  severity: "error",
  message: (p) =>
    `${quote(p.login)} holds none of the permissions ${p.allowedRoles.join(", ")} here, and neither list nor team names them.`,
  hint: () => "Ask a maintainer to give the command.",
});

interface FailedLookUp {
  readonly login: string;
  readonly asked: string;
  readonly message: string;
}

function lookUpFailure(kind: GitHubErrorKind, hint: string) {
  return defineDiagnostic<FailedLookUp>({
    code: `look-up-${kind}`,
    severity: "error",
    message: (p) => `The ${p.asked} of ${quote(p.login)} is unknown: ${quote(p.message, 200)}.`,
    hint: () => hint,
  });
}

const lookUpFailures = {
  unauthorized: lookUpFailure("unauthorized", "Renew the token that the look-up uses."),
  forbidden: lookUpFailure("forbidden", "Give the token the permission that the look-up needs."),
  invalid: lookUpFailure("invalid", "Check GITHUB_API_URL, the token and the names."),
  "rate-limited": lookUpFailure("rate-limited", "Run the workflow again later."),
  server: lookUpFailure("server", "Run the workflow again when GitHub is well."),
  timeout: lookUpFailure("timeout", "Run the workflow again when GitHub is well."),
  network: lookUpFailure("network", "Check the runner's way to GITHUB_API_URL, then run the workflow again."),
  unexpected: lookUpFailure("unexpected", "Check GITHUB_API_URL; the answer is not GitHub's."),
} satisfies Record<Exclude<GitHubErrorKind, "not-found">, unknown>;
