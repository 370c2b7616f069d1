import { missingPermissions, type PermissionLevels } from "./combine-permissions.ts";
import { type Contexts, fill, holds, toText } from "./evaluate.ts";
import type { Job, Step, Workflow } from "./generated-workflows.ts";

type Texts = Readonly<Record<string, string>>;

/** The repository in which the run happens, and what its steps come to. */
export interface Machine {
  /** By the value of `uses`. */
  readonly readWorkflow: (uses: string) => Workflow;
  readonly github: Readonly<Record<string, unknown>>;
  readonly vars: Texts;
  /** By environment: the secrets that only its jobs get. */
  readonly environments: Readonly<Record<string, Texts>>;
  /** The job's token: what it may do follows from the permissions. */
  readonly tokenOf: (permissions: PermissionLevels) => string;
  readonly runStep: (step: RunnableStep) => Promise<StepOutcome>;
  /** In place of what GitHub says of the workflow that defines a job. */
  readonly definition?: Readonly<Record<"workflow_repository" | "workflow_sha", string>>;
}

export interface RunnableStep {
  /** `JOB / … / STEP` */
  readonly at: string;
  /** The steps of one job have one folder. */
  readonly job: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly env: Texts;
}

export interface StepOutcome {
  readonly isSuccess: boolean;
  readonly outputs: Texts;
}

export interface RunOfWorkflow {
  readonly outputs: Texts;
  /** Success, unless a job failed. */
  readonly result: JobResult["result"];
  /** Results by `JOB / …`, of called jobs too. */
  readonly results: Readonly<Record<string, JobResult["result"]>>;
}

let checkRuns = 0;
/** As GitHub counts them: over all repositories. */
const firstCheckRun = 53_000_000_000;
const orchestratorDefinition = { workflow_repository: "acme/yardmaster", workflow_sha: "0".repeat(40) };

interface JobResult {
  readonly result: "success" | "failure" | "skipped";
  readonly outputs: Texts;
}

interface Call {
  readonly at: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly secrets: Texts;
  /** Of the calling job; nothing bounds the first workflow. */
  readonly permissions?: PermissionLevels;
}

/**
 * Runs a workflow and those that it calls as GitHub does, as far as the workflows of the orchestrator go: jobs one after
 * the other in the order of the file, no matrix, no defaults but bash.
 * @throws Error where GitHub would not start the run: a called job asks for more than the calling one has.
 */
export async function runWorkflow(
  workflow: Workflow,
  machine: Machine,
  call: Call = { at: "", inputs: {}, secrets: {} },
): Promise<RunOfWorkflow> {
  const done: Record<string, JobResult> = {};
  const results: Record<string, JobResult["result"]> = {};
  const inputs = { ...defaultsOf(workflow), ...call.inputs };
  for (const [id, job] of Object.entries(workflow.jobs)) {
    const at = call.at === "" ? id : `${call.at} / ${id}`;
    const excess = call.permissions ? missingPermissions(call.permissions, job.permissions ?? {}) : [];
    if (excess.length > 0) throw new Error(`${at} asks for ${excess.join(", ")}, which its caller does not have.`);
    const needs = Object.fromEntries(namesOf(job.needs).map((name) => [name, done[name] ?? { result: "skipped" }]));
    const isGood = Object.values(needs).every(({ result }) => result === "success");
    const status = { always: true, cancelled: false, failure: !isGood, success: isGood };
    const contexts = { github: machine.github, inputs, needs, vars: machine.vars };
    const run = !holds(job.if, contexts, status)
      ? { result: "skipped" as const, outputs: {} }
      : job.uses === undefined
        ? await runJob(workflow, job, machine, { ...call, at, inputs }, contexts)
        : await runCall(job, job.uses, machine, { ...call, at }, contexts, results);
    done[id] = run;
    results[at] = run.result;
  }
  const hasFailed = Object.values(done).some(({ result }) => result === "failure");
  return { outputs: outputsOf(workflow, done), result: hasFailed ? "failure" : "success", results };
}

async function runCall(
  job: Job,
  uses: string,
  machine: Machine,
  { at, secrets }: Call,
  contexts: Contexts,
  results: Record<string, JobResult["result"]>,
): Promise<JobResult> {
  const given = Object.entries((job.secrets ?? {}) as Texts);
  const called = await runWorkflow(machine.readWorkflow(uses), machine, {
    at,
    // Null, such as an input that the event does not have, arrives as the empty text.
    inputs: Object.fromEntries(
      Object.entries(job.with ?? {}).map(([key, value]) => [key, fill(value, contexts) ?? ""]),
    ),
    secrets: Object.fromEntries(given.map(([key, value]) => [key, toText(fill(value, { ...contexts, secrets }))])),
    permissions: job.permissions ?? {},
  });
  Object.assign(results, called.results);
  return { result: called.result, outputs: called.outputs };
}

async function runJob(
  workflow: Workflow,
  job: Job,
  machine: Machine,
  { at, secrets }: Call,
  contexts: Contexts,
): Promise<JobResult> {
  const environment = (job.environment as { name?: string } | undefined)?.name ?? "";
  // What the caller did not pass is not there, and the environment's own value replaces what it passed.
  const own = Object.entries(machine.environments[environment] ?? {}).filter(([name]) => Object.hasOwn(secrets, name));
  const steps: Record<string, { outputs: Texts }> = {};
  checkRuns += 1;
  const checkRunId = firstCheckRun + checkRuns;
  const all = () => ({
    ...contexts,
    github: { ...machine.github, token: machine.tokenOf(job.permissions ?? {}) },
    job: { check_run_id: checkRunId, ...(machine.definition ?? orchestratorDefinition) },
    secrets: { ...secrets, ...Object.fromEntries(own) },
    steps,
  });
  let isGood = true;
  for (const [index, step] of (job.steps ?? []).entries()) {
    const status = { always: true, cancelled: false, failure: !isGood, success: isGood };
    if (!holds(step.if, all(), status)) continue;
    const outcome = await machine.runStep(runnable(workflow, step, `${at} / ${step.name ?? index}`, at, all()));
    isGood &&= outcome.isSuccess;
    if (step.id !== undefined) steps[step.id] = { outputs: outcome.outputs };
  }
  const outputs = Object.entries(job.outputs ?? {}).map(([name, value]) => [name, toText(fill(value, all()))]);
  return { result: isGood ? "success" : "failure", outputs: Object.fromEntries(outputs) };
}

function runnable(workflow: Workflow, step: Step, at: string, job: string, contexts: Contexts): RunnableStep {
  const filled = (values: Readonly<Record<string, unknown>> = {}) =>
    Object.entries(values).map(([key, value]) => [key, fill(value, contexts)] as const);
  const env = [...filled(workflow.env), ...filled(step.env)].map(([key, value]) => [key, toText(value)]);
  return {
    at,
    job,
    ...(step.uses === undefined ? {} : { uses: step.uses }),
    ...(step.run === undefined ? {} : { run: step.run }),
    with: Object.fromEntries(filled(step.with)),
    env: Object.fromEntries(env),
  };
}

/** Inputs of a called workflow that nobody gives: their default, else the type's empty value. */
function defaultsOf({ on }: Workflow): Readonly<Record<string, unknown>> {
  const call = on.workflow_call as { inputs?: Record<string, { type?: string; default?: unknown }> } | undefined;
  const empty: Readonly<Record<string, unknown>> = { boolean: false, number: 0 };
  return Object.fromEntries(
    Object.entries(call?.inputs ?? {}).map(([name, { type = "", default: given }]) => [
      name,
      given ?? empty[type] ?? "",
    ]),
  );
}

function outputsOf({ on }: Workflow, jobs: Readonly<Record<string, JobResult>>): Texts {
  const call = on.workflow_call as { outputs?: Record<string, { value: string }> } | undefined;
  const outputs = Object.entries(call?.outputs ?? {});
  return Object.fromEntries(outputs.map(([name, { value }]) => [name, toText(fill(value, { jobs }))]));
}

function namesOf(needs: unknown): readonly string[] {
  return needs === undefined ? [] : [needs].flat().map(String);
}
