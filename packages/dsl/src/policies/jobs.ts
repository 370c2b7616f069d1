import { asMap, type Policy, parseImage } from "@yardmaster/core";
import { type PolicyOptions, policy } from "./policy.ts";

/**
 * Jobs with steps state `timeout-minutes`, or each of their steps does.
 * @param limits in minutes; GitHub's own limit is 360. What is an expression is known only at run time.
 */
export function jobTimeouts({
  min = 1,
  max,
  ...options
}: PolicyOptions & { readonly min?: number; readonly max?: number } = {}): Policy {
  return policy(
    "job-timeouts",
    max === undefined ? "Jobs state how long they may take." : `Jobs take at most ${max} minutes.`,
    ({ jobs }, report) => {
      for (const { keys, path, steps } of jobs) {
        if (keys.steps === undefined) continue;
        const minutes = keys["timeout-minutes"];
        const eachStates = steps.length > 0 && steps.every((step) => step.keys["timeout-minutes"] !== undefined);
        if (minutes === undefined) {
          if (!eachStates) report("The job states no `timeout-minutes`.", path);
        } else if (typeof minutes === "number" && (minutes < min || (max !== undefined && minutes > max)))
          report(`\`timeout-minutes: ${minutes}\` is not between ${min} and ${max ?? 360}.`, [
            ...path,
            "timeout-minutes",
          ]);
      }
    },
    options,
  );
}

/** Workflows have a name; with `jobs`, jobs do as well. */
export function namedWorkflows({
  jobs: asksJobs = false,
  ...options
}: PolicyOptions & { readonly jobs?: boolean } = {}): Policy {
  return policy(
    "named-workflows",
    asksJobs ? "Workflows and jobs have names." : "Workflows have names.",
    ({ model, jobs }, report) => {
      if (model.name === undefined) report("The workflow has no name.");
      if (!asksJobs) return;
      for (const { keys, path } of jobs) if (keys.name === undefined) report("The job has no name.", path);
    },
    options,
  );
}

/** Workflows, or all their jobs, state `concurrency`. */
export function requireConcurrency(options?: PolicyOptions): Policy {
  return policy(
    "require-concurrency",
    "What may run at once is stated.",
    ({ model, jobs }, report) => {
      if (model.concurrency === undefined && jobs.some(({ keys }) => keys.concurrency === undefined))
        report("The workflow states no `concurrency`.");
    },
    options,
  );
}

/** Containers and services of jobs name a tag other than `latest`, or a digest. */
export function noLatestContainers(options?: PolicyOptions): Policy {
  return policy(
    "no-latest-containers",
    "Containers of jobs are of a stated version.",
    ({ jobs }, report) => {
      for (const { keys, path } of jobs) {
        const services = Object.entries(asMap(keys.services) ?? {});
        const containers = [
          [["container"], keys.container] as const,
          ...services.map(([name, service]) => [["services", name], service] as const),
        ];
        for (const [at, container] of containers) {
          const image = asMap(container)?.image ?? container;
          if (typeof image !== "string" || image === "" || image.includes("${{")) continue;
          const parsed = parseImage(image);
          if (!parsed) continue;
          const { tag, digest } = parsed;
          if (digest === undefined && (tag === undefined || tag === "latest"))
            report(`The image \`${image}\` is whatever is the latest.`, [...path, ...at]);
        }
      }
    },
    options,
  );
}

/** Calls that outsiders can start state the `cache-mode` of what they call. */
export function cacheModeOfCalls(options?: PolicyOptions): Policy {
  const outsiders = ["issue_comment", "issues", "pull_request_target", "workflow_run", "discussion_comment"];
  return policy(
    "cache-mode-of-calls",
    "Calls that outsiders can start state their `cache-mode`.",
    ({ model, jobs, events }, report) => {
      const event = outsiders.find((name) => events.has(name));
      if (event === undefined || model["cache-mode"] !== undefined) return;
      for (const { keys, path, uses } of jobs) {
        if (uses && keys["cache-mode"] === undefined)
          report(`\`${event}\` starts the call, and it states no \`cache-mode\`.`, path);
      }
    },
    options,
  );
}
