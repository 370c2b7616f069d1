import { asMap, contextsOf, type JobView, runnerLabels, type ValueMap, walkExpression } from "@yardmaster/core";
import { type Expressions, expressionsBelow } from "./expression-index.ts";

/**
 * Whether a job holds more than anybody has: a token that may write, a secret, or a machine that lasts. Where nothing is
 * stated, the repository's settings may grant writing.
 */
export function hasRights(job: JobView, workflow: Expressions & { readonly model: ValueMap }): boolean {
  return (
    mayWrite(job.keys.permissions ?? workflow.model.permissions) ||
    runnerLabels(job.keys["runs-on"]).some((label) => label.toLowerCase() === "self-hosted") ||
    job.keys.secrets !== undefined ||
    readsSecret(workflow, ["env"]) ||
    readsSecret(workflow, job.path)
  );
}

/** @param permissions of the job, else of the workflow. */
export function mayWrite(permissions: unknown): boolean {
  if (permissions === undefined || permissions === null) return true;
  if (typeof permissions === "string") return permissions !== "read-all";
  return Object.values(asMap(permissions as ValueMap) ?? {}).includes("write");
}

/** The job's own token is no secret here: its permissions say what it may. */
export function readsSecret(workflow: Expressions, path: readonly (string | number)[]): boolean {
  return expressionsBelow(workflow, path).some(({ expression }) => {
    if (!contextsOf(expression).includes("secrets")) return false;
    let all = 0;
    let tokens = 0;
    walkExpression(expression, (part) => {
      if (part.kind === "context" && part.name === "secrets") all += 1;
      if (part.kind === "property" && part.name.toLowerCase() === "github_token") tokens += 1;
    });
    return all > tokens;
  });
}
