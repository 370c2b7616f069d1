import type { JobView, Value } from "@yardmaster/core";
import { type PartialMap, type PartialValue, Unknown } from "@yardmaster/core/evaluation";
import { type SecretScope, secretsContext, secretsThatReach, withEnvironmentSecrets } from "../calls/secrets.ts";
import { variablesContext } from "../calls/variables.ts";
import { fill, fillAsText, fillTexts, type Scope } from "../evaluate/evaluate.ts";
import { mergeEnv, type RunningEnv } from "../steps/running-env.ts";
import { simulateSteps } from "../steps/simulate-steps.ts";
import type { GivenJob } from "../trace/facts.ts";
import type { LegTrace, Reason } from "../trace/trace.ts";
import { type EnvironmentOfLeg, environmentOfLeg } from "./environment-of-leg.ts";
import { jobContext, runnerContext } from "./job-contexts.ts";
import { joinJobGroup } from "./join-job-group.ts";
import { permissionsOfJob } from "./permissions-of-job.ts";
import type { JobLeg, RunScope } from "./run-scope.ts";

/** One leg on its runner: what it stands in, its steps, and what it gives. */
export function simulateLeg(
  job: JobView,
  leg: JobLeg,
  scope: RunScope,
  given: Omit<GivenJob, "legs">,
  isCancelled: boolean,
): LegTrace {
  const failures: string[] = [];
  const onFailure = (expression: string, reason: string): void => {
    failures.push(`\`${expression}\`: ${reason}`);
  };
  const onServer: Scope = { contexts: leg.contexts, answers: {}, onFailure };
  const runsOn = fill(job.keys["runs-on"] ?? null, onServer);
  const environment = environmentOfLeg(job, onServer, scope.repository.settings);
  const secrets = secretsOfLeg(environment, scope);
  const contexts = contextsOfLeg(leg, environment, secrets, scope);
  const { model } = scope.view;
  const workflowEnv = fillTexts(model.env, {
    contexts: pick(contexts, "github", "inputs", "vars", "secrets"),
    answers: {},
    onFailure,
  });
  const jobEnv = fillTexts(job.keys.env, { contexts, answers: {}, onFailure });
  const runner = runnerContext(runsOn);
  const ignoresCase = runner.os === "Windows";
  const env = mergeEnv(mergeEnv(noEnv, workflowEnv, ignoresCase), jobEnv, ignoresCase);
  const { concurrency, refusal: refusedGroup } = joinJobGroup(job, leg.contexts, scope, `${scope.prefix}${job.id}`);
  const base = {
    name: leg.name,
    matrix: leg.matrix,
    runsOn,
    permissions: permissionsOfJob(job, scope),
    ...(concurrency ? { concurrency } : {}),
  };
  const refusal = refusalOf(job, environment, failures);
  if (refusal || refusedGroup) {
    const shown = environment ? { environment: environment.trace } : {};
    const reason = refusal ?? refusedGroup?.reason;
    const result = refusal ? "failure" : (refusedGroup?.result ?? "failure");
    return { ...base, ...shown, ...(reason ? { reason } : {}), secrets: [], steps: [], result, outputs: {} };
  }
  const envSecrets = [...secretsThatReach(model.env, secrets), ...secretsThatReach(job.keys.env, secrets)];
  const {
    steps,
    result,
    contexts: after,
  } = simulateSteps({
    job,
    workflow: model,
    contexts: { ...contexts, runner, job: jobContext(job, scope.workflowOfJob) },
    env,
    runsOn,
    envSecrets: [...new Set(envSecrets)].sort(),
    secrets,
    given,
    otherwise: otherwiseOf(given, scope),
    isCancelled: isCancelled || given.result === "cancelled",
  });
  const end: Scope = { contexts: after, answers: {} };
  const outputs = fillTexts(job.keys.outputs, end);
  const around = [job.keys.container, job.keys.services].flatMap((value) => secretsThatReach(value, secrets));
  return {
    ...base,
    ...(environment ? { environment: withUrl(job, environment, end) } : {}),
    secrets: [...new Set([...envSecrets, ...around, ...steps.flatMap((step) => step.secrets)])].sort(),
    steps,
    result: given.result ?? result,
    outputs: { ...(outputs instanceof Unknown ? { "*": outputs } : outputs), ...given.outputs },
  };
}

const noEnv: RunningEnv = { values: {}, isOpen: false };

/** What a job has whose failure is said, and not the step by which it came. */
function otherwiseOf({ result, steps }: Omit<GivenJob, "legs">, { outcomes }: RunScope): "success" | "unknown" {
  const isExplained = Object.values(steps ?? {}).some(({ outcome }) => outcome === "failure");
  return result === "failure" && !isExplained ? "unknown" : (outcomes.otherwise ?? "success");
}

function secretsOfLeg(environment: EnvironmentOfLeg | undefined, { secrets, trust }: RunScope): SecretScope {
  return environment ? withEnvironmentSecrets(secrets, environment.settings, trust) : secrets;
}

function contextsOfLeg(
  leg: JobLeg,
  environment: EnvironmentOfLeg | undefined,
  secrets: SecretScope,
  { view, repository }: RunScope,
): PartialMap {
  const { github, vars } = leg.contexts;
  return {
    ...leg.contexts,
    github: githubOfJob(github, leg.id),
    vars: environment ? variablesContext(repository.settings, environment.settings) : vars,
    secrets: secretsContext(secrets, view),
  };
}

function githubOfJob(github: PartialValue | undefined, id: string): PartialValue | undefined {
  if (github instanceof Unknown || typeof github !== "object" || github === null) return github;
  const known = githubs.get(github) ?? new Map<string, PartialMap>();
  githubs.set(github, known);
  const own = known.get(id) ?? { ...(github as PartialMap), job: id };
  known.set(id, own);
  return own;
}

/** The same object for all legs of a job, by its id: it is converted for expressions once. */
const githubs = new WeakMap<object, Map<string, PartialMap>>();

function pick(contexts: PartialMap, ...names: readonly string[]): PartialMap {
  return Object.fromEntries(names.map((name) => [name, contexts[name]]));
}

/** What ends a leg before its first step. */
function refusalOf(
  job: JobView,
  environment: EnvironmentOfLeg | undefined,
  failures: readonly string[],
): Reason | undefined {
  if (environment?.trace.admits === "no") return environment.trace.reason;
  if (failures.length === 0) return undefined;
  return { code: "expression-fails", text: `GitHub fails on ${failures.join(", ")}`, path: job.path };
}

function withUrl(job: JobView, { trace }: EnvironmentOfLeg, scope: Scope): LegTrace["environment"] & object {
  const stated = job.keys.environment;
  const url: Value | undefined =
    typeof stated === "object" && stated !== null && "url" in stated ? stated.url : undefined;
  return url === undefined ? trace : { ...trace, url: fillAsText(url, scope) };
}
