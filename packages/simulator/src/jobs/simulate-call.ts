import type { JobView, PartialMap, UsesReference } from "@yardmaster/core";
import { asMap, Unknown, viewWorkflow } from "@yardmaster/core";
import { statedPermissions } from "../calls/permissions.ts";
import { fillMap } from "../evaluate/evaluate.ts";
import type { JobTrace } from "../trace/trace.ts";
import type { RunScope } from "./run-scope.ts";

type Inner = Pick<JobTrace, "legs" | "calls" | "outputs" | "result">;

/** A job that calls a workflow: what it hands on, and what the called jobs do with it. */
export function simulateCall(
  job: JobView,
  uses: UsesReference,
  contexts: PartialMap,
  scope: RunScope,
  place: string,
  name: string,
): Inner {
  const inputs = fillMap(asMap(job.keys.with) ?? {}, { contexts, answers: {} });
  const file = uses.kind === "local" ? uses.folder : uses.text;
  const fact = scope.repository.workflows.get(file) ?? scope.repository.calledElsewhere?.get(uses.text);
  const permissions = statedPermissions(job.keys.permissions) ?? {};
  const base = { matrix: {}, file, uses: uses.text, inputs, secrets: [], permissions };
  if (!fact) {
    return { legs: [], calls: [base], result: "unknown", outputs: { "*": new Unknown([`needs.${job.id}.outputs`]) } };
  }
  const run = scope.simulateCalled(
    { file, view: viewWorkflow(fact.model), inputs, secrets: scope.secrets, ceiling: permissions, place, name },
    scope,
  );
  const results = run.jobs.map(({ result }) => result);
  const result = results.includes("failure") ? "failure" : results.includes("unknown") ? "unknown" : "success";
  return { legs: [], calls: [{ ...base, run }], result, outputs: run.outputs ?? {} };
}
