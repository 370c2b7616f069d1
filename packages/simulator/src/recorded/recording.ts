import { asList, asMap, fail, ok, type Result, type Value, type ValueMap } from "@yardmaster/core";

/**
 * A finished run as GitHub's API tells it. Source: docs.github.com, "Get a workflow run" and "List jobs for a workflow run";
 * of an older attempt, "Get a workflow run attempt".
 */
export interface Recording {
  readonly run: RecordedRun;
  readonly jobs: readonly RecordedJob[];
  /** The payload of the event, where somebody kept it. */
  readonly event?: ValueMap;
}

export interface RecordedRun {
  readonly id: number | undefined;
  /** `.github/workflows/ci.yml`. */
  readonly path: string;
  /** Of the workflow. */
  readonly name: string | undefined;
  /** What `run-name` made. */
  readonly title: string | undefined;
  readonly event: string;
  readonly conclusion: string;
  readonly attempt: number;
  readonly headBranch: string | undefined;
  readonly headSha: string;
  readonly actor: string | undefined;
  readonly triggeringActor: string | undefined;
  /** Of the head commit. */
  readonly message: string | undefined;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  /** `owner/name`. */
  readonly repository: string | undefined;
  /** Of where the head comes from. */
  readonly headRepository: string | undefined;
  readonly pullRequests: readonly ValueMap[];
}

export interface RecordedJob {
  /** Of its check run. */
  readonly name: string;
  readonly conclusion: string;
  readonly steps: readonly RecordedStep[];
}

export interface RecordedStep {
  readonly name: string;
  readonly conclusion: string | undefined;
  readonly number: number;
}

/**
 * Reads `{ run, jobs, event? }`, or the run alone beside the list of jobs. `jobs` may be the list, or what the API answers with
 * `total_count` and `jobs`, or several such pages.
 * @param jobs where they stand apart.
 * @returns a sentence without a final stop where it is none, or not of a finished run.
 */
export function readRecording(value: Value | undefined, jobs?: Value): Result<Recording, string> {
  const whole = asMap(value);
  const run = asMap(whole?.run) ?? whole;
  const { path, event } = run ?? {};
  if (!run || typeof path !== "string" || typeof event !== "string") {
    return fail("it holds no workflow run: `path` and `event` are missing");
  }
  const conclusion = textOf(run.conclusion);
  if (conclusion === undefined) return fail("the run has not finished: its `conclusion` is missing");
  const listed = readJobs(jobs ?? whole?.jobs);
  if (!listed.ok) return listed;
  const payload = whole === run ? undefined : asMap(whole?.event);
  return ok({ run: readRun(run, path, event, conclusion), jobs: listed.value, ...(payload ? { event: payload } : {}) });
}

function readRun(run: ValueMap, path: string, event: string, conclusion: string): RecordedRun {
  const commit = asMap(run.head_commit);
  const repository = asMap(run.repository);
  return {
    id: typeof run.id === "number" ? run.id : undefined,
    path: path.replace(/@.*$/s, ""),
    name: textOf(run.name),
    title: textOf(run.display_title),
    event,
    conclusion,
    attempt: typeof run.run_attempt === "number" ? run.run_attempt : 1,
    headBranch: textOf(run.head_branch),
    headSha: textOf(run.head_sha) ?? "",
    actor: textOf(asMap(run.actor)?.login),
    triggeringActor: textOf(asMap(run.triggering_actor)?.login),
    message: textOf(commit?.message),
    startedAt: textOf(run.run_started_at) ?? textOf(run.created_at) ?? "",
    repository: textOf(repository?.full_name),
    headRepository: textOf(asMap(run.head_repository)?.full_name),
    pullRequests: asList(run.pull_requests).flatMap((each) => {
      const pullRequest = asMap(each);
      return pullRequest ? [pullRequest] : [];
    }),
  };
}

function readJobs(value: Value | undefined): Result<readonly RecordedJob[], string> {
  const pages = Array.isArray(value) && value.every((page) => asMap(page)?.jobs !== undefined) ? value : [value];
  const jobs: RecordedJob[] = [];
  for (const page of pages as readonly (Value | undefined)[]) {
    const list = Array.isArray(page) ? page : asMap(page)?.jobs;
    if (!Array.isArray(list)) return fail("it holds no jobs: give what the API lists as `jobs`");
    for (const entry of list as readonly Value[]) {
      const job = asMap(entry);
      const [name, conclusion] = [textOf(job?.name), textOf(job?.conclusion)];
      if (name === undefined) return fail("an entry of `jobs` has no `name`");
      if (conclusion === undefined) return fail(`the job \`${name}\` has not finished: its \`conclusion\` is missing`);
      jobs.push({ name, conclusion, steps: asList(job?.steps).flatMap(readStep) });
    }
  }
  const total = pages.map((page) => asMap(page)?.total_count).find((count) => typeof count === "number");
  if (typeof total === "number" && total > jobs.length) {
    return fail(`it holds ${jobs.length} of ${total} jobs: give all pages`);
  }
  return ok(jobs);
}

function readStep(value: Value, index: number): readonly RecordedStep[] {
  const step = asMap(value);
  const name = textOf(step?.name);
  if (name === undefined) return [];
  return [
    { name, conclusion: textOf(step?.conclusion), number: typeof step?.number === "number" ? step.number : index + 1 },
  ];
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
