import { defineDiagnostic } from "@yardmaster/core";
import type { DispatchReceipt, GitHubError, GitHubErrorKind, WorkflowRun } from "@yardmaster/github";
import { defineReason } from "../reasons/define-reason.ts";
import type { Reason } from "../reasons/fact.ts";
import type { TargetRecord } from "../record/run-record.ts";
import { quote } from "../text/visible-text.ts";

/** How one dispatch ended. Every sentence is made here. */
export type TargetOutcome = Pick<TargetRecord, "sent" | "status" | "run"> & {
  readonly result: "dispatched" | "refused" | "unknown" | "held" | "not-sent";
  readonly reason: Reason;
};

/** What a sentence names: the workflow or event type, and the repository. */
export interface Subject {
  readonly name: string;
  readonly repository: string;
}

type Run = Pick<WorkflowRun, "id" | "htmlUrl">;

export function dispatched(
  subject: Subject,
  receipt: DispatchReceipt,
  run: Run | undefined,
  sent: number,
): TargetOutcome {
  return {
    result: "dispatched",
    reason: startedNow({ subject, run }),
    sent,
    status: receipt.status,
    run: link(run),
  };
}

/** The answer was lost, and the run is there. */
export function foundByLook(subject: Subject, run: Run, sent: number): TargetOutcome {
  return { result: "dispatched", reason: startedUnheard({ subject, run }), sent, status: null, run: link(run) };
}

export function alreadyDispatched(subject: Subject, run: Run): TargetOutcome {
  return { result: "dispatched", reason: startedBefore({ subject, run }), ...nothing, run: link(run) };
}

/** Of a task whose runs cannot be told apart: the status comment is all there is. */
export function recordedAsDispatched(subject: Subject, run: TargetOutcome["run"]): TargetOutcome {
  return { result: "dispatched", reason: startedBefore({ subject }), ...nothing, run };
}

export function refusedBy(subject: Subject, error: GitHubError, sent: number): TargetOutcome {
  const reason = dispatchFailures[error.kind]({ subject, message: error.message, isOpen: false });
  return { result: "refused", reason, sent, status: error.status ?? null, run: null };
}

export function refusedHere(reason: Reason, sent: number): TargetOutcome {
  return { result: "refused", reason, ...nothing, sent };
}

/** Nobody can tell: neither the answer nor a look at the runs says. */
export function leftOpen(subject: Subject, error: GitHubError, sent: number): TargetOutcome {
  const reason = dispatchFailures[error.kind]({ subject, message: error.message, isOpen: true });
  return { result: "unknown", reason, sent, status: error.status ?? null, run: null };
}

/** An earlier attempt may have sent the request, and the runs cannot be read. */
export function lookFailed(subject: Subject, error: GitHubError): TargetOutcome {
  return { result: "unknown", reason: lookImpossible({ subject, message: error.message }), ...nothing };
}

export function cannotLook(subject: Subject): TargetOutcome {
  return { result: "unknown", reason: noCorrelation({ subject }), ...nothing };
}

export function notConfirmed(subject: Subject): TargetOutcome {
  return { result: "unknown", reason: recordNotConfirmed({ subject }), ...nothing };
}

export function deadlineFirst(subject: Subject, sent: number): TargetOutcome {
  return { result: "not-sent", reason: deadline({ subject }), ...nothing, sent };
}

export function heldElsewhere(subject: Subject, holder: string): TargetOutcome {
  return { result: "held", reason: heldByOtherRun({ subject, holder }), ...nothing };
}

export function claimFailed(subject: Subject, error: GitHubError): TargetOutcome {
  return {
    result: "not-sent",
    reason: claimImpossible({ subject, kind: error.kind, message: error.message }),
    ...nothing,
  };
}

const nothing = { sent: 0, status: null, run: null } as const;

function link(run: Run | undefined): TargetOutcome["run"] {
  return run ? { id: String(run.id), url: run.htmlUrl } : null;
}

function printSubject({ name, repository }: Subject): string {
  return `${quote(name)} in ${quote(repository, 140)}`;
}

export const startedNow = defineReason<{ readonly subject: Subject; readonly run: Run | undefined }>(
  "dispatched",
  ({ subject, run }) =>
    `GitHub started ${printSubject(subject)}${run ? ` as run ${run.id}` : "; its run is not known yet"}.`,
);

export const startedUnheard = defineReason<{ readonly subject: Subject; readonly run: Run }>(
  "dispatched-found",
  ({ subject, run }) => `GitHub's answer was lost; ${printSubject(subject)} was started as run ${run.id}.`,
);

/** `run`: as GitHub has it; absent where the status comment is all there is. */
export const startedBefore = defineReason<{ readonly subject: Subject; readonly run?: Run }>(
  "already-dispatched",
  ({ subject, run }) =>
    run
      ? `An earlier attempt started ${printSubject(subject)} as run ${run.id}; nothing was sent.`
      : `The status comment says that an earlier attempt started ${printSubject(subject)}; nothing was sent.`,
);

interface Failure {
  readonly subject: Subject;
  readonly message: string;
  readonly isOpen: boolean;
}

function dispatchFailure(kind: GitHubErrorKind, hint: string) {
  return defineDiagnostic<Failure>({
    code: `dispatch-${kind}`,
    severity: "error",
    message: ({ subject, message, isOpen }) =>
      isOpen
        ? `Whether GitHub started ${printSubject(subject)} is unknown; it may have: ${quote(message, 200)}.`
        : `GitHub did not start ${printSubject(subject)}: ${quote(message, 200)}.`,
    hint: ({ isOpen }) => (isOpen ? lookFirst : hint),
  });
}

const lookFirst = 'Use "Re-run all jobs": it looks for the run before it sends anything.';

export const dispatchFailures = {
  unauthorized: dispatchFailure("unauthorized", "Renew the token in ORCHESTRATOR_BOT_TOKEN."),
  forbidden: dispatchFailure("forbidden", "Give ORCHESTRATOR_BOT_TOKEN the permission that the dispatch needs there."),
  "not-found": dispatchFailure(
    "not-found",
    "Check that the workflow file is on the default branch, and that ORCHESTRATOR_BOT_TOKEN reaches the repository.",
  ),
  invalid: dispatchFailure(
    "invalid",
    "Bring task table and workflow inputs in step: npm run gen:workflows. Where nothing was sent, check token and names.",
  ),
  "rate-limited": dispatchFailure("rate-limited", 'Use "Re-run all jobs" when the limit is over.'),
  server: dispatchFailure("server", lookFirst),
  timeout: dispatchFailure("timeout", lookFirst),
  network: dispatchFailure("network", lookFirst),
  unexpected: dispatchFailure(
    "unexpected",
    "After a redirect: the repository was renamed, so correct the table of tasks. Else check GITHUB_API_URL.",
  ),
} satisfies Record<GitHubErrorKind, unknown>;

export const lookImpossible = defineDiagnostic<{ readonly subject: Subject; readonly message: string }>({
  code: "look-failed",
  severity: "error",
  message: (p) =>
    `An earlier attempt may have started ${printSubject(p.subject)}, and its runs cannot be read: ${quote(p.message, 200)}.`,
  hint: () => "Nothing was sent. Run all jobs again when GitHub is well.",
});

export const noCorrelation = defineDiagnostic<{ readonly subject: Subject }>({
  code: "cannot-look",
  severity: "error",
  message: (p) =>
    `An earlier attempt may have started ${printSubject(p.subject)}, and the task names no correlation by which its run is found.`,
  hint: () => "Look at the workflow's runs; give the command in a new comment if there is none.",
});

export const recordNotConfirmed = defineDiagnostic<{ readonly subject: Subject }>({
  code: "record-not-confirmed",
  severity: "error",
  message: (p) => `The status comment says that ${printSubject(p.subject)} was started, and its run is not there.`,
  hint: () => "Nothing was sent. If the run was deleted, give the command in a new comment.",
});

export const deadline = defineDiagnostic<{ readonly subject: Subject }>({
  code: "deadline-exceeded",
  severity: "error",
  message: (p) => `The time of this run was over before ${printSubject(p.subject)} was started.`,
  hint: () => 'Use "Re-run all jobs".',
});

export const heldByOtherRun = defineDiagnostic<{ readonly subject: Subject; readonly holder: string }>({
  code: "held-by-other-run",
  severity: "error",
  message: (p) =>
    `Run ${quote(p.holder)} has taken this command for ${printSubject(p.subject)}, and no run of it is there yet.`,
  hint: () => "Look at that run. If it has failed, run all of its jobs again, or write a new comment.",
});

export const claimImpossible = defineDiagnostic<{
  readonly subject: Subject;
  readonly kind: string;
  readonly message: string;
}>({
  code: "claim-failed",
  severity: "error",
  message: (p) =>
    `The comment could not be claimed, so ${printSubject(p.subject)} was not started: ${quote(p.message, 200)}.`,
  hint: () => 'GITHUB_TOKEN needs issues: write and pull-requests: write. Then use "Re-run all jobs".',
});
