import type { EmbeddedGitHub, Fault } from "../../tests/helpers/embedded-github/index.ts";
import { createCommentEvent } from "../../tests/helpers/orchestrator-events.ts";
import { dispatchRoute, listRunsRoute, reactionRoute } from "../../tests/helpers/orchestrator-github.ts";
import type { DemoPerson } from "./demo-github.ts";

/** The sender of GitHub's own example payload. */
const member: DemoPerson = { login: "Codertocat", id: 21031067, role: "triage" };
const outsider: DemoPerson = { login: "passer-by", id: 700001, role: "read" };

export const demoPeople: readonly DemoPerson[] = [member, outsider];

/** One attempt of the workflow. */
export interface Step {
  /** What a reader must know beside the comment. */
  readonly note?: string;
  readonly body: string;
  readonly person: DemoPerson;
  /** From 1: steps with the same number are about the same comment. */
  readonly comment: number;
  /** The comment stands on the pull request of that number. */
  readonly pullRequest?: number;
  readonly runId: string;
  readonly attempt: number;
  /** What happens to the next requests, by route. */
  readonly faults?: Readonly<Record<string, readonly Fault[]>>;
  readonly expected: {
    /** Exit code. */
    readonly gate: 0 | 1;
    readonly stage: "dispatch" | "refuse";
    /** Exit code. */
    readonly code: 0 | 1;
    /** One for each command. */
    readonly reasons: readonly string[];
    /** On the comment: receipt, claim, outcome. */
    readonly reactions: readonly string[];
    /** Since the scenario began. */
    readonly startedRuns: number;
  };
}

export interface Scenario {
  /** As typed after the name of the simulation script. */
  readonly name: string;
  readonly title: string;
  readonly steps: readonly Step[];
}

const releaseNotes = "/orchestrate release-notes since=v1.2.0";
const base = { body: releaseNotes, person: member, comment: 1, runId: "1", attempt: 1 } as const;
const sent = { gate: 0, stage: "dispatch", code: 0, reactions: ["eyes", "rocket", "+1"], startedRuns: 1 } as const;
const shown = { ...sent, reactions: ["eyes", "+1"], startedRuns: 0 } as const;
const denied = { gate: 1, stage: "refuse", code: 0, reactions: ["eyes", "confused"], startedRuns: 0 } as const;
const failed = { ...sent, code: 1, reactions: ["eyes", "rocket", "confused"], startedRuns: 0 } as const;

const answered = (status: number, message: string) => ({ kind: "answer", status, body: { message } }) as const;
const lostAnswer: Fault = { ...answered(502, "Bad gateway"), carriedOut: true };
const limit: Fault = { ...answered(429, "You have exceeded a secondary rate limit"), headers: { "retry-after": "1" } };

export const scenarios: readonly Scenario[] = [
  {
    name: "allowed",
    title: "A member with triage asks for release notes",
    steps: [{ ...base, expected: { ...sent, reasons: ["dispatched"] } }],
  },
  {
    name: "denied",
    title: "Somebody from outside tries the same",
    steps: [{ ...base, person: outsider, expected: { ...denied, reasons: ["not-admitted"] } }],
  },
  {
    name: "unknown-task",
    title: "The member misspells the task",
    steps: [
      {
        ...base,
        body: "/orchestrate release-note since=v1.2.0",
        expected: { ...failed, reactions: ["eyes", "confused"], reasons: ["unknown-task"] },
      },
    ],
  },
  {
    name: "dry-run",
    title: "The member asks what would happen",
    steps: [
      {
        ...base,
        body: `Let us see first.\n\n${releaseNotes} --dry-run`,
        expected: { ...shown, reasons: ["dry-run"] },
      },
    ],
  },
  {
    name: "help",
    title: "The member asks for help",
    steps: [{ ...base, body: "/orchestrate help release-notes", expected: { ...shown, reasons: ["help"] } }],
  },
  {
    name: "several",
    title: "Two commands in one comment: one allowed, one for maintainers only",
    steps: [
      {
        ...base,
        body: `${releaseNotes}\n/orchestrate publish`,
        expected: {
          ...sent,
          code: 1,
          reasons: ["dispatched", "not-admitted"],
          reactions: ["eyes", "rocket", "confused"],
        },
      },
    ],
  },
  {
    name: "lost-answer",
    title: "GitHub starts the run, and its answer is lost: the run is found by looking",
    steps: [
      {
        ...base,
        faults: { [dispatchRoute]: [lostAnswer] },
        expected: { ...sent, reasons: ["dispatched-found"] },
      },
    ],
  },
  {
    name: "unknown",
    title: "The answer is lost, and the runs cannot be read: the re-run looks before it sends",
    steps: [
      {
        ...base,
        faults: { [dispatchRoute]: [lostAnswer], [listRunsRoute]: [answered(403, "Forbidden")] },
        expected: { ...failed, reasons: ["dispatch-server"], startedRuns: 1 },
      },
      {
        ...base,
        note: "Re-run all jobs",
        attempt: 2,
        expected: { ...sent, reasons: ["already-dispatched"], reactions: ["eyes", "rocket", "confused", "+1"] },
      },
    ],
  },
  {
    name: "re-run",
    title: "A run that has dispatched is run again: nothing is sent",
    steps: [
      { ...base, expected: { ...sent, reasons: ["dispatched"] } },
      { ...base, note: "Re-run all jobs", attempt: 2, expected: { ...sent, reasons: ["already-dispatched"] } },
    ],
  },
  {
    name: "rate-limit",
    title: "GitHub refuses by a rate limit: the program waits as long as it is told",
    steps: [{ ...base, faults: { [dispatchRoute]: [limit] }, expected: { ...sent, reasons: ["dispatched"] } }],
  },
  {
    name: "delivered-twice",
    title: "GitHub delivers one comment twice: the second run sends nothing",
    steps: [
      { ...base, expected: { ...sent, reasons: ["dispatched"] } },
      {
        ...base,
        note: "Another run, same comment",
        runId: "2",
        expected: { ...sent, reasons: ["already-dispatched"] },
      },
    ],
  },
  {
    name: "held",
    title: "The run that holds the command has failed: another delivery does not take its place",
    steps: [
      {
        ...base,
        faults: { [dispatchRoute]: [answered(401, "Bad credentials")] },
        expected: { ...failed, reasons: ["dispatch-unauthorized"] },
      },
      {
        ...base,
        note: "Another run, same comment",
        runId: "2",
        expected: { ...failed, reasons: ["held-by-other-run"] },
      },
      {
        ...base,
        note: "The first run again, with a new token",
        attempt: 2,
        expected: { ...sent, reasons: ["dispatched"], reactions: ["eyes", "rocket", "confused", "+1"] },
      },
    ],
  },
  {
    name: "not-claimed",
    title: "The comment cannot be claimed: nothing is sent",
    steps: [
      {
        ...base,
        faults: { [reactionRoute]: [answered(403, "Resource not accessible by integration")] },
        expected: { ...failed, reasons: ["claim-failed"], reactions: [] },
      },
    ],
  },
  {
    name: "fork",
    title: "A preview of a pull request: its head is bound, and a fork is refused",
    steps: [
      {
        ...base,
        body: "/orchestrate preview",
        pullRequest: 7,
        expected: { ...sent, reasons: ["dispatched"] },
      },
      {
        ...base,
        body: "/orchestrate preview",
        comment: 2,
        pullRequest: 8,
        runId: "2",
        expected: { ...denied, reasons: ["head-of-fork"], startedRuns: 1 },
      },
    ],
  },
  {
    name: "status-and-cancel",
    title: "The member asks what was started, and cancels it",
    steps: [
      { ...base, expected: { ...sent, reasons: ["dispatched"] } },
      {
        ...base,
        body: "/orchestrate status",
        comment: 2,
        runId: "2",
        expected: { ...shown, reasons: ["status"], startedRuns: 1 },
      },
      {
        ...base,
        body: "/orchestrate cancel release-notes",
        comment: 3,
        runId: "3",
        expected: { ...shown, reasons: ["cancelled"], startedRuns: 1 },
      },
    ],
  },
];

const firstCommentId = 492_700_400;

export function commentIdOf({ comment }: Step): number {
  return firstCommentId + comment - 1;
}

export function createStepEvent(step: Step) {
  const { body, person, pullRequest } = step;
  const on = pullRequest === undefined ? {} : { pullRequest };
  return createCommentEvent({ body, login: person.login, id: person.id, commentId: commentIdOf(step), ...on });
}

export function injectFaults({ faults = {} }: Step, github: EmbeddedGitHub): void {
  for (const [route, each] of Object.entries(faults)) github.inject(route, ...each);
}
