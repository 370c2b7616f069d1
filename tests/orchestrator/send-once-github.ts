import { createHash } from "node:crypto";
import { fail, ok, type Result, type TaskTable } from "@yardmaster/core";
import type { DispatchReceipt, GitHub, GitHubError, IssueComment, WorkflowRun } from "@yardmaster/github";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import { people } from "../helpers/orchestrator-github.ts";
import { createTestClock } from "../helpers/orchestrator-host.ts";
import { decisionOf, runStage, verdictsText } from "../helpers/orchestrator-line.ts";
import { sampleTasks } from "../helpers/orchestrator-tasks.ts";

/** What a GitHub of plain answers says to each kind of request, in order; the last answer stays. */
export interface Script {
  readonly dispatches?: readonly Result<DispatchReceipt, GitHubError>[];
  readonly looks?: readonly Result<readonly WorkflowRun[], GitHubError>[];
  /** To the request for one run. */
  readonly run?: Result<WorkflowRun, GitHubError>;
  /** Bodies of the account's own comments. */
  readonly comments?: readonly string[];
  /** How long a dispatch takes, in seconds. */
  readonly dispatchSeconds?: number;
  /** How long the list of comments takes, in seconds. */
  readonly commentsSeconds?: number;
}

export interface Attempt {
  readonly command?: string;
  /** In a comment; else in a manual run. */
  readonly isComment?: boolean;
  readonly attempt?: number;
  readonly deadlineSeconds?: number;
  readonly files?: Readonly<Record<string, string>>;
}

const account = { login: "github-actions[bot]", id: 41_898_282, type: "Bot" };
export const commentId = 492_700_400;
export const plainCommand = "release-notes since=v1";

export function idOf(origin: string, command: string): string {
  return `rc-${origin}-${createHash("sha256").update(command).digest("hex").slice(0, 10)}`;
}

export const manualId = idOf("r42", plainCommand);
export const commentIdOfCommand = idOf(String(commentId), `/orchestrate ${plainCommand}`);

export function runTitled(displayTitle: string, id = 5): WorkflowRun {
  const htmlUrl = `https://github.com/octo-org/octo-repo/actions/runs/${id}`;
  return {
    id,
    htmlUrl,
    displayTitle,
    status: "queued",
    conclusion: undefined,
    path: ".github/workflows/release-notes.yml@refs/heads/main",
  };
}

export const lost: GitHubError = { kind: "timeout", message: "No answer.", carriedOut: "unknown" };
export const refusedWith = (kind: GitHubError["kind"], status: number): GitHubError => ({
  kind,
  message: `GitHub answered ${status}.`,
  status,
  carriedOut: "no",
});

/** One attempt of the dispatch on a GitHub of plain answers, by a clock that stands still but for waits. */
export async function attemptOn(script: Script, options: Attempt = {}) {
  const { command = plainCommand, isComment = false, attempt = 1, deadlineSeconds = 420, files = {} } = options;
  const clock = createTestClock();
  const start = clock.now().getTime();
  const calls: string[] = [];
  const queries: unknown[] = [];
  const next = <T>(answers: readonly T[] | undefined, what: string): T => {
    const before = calls.filter((call) => call === what).length;
    calls.push(what);
    const answer = answers?.[Math.min(before, answers.length - 1)];
    if (answer === undefined) throw new Error(`the test expects no ${what}`);
    return answer;
  };
  const pass = async <T>(seconds: number, answer: T): Promise<T> => {
    await clock.wait(seconds * 1000);
    return answer;
  };
  const unexpected = async (): Promise<never> => {
    throw new Error("the test expects no such request");
  };
  const comment = (body: string, index: number): IssueComment => ({
    id: 3_000 + index,
    author: account,
    body,
    htmlUrl: `https://github.com/Codertocat/Hello-World/issues/1#issuecomment-${3_000 + index}`,
  });
  const github: GitHub = {
    collaborator: unexpected,
    teamMembership: unexpected,
    teamVisibility: unexpected,
    pullRequest: unexpected,
    cancelRun: unexpected,
    dispatchWorkflow: () => pass(script.dispatchSeconds ?? 0, next(script.dispatches, "dispatch")),
    dispatchRepository: async () => next(script.dispatches, "dispatch"),
    workflowRuns: async (query) => {
      queries.push(query);
      return next(script.looks, "look");
    },
    workflowRun: async (_, id) => next(script.run && [script.run], `run ${id}`),
    react: async () => ok({ created: true, account }),
    issueComments: () => pass(script.commentsSeconds ?? 0, ok((script.comments ?? []).map(comment))),
    createComment: async (_repository, _issue, body) => ok(comment(body, 99)),
    updateComment: async (_repository, id, body) => ok({ ...comment(body, 0), id }),
  };
  const event = isComment
    ? createCommentEvent({ ...people.triager, body: `/orchestrate ${command}`, commentId })
    : createManualEvent({ ...people.triager, inputs: { command } });
  const id = isComment ? idOf(String(commentId), `/orchestrate ${command}`) : idOf("r42", command);
  const verdict = { id, allowed: true, reason_code: "by-test", reason: "Yes.", hint: null, head: null };
  const run = await runStage(
    "dispatch",
    {
      event,
      apiUrl: "https://api.github.com",
      attempt,
      clock,
      github: () => github,
      flags: ["--deadline", String(deadlineSeconds)],
      files,
    },
    {
      allowed: "true",
      run_attempt: String(attempt),
      verdicts: verdictsText([verdict], files?.["generated/orchestrator-tasks.json"]),
    },
  );
  if (run.code > 1) throw new Error(`exit ${run.code}: ${run.stderr}`);
  const [record] = decisionOf(run).commands;
  const [target] = record.targets;
  return {
    code: run.code,
    reason: target.reason_code as string,
    message: target.reason as string,
    hint: target.hint as string | null,
    result: target.result as string,
    sent: target.sent as number,
    status: target.status as number | null,
    run: target.run as { id: string; url: string } | null,
    calls: calls.join(" "),
    queries,
    waitedSeconds: (clock.now().getTime() - start) / 1000,
  };
}

export const failed = (error: GitHubError) => fail(error);

export const named = ok({
  status: 200,
  run: { id: 5, apiUrl: "https://api.github.com/x", htmlUrl: "https://github.com/octo-org/octo-repo/actions/runs/5" },
} as const);
export const unnamed = ok({ status: 204 } as const);
export const found = ok([runTitled(`release-notes (${manualId})`)]);
export const absent = ok([]);
export const link = { id: "5", url: "https://github.com/octo-org/octo-repo/actions/runs/5" };
export const subject = '"release-notes.yml" in "octo-org/octo-repo"';
export const looks = (count: number): string => Array(count).fill("look").join(" ");
/** At 0, 1, 3, 7, 15, 30, 45 and 60 seconds. */
export const looksOfAMinute = looks(8);

/** The same tasks without a way to find their runs. */
export const untraceable: TaskTable = {
  ...sampleTasks,
  tasks: sampleTasks.tasks.map((task) => {
    const { correlation: _, ...dispatch } = task.dispatch;
    return { ...task, dispatch };
  }),
};
export const withoutCorrelation = { files: { "generated/orchestrator-tasks.json": JSON.stringify(untraceable) } };
