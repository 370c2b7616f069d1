import { createHash } from "node:crypto";
import { fail, ok } from "@yardmaster/core";
import type { GitHub, GitHubError, IssueComment, RepositoryName, WorkflowRun } from "@yardmaster/github";
import { createCommentEvent, createManualEvent } from "../helpers/orchestrator-events.ts";
import { people } from "../helpers/orchestrator-github.ts";
import { createTestClock, type RunOfRc, type TestClock } from "../helpers/orchestrator-host.ts";
import { decisionOf, outputsOf, runStage } from "../helpers/orchestrator-line.ts";

export const own = "Codertocat/Hello-World";
export const commentId = 492_700_400;
export const plainBody = "/orchestrate release-notes since=v1";
export const sha = "a".repeat(40);
export const account = { login: "github-actions[bot]", id: 41_898_282, type: "Bot" };
export const stranger = { login: "mallory", id: 666, type: "User" };
export const lost: GitHubError = { kind: "timeout", message: "No answer.", carriedOut: "unknown" };
export const forbidden: GitHubError = { kind: "forbidden", message: "No.", status: 403, carriedOut: "no" };
export const missing: GitHubError = { kind: "not-found", message: "Not there.", status: 404, carriedOut: "no" };

export function idOf(body: string, origin: number | string = commentId): string {
  return `rc-${origin}-${createHash("sha256").update(body).digest("hex").slice(0, 10)}`;
}

/** Answers that come before the usual ones, in order. */
type Given = { -readonly [M in keyof GitHub]?: Awaited<ReturnType<GitHub[M]>>[] };

interface KnownRun extends WorkflowRun {
  readonly repository: string;
  readonly event: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** A GitHub in memory, of one issue and any number of repositories, which names the runs that it starts. */
export function createWorld(given: Given = {}) {
  const calls: string[] = [];
  const comments: IssueComment[] = [];
  const runs: KnownRun[] = [];
  const reactions = new Set<string>();
  const queries: object[] = [];
  const answer = async <M extends keyof GitHub>(
    method: M,
    about: unknown,
    usual: () => Awaited<ReturnType<GitHub[M]>>,
  ): Promise<Awaited<ReturnType<GitHub[M]>>> => {
    calls.push(`${method} ${about}`);
    return (given[method]?.shift() as Awaited<ReturnType<GitHub[M]>> | undefined) ?? usual();
  };
  const nameOf = ({ owner, repo }: RepositoryName): string => `${owner}/${repo}`;
  const start = (repository: RepositoryName, event: string, file: string, inputs: KnownRun["inputs"]): KnownRun => {
    const id = 5 + runs.length;
    const run = {
      ...{ id, repository: nameOf(repository), event, inputs, status: "queued", conclusion: undefined },
      htmlUrl: `https://github.com/${nameOf(repository)}/actions/runs/${id}`,
      displayTitle: `x (${inputs.correlation_id})`,
      path: `.github/workflows/${file}`,
    };
    runs.push(run);
    return run;
  };
  const write = (id: number, body: string, author = account): IssueComment => {
    const at = comments.findIndex((each) => each.id === id);
    const comment = { id, author, body, htmlUrl: `https://github.com/${own}/issues/1#issuecomment-${id}` };
    comments.splice(at < 0 ? comments.length : at, 1, comment);
    return comment;
  };
  const github: GitHub = {
    collaborator: (_, login) =>
      answer("collaborator", login, () =>
        ok({
          userId: people.triager.id,
          login,
          permissions: { pull: true, triage: true, push: false, maintain: false, admin: false },
          roleName: "triage",
        }),
      ),
    teamMembership: async () => fail(missing),
    teamVisibility: async () => fail(missing),
    pullRequest: (_, number) =>
      answer("pullRequest", number, () =>
        ok({ number, isOpen: true, headSha: sha, headRepository: own, baseRepository: own }),
      ),
    dispatchWorkflow: ({ repository, workflow, inputs }) =>
      answer("dispatchWorkflow", `${nameOf(repository)} ${workflow}`, () => {
        const { id, htmlUrl } = start(repository, "workflow_dispatch", workflow, inputs);
        return ok({ status: 200, run: { id, htmlUrl, apiUrl: "https://api.github.com/x" } });
      }),
    dispatchRepository: ({ repository, eventType, payload }) =>
      answer("dispatchRepository", `${nameOf(repository)} ${eventType}`, () => {
        start(repository, "repository_dispatch", "any.yml", payload);
        return ok({ status: 204 });
      }),
    workflowRuns: (query) => {
      queries.push(query);
      const { repository, event } = query;
      const known = () => runs.filter((run) => run.repository === nameOf(repository) && run.event === event);
      return answer("workflowRuns", nameOf(repository), () => ok(known().reverse()));
    },
    workflowRun: (repository, id) =>
      answer("workflowRun", `${nameOf(repository)} ${id}`, () => {
        const run = runs.find((each) => each.id === id && each.repository === nameOf(repository));
        return run ? ok(run) : fail(missing);
      }),
    cancelRun: (repository, id) => answer("cancelRun", `${nameOf(repository)} ${id}`, () => ok("requested")),
    react: (_, id, content) =>
      answer("react", content, () => {
        const created = !reactions.has(`${id} ${content}`);
        reactions.add(`${id} ${content}`);
        return ok({ created, account });
      }),
    issueComments: () => answer("issueComments", "", () => ok([...comments])),
    createComment: (_repository, _issue, body) =>
      answer("createComment", "", () => ok(write(3_000 + comments.length, body))),
    updateComment: (_, id, body) => answer("updateComment", id, () => ok(write(id, body))),
  };
  return { github, calls, comments, runs, queries, reactions, write };
}

export type World = ReturnType<typeof createWorld>;

export interface Try {
  readonly body?: string;
  /** Given alone instead: without the slash. */
  readonly command?: string;
  readonly commentId?: number;
  readonly pullRequest?: number;
  readonly runId?: string;
  readonly attempt?: number;
  readonly tasks?: readonly object[];
  readonly deadlineSeconds?: number;
  /** What arrives at the dispatch in place of what the gate has put out. */
  readonly outputs?: (outputs: Readonly<Record<string, string>>) => Readonly<Record<string, string | undefined>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly clock?: TestClock;
}

/** The gate, then the dispatch, whatever the gate has said. */
export async function attemptIn(world: World, options: Try = {}) {
  const {
    body = plainBody,
    command,
    tasks,
    outputs = (same) => same,
    deadlineSeconds = 420,
    env,
    clock = createTestClock(),
  } = options;
  const event =
    command === undefined
      ? createCommentEvent({ ...people.triager, ...options, body })
      : createManualEvent({ ...people.triager, inputs: { command } });
  const start = clock.now().getTime();
  const line = {
    event,
    clock,
    apiUrl: "https://api.github.com",
    github: () => world.github,
    runId: options.runId ?? "42",
    attempt: options.attempt ?? 1,
    flags: ["--deadline", String(deadlineSeconds)],
    ...(tasks && { files: { "generated/orchestrator-tasks.json": JSON.stringify({ version: 1, tasks }) } }),
  };
  const gate = await runStage("gate", line);
  const before = world.calls.length;
  const run: RunOfRc = await runStage("dispatch", { ...line, ...(env && { env }) }, outputs(outputsOf(gate)));
  if (run.code === 3) throw new Error(run.stderr);
  const decision = decisionOf(run);
  return {
    run,
    gate: outputsOf(gate),
    decision,
    calls: world.calls.slice(before),
    waitedSeconds: (clock.now().getTime() - start) / 1000,
    results: (decision?.commands ?? []).map(
      (each: { result: string; reason_code: string }) => `${each.result} ${each.reason_code}`,
    ) as string[],
    targets: (decision?.commands[0]?.targets ?? []).map(
      (each: { result: string; reason_code: string; sent: number }) =>
        `${each.result} ${each.reason_code} ${each.sent}`,
    ) as string[],
  };
}

export interface Left {
  readonly [key: string]: unknown;
}

/** The marker of a status comment that an earlier attempt could have left. */
export function marker(changes: Left = {}, target: Left = {}): string {
  return `<!-- orchestrator:v1 ${JSON.stringify(statusLeft(changes, target))} -->\nx`;
}

export function statusLeft(changes: Left = {}, target: Left = {}): Left {
  const result = changes.result ?? "sending";
  return {
    id: idOf(plainBody),
    run: "42",
    run_url: "https://github.com/x/actions/runs/42",
    at: "2026-11-22T15:00:00.000Z",
    text: plainBody,
    task: "release-notes",
    result,
    reason_code: "x",
    reason: "x",
    hint: null,
    targets: [{ repository: own, result, run: null, progress: null, ...target }],
    ...changes,
  };
}

/** What the marker of a status comment says. */
export function readMarker(body: string | undefined): Left {
  const [line = ""] = (body ?? "").split("\n");
  return JSON.parse(line.slice("<!-- orchestrator:v1 ".length, -" -->".length)) as Left;
}

export const url = (id: number, repository = own): string => `https://github.com/${repository}/actions/runs/${id}`;
/** What was asked of runs, or done to them. */
export const asked = (calls: readonly string[]): readonly string[] =>
  calls.filter((call) => /^(workflowRuns?|cancelRun) /.test(call));

/** A later comment on the issue, by a run of its own. */
export async function ask(world: World, body = "/orchestrate status", tasks?: readonly object[]) {
  const line = await attemptIn(world, { body, commentId: 600_000_000, runId: "99", ...(tasks && { tasks }) });
  return { ...line, answer: line.decision.commands[0].answer as readonly string[] };
}
