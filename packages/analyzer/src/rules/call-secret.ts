import { asMap, defineDiagnostic, eventsOf, type Value, type ValueMap } from "@yardmaster/core";
import { calledWorkflow, maximumCallDepth } from "./called-workflow.ts";
import type { AnalyzedWorkflow, RepositoryWorkflows, Rule } from "./rule.ts";

interface Parameters {
  readonly secret: string;
  /** The file that requires it. */
  readonly required: string;
  /** The file that calls that one and hands on what it has. */
  readonly between: string;
}

export const callSecretMissing = defineDiagnostic({
  code: "call-secret-missing",
  severity: "error",
  message: (p: Parameters) =>
    `Secret ${p.secret} is required by ${p.required}, but not provided while calling: ${p.between} hands on only what it is given, and this job does not give it.`,
  hint: (p) => `Give the calling job \`secrets: { ${p.secret}: … }\`, or \`secrets: "inherit"\`.`,
});

/** Names of secrets, in upper case; undefined when they are those of the settings, which nobody here knows. */
type Known = ReadonlySet<string> | undefined;

/**
 * A required secret over two levels and more: GitHub's parser compares each call with what it calls, and does not follow
 * what the caller between was given. A call that depends on a condition is left alone.
 */
export const callSecrets: Rule = {
  reports: [callSecretMissing],
  job({ keys, path }, { repository }, report) {
    const called = calledWorkflow(keys, repository);
    const missing = called ? missingBelow(called, passedOn(keys, undefined), repository, 1) : [];
    for (const parameters of missing) report(callSecretMissing, parameters, path);
  },
};

function missingBelow(
  workflow: AnalyzedWorkflow,
  given: Known,
  repository: RepositoryWorkflows,
  depth: number,
): readonly Parameters[] {
  if (given === undefined || depth >= maximumCallDepth) return [];
  return Object.values(workflow.model.jobs).flatMap((job) => {
    const called = calledWorkflow(job, repository);
    if (!called || job.if !== undefined) return [];
    const passed = passedOn(job, given);
    const own = requiredSecrets(called)
      .filter((secret) => names(job.secrets, secret) && passed && !passed.has(secret.toUpperCase()))
      .map((secret): Parameters => ({ secret, required: called.file, between: workflow.file }));
    return [...own, ...missingBelow(called, passed, repository, depth + 1)];
  });
}

/** Whether a call hands on a secret at all: where it does not, GitHub's parser says so at that call. */
function names(secrets: Value | undefined, secret: string): boolean {
  if (secrets === "inherit") return true;
  return Object.keys(asMap(secrets) ?? {}).some((name) => name.toUpperCase() === secret.toUpperCase());
}

/** The secrets of a called workflow, when its caller has those that are given. */
function passedOn({ secrets }: ValueMap, given: Known): Known {
  if (secrets === "inherit") return given;
  const passed = Object.entries(asMap(secrets) ?? {}).filter(([, value]) => {
    const [, source] = (typeof value === "string" && /^\$\{\{\s*secrets\.([\w-]+)\s*\}\}$/i.exec(value)) || [];
    return source === undefined || given === undefined || isAlwaysThere(source) || given.has(source.toUpperCase());
  });
  return new Set(passed.map(([name]) => name.toUpperCase()));
}

function isAlwaysThere(secret: string): boolean {
  return secret.toUpperCase() === "GITHUB_TOKEN";
}

function requiredSecrets({ model }: AnalyzedWorkflow): readonly string[] {
  const declared = Object.entries(asMap(eventsOf(model.on).get("workflow_call")?.secrets) ?? {});
  return declared.filter(([, secret]) => asMap(secret)?.required === true).map(([name]) => name);
}
