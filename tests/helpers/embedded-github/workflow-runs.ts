import type { components } from "@octokit/openapi-types";
import { errorReply } from "./reply.ts";
import { findRepository, numberOf, pageOf, type Route, type RouteContext, type RouteRequest } from "./route.ts";
import type { EmbeddedRepository } from "./state.ts";
import type { StoredRun } from "./world.ts";

/** What the programs can read of a run; GitHub gives three times as much. */
type Body = Pick<
  components["schemas"]["workflow-run"],
  | "id"
  | "name"
  | "node_id"
  | "display_title"
  | "path"
  | "event"
  | "status"
  | "conclusion"
  | "head_branch"
  | "run_number"
  | "run_attempt"
  | "url"
  | "html_url"
  | "cancel_url"
  | "created_at"
  | "updated_at"
>;

/** By filters GitHub lists no more, whatever `total_count` says. */
const maximumListed = 1_000;
const notFound = errorReply(404, "Not Found");

function answerList(request: RouteRequest, context: RouteContext) {
  const found = findRepository(request, context, "read", ["actions"]);
  if ("refusal" in found) return found.refusal;
  const { workflow_id: file } = request.parameters;
  if (file !== undefined && !Object.hasOwn(found.repository.workflows, file)) return notFound;
  const event = request.query.get("event");
  const created = request.query.get("created");
  const since =
    created === null ? undefined : Date.parse(/^>=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/.exec(created)?.[1] ?? "");
  if (Number.isNaN(since)) return errorReply(422, `The embedded GitHub cannot filter by created=${created}`);
  const runs = context.world
    .listRuns(found.fullName)
    .filter((run) => file === undefined || run.workflow === file)
    .filter((run) => event === null || run.event === event)
    .filter((run) => since === undefined || Date.parse(run.createdAt) >= since);
  const page = pageOf(runs.slice(0, maximumListed), request.query);
  return { status: 200, body: { total_count: runs.length, workflow_runs: page.map((run) => runBody(run, context)) } };
}

const getRun: Route = {
  route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
  answer(request, context) {
    const found = findRepository(request, context, "read", ["actions"]);
    if ("refusal" in found) return found.refusal;
    const finished = findFinished(found.repository, request.parameters);
    if (finished) return { status: 200, body: finished.run };
    const run = context.world.findRun(found.fullName, numberOf(request.parameters.run_id));
    return run ? { status: 200, body: runBody(run, context) } : notFound;
  },
};

const getAttempt: Route = { ...getRun, route: `${getRun.route}/attempts/{attempt_number}` };

const listJobs: Route = {
  route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs",
  answer(request, context) {
    const found = findRepository(request, context, "read", ["actions"]);
    if ("refusal" in found) return found.refusal;
    const finished = findFinished(found.repository, request.parameters);
    if (!finished) return notFound;
    const { jobs } = finished;
    return { status: 200, body: { total_count: jobs.length, jobs: pageOf(jobs, request.query) } };
  },
};

const listAttemptJobs: Route = {
  ...listJobs,
  route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs",
};

/** Without an attempt the latest. */
function findFinished({ finishedRuns = [] }: EmbeddedRepository, parameters: RouteRequest["parameters"]) {
  const { run_id: id, attempt_number: attempt } = parameters;
  return finishedRuns
    .filter(({ run }) => String(run.id) === id && (attempt === undefined || String(run.run_attempt ?? 1) === attempt))
    .at(-1);
}

const cancelRun: Route = {
  route: "POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel",
  answer(request, context) {
    const found = findRepository(request, context, "write", ["actions"]);
    if ("refusal" in found) return found.refusal;
    const run = context.world.findRun(found.fullName, numberOf(request.parameters.run_id));
    if (!run) return notFound;
    if (run.status === "completed") return errorReply(409, "Cannot cancel a workflow run that is completed.");
    context.world.setRun(run.id, { status: "completed", conclusion: "cancelled" });
    return { status: 202, body: {} };
  },
};

export const runRoutes: readonly Route[] = [
  { route: "GET /repos/{owner}/{repo}/actions/runs", answer: answerList },
  { route: "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", answer: answerList },
  getRun,
  getAttempt,
  listJobs,
  listAttemptJobs,
  cancelRun,
];

function runBody(run: StoredRun, { url }: RouteContext): Body {
  const address = `${url}/repos/${run.repository}/actions/runs/${run.id}`;
  return {
    id: run.id,
    name: `.github/workflows/${run.workflow}`,
    node_id: Buffer.from(`011:WorkflowRun${run.id}`).toString("base64"),
    display_title: run.displayTitle,
    path: `.github/workflows/${run.workflow}`,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    head_branch: run.ref.replace(/^refs\/(?:heads|tags)\//, ""),
    run_number: 1,
    run_attempt: 1,
    url: address,
    html_url: `${new URL(url).origin}/${run.repository}/actions/runs/${run.id}`,
    cancel_url: `${address}/cancel`,
    created_at: run.createdAt,
    updated_at: run.createdAt,
  };
}
