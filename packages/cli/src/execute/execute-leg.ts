import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  asList,
  asMap,
  type JobView,
  runnerSystem,
  runnerSystemNames,
  secretsIn,
  type Value,
  type WorkflowModel,
} from "@yardmaster/core";
import { causesOf, type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { type LegTrace, type StepResult, textsOf } from "@yardmaster/simulator";
import { endOrphans } from "./end-orphans.ts";
import { executeSteps } from "./execute-steps.ts";
import { annotate, type Execution, type Leg, type StepFrame, say } from "./execution.ts";
import type { StepEnd } from "./step-end.ts";

export interface LegToExecute {
  readonly execution: Execution;
  readonly job: JobView;
  readonly model: WorkflowModel;
  readonly trace: LegTrace;
  /** From 0, among all of the execution. */
  readonly number: number;
  readonly legIndex: number;
  readonly legCount: number;
  readonly name: string;
  /** `github`, `inputs`, `needs`, `secrets`, `vars`. */
  readonly contexts: PartialMap;
  readonly placeOfRun: { readonly ref: string; readonly sha: string };
  /** Where its workflow comes from: `job.workflow_…`. */
  readonly definition: PartialMap;
  readonly anySystem: boolean;
  readonly keep: boolean;
}

export interface LegEnd {
  /** `unknown`: a step that would have run was not executed. */
  readonly status: StepResult;
  /** Why nothing of it ran, or which steps did not: a sentence without a final stop. */
  readonly reason?: string;
  readonly steps: readonly StepEnd[];
  readonly outputs: PartialMap;
  readonly summaries: readonly string[];
}

/** One leg of a job, on a machine of its own: folders that nothing else uses. */
export async function executeLeg(given: LegToExecute): Promise<LegEnd> {
  const { execution, job, model, name } = given;
  const refusal = refusalOf(given);
  if (refusal !== undefined) {
    execution.print(name, `Not executed: ${execution.masker.mask(refusal)}`);
    return { status: "unknown", reason: refusal, steps: [], outputs: {}, summaries: [] };
  }
  const leg = createLeg(given);
  warnOfSecrets(given);
  const github = githubOf(given, leg);
  const contexts: PartialMap = {
    ...given.contexts,
    github,
    matrix: given.trace.matrix,
    strategy: strategyOf(job, given),
    job: { ...given.definition, check_run_id: 53_000_000_000 + given.number },
  };
  const scope = { contexts, answers: {} };
  for (const [what, value] of [
    ["the workflow's env", model.env],
    ["the job's env", job.keys.env],
  ] as const) {
    const env = Object.fromEntries(leg.environment);
    const texts = textsOf(value as Value | undefined, { ...scope, contexts: { ...contexts, env } }, "env");
    if (!texts.ok) {
      say(leg, name, `Not executed: in ${what}, ${texts.error.text}`);
      return { status: "unknown", reason: texts.error.text, steps: [], outputs: {}, summaries: [] };
    }
    for (const [key, text] of Object.entries(texts.value)) leg.environment.set(key, text);
  }
  const frame: StepFrame = {
    leg,
    contexts,
    steps: {},
    env: {},
    defaults: [job.keys.defaults, model.defaults].map((value) => asMap(asMap(value as Value | undefined)?.run)),
    prefix: name,
  };
  const minutes = Number(asNumber(job.keys["timeout-minutes"]) ?? 360);
  const timer = setTimeout(() => {
    const message = `The job has exceeded the maximum execution time of ${minutes} minutes`;
    annotate(leg, name, { level: "error", message });
    leg.controller.abort();
  }, minutes * 60_000);
  const signal = AbortSignal.any([execution.signal, leg.controller.signal]);
  const { status, notExecuted, steps } = await executeSteps(
    asList(job.keys.steps)
      .map(asMap)
      .filter((each) => each !== undefined),
    frame,
    signal,
  );
  clearTimeout(timer);
  const posted = await runPosts(leg, status);
  if (endOrphans(leg.trackingId) > 0) say(leg, name, "Ended processes that its steps had left behind");
  const outputs = outputsOf(leg, job, { ...contexts, steps: frame.steps, env: Object.fromEntries(leg.environment) });
  if (!given.keep) rmSync(join(execution.folder, "jobs", String(given.number)), { recursive: true, force: true });
  return {
    status: status === "success" ? posted : status,
    ...(notExecuted.length > 0 ? { reason: `not executed: ${notExecuted.join(", ")}` } : {}),
    steps,
    outputs,
    summaries: leg.summaries,
  };
}

function refusalOf({ execution, job, trace, anySystem }: LegToExecute): string | undefined {
  for (const key of ["container", "services"] as const) {
    if (job.keys[key] !== undefined) return `it has \`${key}\`, and nothing here runs in containers`;
  }
  const causes = [...causesOf(trace.runsOn), ...causesOf(trace.matrix)];
  if (causes.length > 0) return `where it runs depends on ${causes.join(", ")}, which is not known`;
  const system = runnerSystem(trace.runsOn as Value);
  if (system === undefined || system === execution.system || anySystem) return undefined;
  return `it is for ${runnerSystemNames[system]}, and this is ${runnerSystemNames[execution.system]}; \`--any-system\` runs it nevertheless`;
}

/** A secret that nobody gives is empty, as one that a repository does not have. */
function warnOfSecrets({ execution, job, model, contexts, name }: LegToExecute): void {
  const given = new Set(Object.keys(contexts.secrets as PartialMap).map((each) => each.toUpperCase()));
  for (const secret of secretsIn([job.keys, model.env ?? null])) {
    const upper = secret.toUpperCase();
    if (secret === "*" || given.has(upper) || execution.missingSecrets.has(upper)) continue;
    execution.missingSecrets.add(upper);
    execution.print(name, `warning: the secret ${upper} is not given, and is empty`);
  }
}

function createLeg({ execution, number, name, placeOfRun }: LegToExecute): Leg {
  const folder = join(execution.folder, "jobs", String(number));
  const [, repository = "repository"] = execution.run.repository.name.split("/");
  const folders = {
    workspace: join(folder, "work", repository, repository),
    temp: join(folder, "work", "_temp"),
    home: join(folder, "home"),
    tools: join(folder, "tools"),
  };
  for (const each of Object.values(folders)) mkdirSync(each, { recursive: true });
  return {
    execution,
    name,
    folders,
    placeOfRun,
    trackingId: `github_${randomUUID()}`,
    environment: new Map(),
    paths: [],
    posts: [],
    annotations: [],
    summaries: [],
    controller: new AbortController(),
  };
}

/** `github` with what the runner adds. */
function githubOf({ contexts, job, execution }: LegToExecute, { folders }: Leg): PartialMap {
  const github = contexts.github as PartialMap;
  const path = join(folders.temp, "_github_workflow", "event.json");
  mkdirSync(join(folders.temp, "_github_workflow"), { recursive: true });
  writeFileSync(path, JSON.stringify(execution.run.event.payload));
  const noAction = { action_path: "", action_ref: "", action_repository: "" };
  return { ...github, ...noAction, job: job.id, workspace: folders.workspace, event_path: path };
}

function strategyOf({ keys }: JobView, { legIndex, legCount }: LegToExecute): PartialMap {
  const strategy = asMap(keys.strategy);
  return {
    "fail-fast": strategy?.["fail-fast"] !== false,
    "job-index": legIndex,
    "job-total": legCount,
    "max-parallel": typeof strategy?.["max-parallel"] === "number" ? strategy["max-parallel"] : legCount,
  };
}

function asNumber(value: Value | undefined): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}

/** Of actions, the last one first; they see how the job has ended, and can fail it. */
async function runPosts(leg: Leg, status: StepResult): Promise<StepResult> {
  let result = status;
  for (const post of leg.posts.toReversed()) {
    if (leg.execution.signal.aborted) return "cancelled";
    const condition = post.condition.trim().toLowerCase();
    const holds = { "always()": true, "success()": result === "success", "failure()": result === "failure" }[condition];
    if (holds === undefined)
      say(leg, leg.name, `Not executed: ${post.name}, since its \`post-if\` is \`${post.condition}\``);
    if (!holds) continue;
    const end = await post.run({ signal: leg.execution.signal, prefix: `${leg.name} / ${post.name}` });
    if (end.outcome === "failure" && result === "success") result = "failure";
  }
  return result;
}

/** Those that are not known stay so. Source: actions/runner, `JobExtension.cs`: what holds a secret is not handed on. */
function outputsOf(leg: Leg, { keys }: JobView, contexts: PartialMap): PartialMap {
  const entries = Object.entries(asMap(keys.outputs) ?? {}).map(([name, value]): [string, PartialValue] => {
    const text = textsOf({ value: value ?? "" }, { contexts, answers: {} }, name);
    if (!text.ok) return [name, new Unknown([`the output ${name}`])];
    const { value: output = "" } = text.value;
    if (leg.execution.masker.mask(output) === output) return [name, output];
    annotate(leg, leg.name, { level: "warning", message: `Skip output '${name}' since it may contain secret.` });
    return [name, ""];
  });
  return Object.fromEntries(entries);
}
