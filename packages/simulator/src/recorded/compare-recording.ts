import type { SimulatedRepository } from "../trace/facts.ts";
import type { JobTrace, Reason, StepTrace, Trace, WorkflowTrace } from "../trace/trace.ts";
import { type Candidate, type MatchedJob, matchJobs } from "./match-jobs.ts";
import { matchSteps } from "./match-steps.ts";
import { ended } from "./outcomes-of-recording.ts";
import type { RecordedJob, Recording } from "./recording.ts";

/** Where a trace and a run differ. */
export interface Disagreement {
  readonly code:
    | "run"
    | "name"
    | "job"
    | "job-missing"
    | "job-added"
    | "result"
    | "step"
    | "step-missing"
    | "step-added";
  /** ``job `Test (22)` ``, with its step where it is about one. */
  readonly about: string;
  /** What the trace says. */
  readonly said: string;
  /** Why it says so: a sentence without a final stop. */
  readonly because: string;
  /** What GitHub did. */
  readonly gitHub: string;
}

export interface RecordedComparison {
  readonly disagreements: readonly Disagreement[];
  /** Jobs and steps that agree. */
  readonly agreed: { readonly jobs: number; readonly steps: number };
  /** Jobs and steps of which the trace says that it does not know: no disagreements. */
  readonly unknown: { readonly jobs: readonly string[]; readonly steps: number };
}

/** Compares a trace, made with the outcomes of the recording, with what GitHub did. */
export function compareRecording(
  trace: Trace,
  recording: Recording,
  repository: SimulatedRepository,
): RecordedComparison {
  const { run } = recording;
  const tally = newTally();
  const workflow = trace.workflows.find(({ file }) => file === run.path);
  const fact = repository.workflows.get(run.path);
  if (!workflow || !fact) {
    tally.differ("run", `workflow \`${run.path}\``, "nothing", "the repository has no such workflow", "it ran");
    return tally.done();
  }
  if (!compareStart(workflow, recording, tally)) return tally.done();
  if (run.name !== undefined && run.name !== workflow.name) {
    tally.differ("name", "workflow", `it is called \`${workflow.name}\``, "its `name` says so", `\`${run.name}\``);
  }
  const title = workflow.run?.name;
  if (
    fact.model["run-name"] !== undefined &&
    typeof title === "string" &&
    run.title !== undefined &&
    title !== run.title
  ) {
    tally.differ("name", "run", `it is called \`${title}\``, "its `run-name` says so", `\`${run.title}\``);
  }
  const { matched, missing, added } = matchJobs(workflow.run?.jobs ?? [], recording.jobs);
  for (const match of matched) compareJob(match, tally);
  for (const candidate of missing) tellMissing(candidate, tally);
  for (const { name, conclusion } of added) {
    tally.differ(
      "job-added",
      `job \`${name}\``,
      "there is none of that name",
      "no job of the workflow makes it",
      conclusion,
    );
  }
  return tally.done();
}

type Tally = ReturnType<typeof newTally>;

function newTally() {
  const disagreements: Disagreement[] = [];
  const agreed = { jobs: 0, steps: 0 };
  const unknown = { jobs: [] as string[], steps: 0 };
  return {
    agreed,
    unknown,
    differ(code: Disagreement["code"], about: string, said: string, because: string, gitHub: string): void {
      disagreements.push({ code, about, said, because, gitHub });
    },
    done: (): RecordedComparison => ({ disagreements, agreed, unknown }),
  };
}

/** @returns whether there is more to compare. */
function compareStart(workflow: WorkflowTrace, { run, jobs }: Recording, tally: Tally): boolean {
  const about = `workflow \`${workflow.file}\``;
  if (workflow.starts === "no") {
    tally.differ("run", about, "it does not start", workflow.reason.text, `it ran (${run.conclusion})`);
    return false;
  }
  const isRefused = workflow.run?.verdict === "refused";
  const wasRefused = run.conclusion === "startup_failure";
  if (isRefused !== wasRefused) {
    const { text } = workflow.run?.reason ?? workflow.reason;
    const said = isRefused ? "it is refused" : "it runs";
    tally.differ("run", about, said, text, wasRefused ? "it failed to start" : `it ran (${run.conclusion})`);
    return false;
  }
  const waited = run.conclusion === "action_required" && jobs.length === 0;
  if (waited && workflow.run?.verdict !== "waits") {
    tally.differ("run", about, "it runs", workflow.reason.text, "it waited for an approval");
  }
  return !isRefused && !waited;
}

function compareJob({ recorded, job, leg }: MatchedJob, tally: Tally): void {
  const about = `job \`${recorded.name}\``;
  const wasSkipped = recorded.conclusion === "skipped";
  if (job.verdict === "unknown") {
    tally.unknown.jobs.push(recorded.name);
    return;
  }
  const because = (leg?.trace.reason ?? job.reason).text;
  if ((job.verdict === "skipped") !== wasSkipped) {
    tally.differ("job", about, said(job.verdict), because, did(recorded.conclusion));
    return;
  }
  const before = tally.done().disagreements.length;
  if (!wasSkipped) compareResult(about, job, { recorded, job, ...(leg ? { leg } : {}) }, tally);
  if (leg && recorded.steps.length > 0) compareSteps(about, recorded, leg.trace.steps, tally);
  if (tally.done().disagreements.length === before) tally.agreed.jobs += 1;
}

function compareResult(about: string, job: JobTrace, { recorded, leg }: MatchedJob, tally: Tally): void {
  const result = leg ? leg.trace.result : job.result;
  const conclusion = ended(recorded.conclusion);
  if (result === "unknown" || conclusion === undefined || result === conclusion) return;
  tally.differ("result", about, `it comes to ${result}`, "its steps do", did(recorded.conclusion));
}

function compareSteps(
  about: string,
  { steps: recorded, conclusion }: RecordedJob,
  steps: readonly StepTrace[],
  tally: Tally,
): void {
  const { matched, missing, added } = matchSteps(steps, recorded);
  for (const { step, recorded: said } of matched) {
    const place = `${about}, step \`${said.name}\``;
    const wasSkipped = said.conclusion === "skipped";
    if (step.verdict === "unknown") tally.unknown.steps += 1;
    // What a cancelled job did not come to is listed as skipped, or as cancelled.
    else if (said.conclusion === undefined || said.conclusion === "cancelled") tally.agreed.steps += 1;
    else if ((step.verdict === "skipped") !== wasSkipped) {
      tally.differ("step", place, saidOfStep(step), reasonOfStep(step.reason), did(said.conclusion));
    } else tally.agreed.steps += 1;
  }
  for (const step of missing) {
    if (conclusion === "cancelled" || conclusion === "timed_out" || step.verdict !== "runs") continue;
    tally.differ(
      "step-missing",
      `${about}, step \`${String(step.name)}\``,
      "it runs",
      step.reason.text,
      "it has no such step",
    );
  }
  for (const { name, conclusion: ending } of added) {
    tally.differ(
      "step-added",
      `${about}, step \`${name}\``,
      "there is none",
      "the job has no step of that name",
      did(ending ?? ""),
    );
  }
}

function tellMissing({ name, job, leg, isOpen }: Candidate, tally: Tally): void {
  if (isOpen || job.verdict === "unknown") {
    tally.unknown.jobs.push(name ?? job.place);
    return;
  }
  const { text } = leg?.trace.reason ?? job.reason;
  const about = `job \`${name ?? job.place}\``;
  tally.differ("job-missing", about, said(job.verdict), text, "it has no job of that name");
}

function said(verdict: JobTrace["verdict"]): string {
  if (verdict === "skipped") return "it is skipped";
  return verdict === "refused" ? "it fails before it starts" : "it runs";
}

function saidOfStep({ verdict }: StepTrace): string {
  return verdict === "skipped" ? "it is skipped" : "it runs";
}

function reasonOfStep({ text }: Reason): string {
  return text;
}

function did(conclusion: string): string {
  return conclusion === "skipped" ? "it was skipped" : `it ran (${conclusion})`;
}
