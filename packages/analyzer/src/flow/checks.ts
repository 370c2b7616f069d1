import { actionName, type StepView, type UsesReference } from "@yardmaster/core";

/** Whether a step looks who it is that started the run: their permission, their team, or a list of people. */
export function isCheckingStep({ keys, uses, script }: Pick<StepView, "keys" | "uses" | "script">): boolean {
  const text = script?.text ?? keys.run;
  if (typeof text === "string" && looks.test(text)) return true;
  const reference = uses;
  if (reference?.kind !== "repository") return reference?.kind === "local" && says.test(reference.folder);
  const name = actionName(reference);
  if (name.startsWith("githubsecuritylab/")) return false;
  if (checkingActions.has(name) || says.test(name)) return true;
  const inputs = keys.with;
  if (typeof inputs !== "object" || inputs === null || Array.isArray(inputs)) return false;
  const { script: body, route } = inputs as { readonly script?: unknown; readonly route?: unknown };
  return [body, route].some((input) => typeof input === "string" && looks.test(input));
}

/** A called workflow is known by its name alone. */
export function isCheckingCall(uses: UsesReference): boolean {
  return (uses.kind === "local" || uses.kind === "repository") && says.test(uses.folder);
}

const looks =
  /\/collaborators\/|\/memberships\/|getCollaboratorPermissionLevel|checkCollaborator|getMembershipForUserInOrg|checkMembershipForUser|author_association|authorAssociation|\brc orchestrator gate\b|\bcheck[_-](?:comment|user|actor|author)[_-]permissions?\b/;
const says =
  /(?:permission|authoriz|authoris|membership|collaborator|allowed-user|check-(?:user|actor|author|team)|(?:user|actor|author|team)-check|-gate\b)/i;

/**
 * Actions that answer, or fail, by who started the run, and whose names do not say it.
 * Source: CodeQL, `actions/ql/lib/codeql/actions/security/ControlChecks.qll`; their documents.
 */
const checkingActions: ReadonlySet<string> = new Set([
  "actions-cool/check-user-permission",
  "github/command",
  "peter-evans/slash-command-dispatch",
  "prince-chrismc/check-actor-permissions-action",
  "sushichop/action-repository-permission",
  "tspascoal/get-user-teams-membership",
  "xt0rted/slash-command-action",
  "github/branch-deploy",
  "themoddinginquisition/actions-team-membership",
  "morfien101/actions-authorized-user",
]);
