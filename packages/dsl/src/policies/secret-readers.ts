import {
  asMap,
  type JobView,
  type ModelPath,
  type Policy,
  type PolicyWorkflow,
  secretsIn,
  secretsReadBy,
  type Value,
} from "@yardmaster/core";
import { fileName, listed, matchesAny } from "./pattern.ts";
import { type PolicyOptions, policy } from "./policy.ts";

/**
 * Who may read which secret.
 * @param readers for each secret the files that may, such as `deploy.yml`, or `deploy.yml#job`; `*` in either stands for any
 *   characters. The secret `*` stands for all that are not named; without it, those are free.
 */
export function secretReaders(readers: Readonly<Record<string, readonly string[]>>, options?: PolicyOptions): Policy {
  const known = new Map(Object.entries(readers).map(([name, files]) => [name.toUpperCase(), files]));
  return policy(
    "secret-readers",
    "Secrets are read where they may be, and nowhere else.",
    (workflow, report) => {
      const file = fileName(workflow.file);
      const judge = (name: string, path: ModelPath, job?: JobView): void => {
        const allowed = known.get(name.toUpperCase()) ?? known.get("*");
        const isAllowed = !allowed || matchesAny(file, allowed) || (job && matchesAny(`${file}#${job.id}`, allowed));
        if (name !== "*") {
          if (!isAllowed) report(`The secret \`${name}\` is read here, and ${mayOnly(allowed)}.`, path);
          return;
        }
        const kept = Object.keys(readers).filter((secret) => {
          const files = readers[secret] ?? [];
          return !matchesAny(file, files) && !(job && matchesAny(`${file}#${job.id}`, files));
        });
        if (kept.length > 0) report(`Every secret is within reach here, ${listed(kept)} too.`, path);
      };
      for (const { name, path, job } of secretReads(workflow)) judge(name, path, job);
    },
    options,
  );
}

/** No job hands on all its secrets by `secrets: inherit`. */
export function noInheritedSecrets(options?: PolicyOptions): Policy {
  return policy(
    "no-inherited-secrets",
    "Called workflows get the secrets that they need, by name.",
    ({ jobs }, report) => {
      for (const { keys, path } of jobs) {
        if (keys.secrets === "inherit")
          report("The job hands on every secret by `secrets: inherit`.", [...path, "secrets"]);
      }
    },
    options,
  );
}

/** The `env` of a workflow holds no secret: it is in reach of every step of every job. */
export function noSecretsInWorkflowEnv(options?: PolicyOptions): Policy {
  return policy(
    "no-secrets-in-workflow-env",
    "The environment of a workflow holds no secret.",
    ({ model }, report) => {
      for (const [key, value] of Object.entries(asMap(model.env) ?? {})) {
        for (const name of tokensIn(value))
          report(`\`env.${key}\` gives \`${name}\` to every step of every job.`, ["env", key]);
      }
    },
    options,
  );
}

/** The `env` of a job with several steps holds no secret: it is in reach of every one of them. */
export function noSecretsInJobEnv(options?: PolicyOptions): Policy {
  return policy(
    "no-secrets-in-job-env",
    "The environment of a job with several steps holds no secret.",
    ({ jobs }, report) => {
      for (const { keys, path, steps } of jobs) {
        if (steps.length < 2) continue;
        for (const [key, value] of Object.entries(asMap(keys.env) ?? {})) {
          for (const name of tokensIn(value))
            report(`\`env.${key}\` gives \`${name}\` to every step.`, [...path, "env", key]);
        }
      }
    },
    options,
  );
}

/** A secret is read by jobs of an environment alone, whose rules stand before it. */
export function secretsInEnvironments(options?: PolicyOptions): Policy {
  return policy(
    "secrets-in-environments",
    "Jobs that read a secret name an environment.",
    (workflow, report) => {
      for (const { name, path, job } of secretReads(workflow)) {
        if (job?.uses === undefined && job?.keys.environment === undefined)
          report(`${name === "*" ? "Every secret" : `The secret \`${name}\``} is read outside an environment.`, path);
      }
    },
    options,
  );
}

interface SecretRead {
  readonly name: string;
  readonly path: ModelPath;
  readonly job?: JobView;
}

/** In the order of the workflow. */
function secretReads({ expressions, jobs }: PolicyWorkflow): readonly SecretRead[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const read = expressions.flatMap(({ expression, path }) => {
    const job = path[0] === "jobs" ? byId.get(String(path[1])) : undefined;
    return secretsReadBy(expression).map((name) => ({ name, path, ...(job ? { job } : {}) }));
  });
  const inherited = jobs.filter(({ keys }) => keys.secrets === "inherit");
  return [...read, ...inherited.map((job) => ({ name: "*", path: [...job.path, "secrets"], job }))];
}

/** The job's own token as well. */
function tokensIn(value: Value | undefined): readonly string[] {
  const text = typeof value === "string" ? value : "";
  const isToken = /\$\{\{[^}]*\b(?:github\.token|secrets\.GITHUB_TOKEN)\b/i.test(text);
  return [
    ...(isToken ? ["github.token"] : []),
    ...secretsIn({ value: value ?? null }).map((name) => `secrets.${name}`),
  ];
}

function mayOnly(files: readonly string[]): string {
  return files.length === 0 ? "nothing may" : `only ${listed(files)} may`;
}
