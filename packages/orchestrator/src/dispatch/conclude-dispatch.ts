import { type Diagnostic, defineDiagnostic, type Result } from "@yardmaster/core";
import type { DispatchReceipt, GitHubError, GitHubErrorKind, WorkflowDispatch } from "@yardmaster/github";
import type { Reason } from "../fact.ts";
import { quote } from "../visible-text.ts";

/** `unknown`: the request went out, and whether GitHub carried it out cannot be told from here. */
export type DispatchConclusion =
  | { readonly result: "dispatched"; readonly reason: Reason; readonly receipt: DispatchReceipt }
  | { readonly result: "refused" | "unknown"; readonly reason: Diagnostic; readonly sent: boolean };

export function concludeDispatch(
  { workflow, ref }: WorkflowDispatch,
  answer: Result<DispatchReceipt, GitHubError>,
): DispatchConclusion {
  if (answer.ok) {
    const run = answer.value.run ? ` as run ${answer.value.run.id}` : "";
    const message = `GitHub started ${quote(workflow)} on ${quote(ref)}${run}.`;
    return { result: "dispatched", reason: { code: "dispatched", message }, receipt: answer.value };
  }
  const { kind, message, status } = answer.error;
  // Names and addresses that GitHub cannot know are refused before anything is sent: such an error has no status.
  const sent = kind !== "invalid" || status !== undefined;
  const result = openKinds.includes(kind) ? "unknown" : "refused";
  return { result, reason: dispatchFailures[kind]({ workflow, message }), sent };
}

/** After these GitHub may have started the workflow all the same. */
const openKinds: readonly GitHubErrorKind[] = ["server", "timeout", "network", "unexpected"];

function dispatchFailure(kind: GitHubErrorKind, hint: string) {
  const outcome = openKinds.includes(kind)
    ? (workflow: string) => `Whether GitHub started ${workflow} is unknown; it may have`
    : (workflow: string) => `GitHub did not start ${workflow}`;
  return defineDiagnostic<{ readonly workflow: string; readonly message: string }>({
    code: `dispatch-${kind}`,
    severity: "error",
    message: (p) => `${outcome(quote(p.workflow))}: ${quote(p.message, 200)}.`,
    hint: () => hint,
  });
}

const lookFirst = "Look at the workflow's runs on the Actions page before you give the command again.";

const dispatchFailures = {
  unauthorized: dispatchFailure("unauthorized", "Renew the token in ORCHESTRATOR_BOT_TOKEN."),
  forbidden: dispatchFailure("forbidden", "Give ORCHESTRATOR_BOT_TOKEN the permission Actions: write here."),
  "not-found": dispatchFailure(
    "not-found",
    "Check that the workflow file is on the default branch, and that ORCHESTRATOR_BOT_TOKEN reaches this repository.",
  ),
  invalid: dispatchFailure("invalid", "Bring task table and workflow inputs in step: npm run gen:workflows."),
  "rate-limited": dispatchFailure("rate-limited", "Give the command again later."),
  server: dispatchFailure("server", lookFirst),
  timeout: dispatchFailure("timeout", lookFirst),
  network: dispatchFailure("network", lookFirst),
  unexpected: dispatchFailure("unexpected", lookFirst),
} satisfies Record<GitHubErrorKind, unknown>;
