import type { operations } from "@octokit/openapi-types";
import { fail, ok, type Result } from "@yardmaster/core";
import { errorReply } from "./reply.ts";
import { findRepository, type Route } from "./route.ts";
import type { EmbeddedInput } from "./state.ts";

type Operation = operations["actions/create-workflow-dispatch"];
type Body = Operation["responses"][200]["content"]["application/json"];

const maximumInputs = 25;
const fields = ["ref", "inputs", "return_run_details"];

export const workflowDispatch: Route = {
  route: "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
  answer(request, context) {
    const found = findRepository(request, context, "write", ["actions"]);
    if ("refusal" in found) return found.refusal;
    const { repository, fullName } = found;
    const { body } = request;
    const { url, ghesVersion, world } = context;
    const file = request.parameters.workflow_id ?? "";
    if (typeof body !== "object" || body === null) return errorReply(400, "Body should be a JSON object");

    const known = knowsRunDetails(ghesVersion) ? fields : fields.filter((field) => field !== "return_run_details");
    const unknown = Object.keys(body).find((field) => !known.includes(field));
    if (unknown) return errorReply(400, `Invalid request.\n\n"${unknown}" is not a permitted key.`);
    const { ref, inputs: given, return_run_details } = body as Record<string, unknown>;
    if (typeof ref !== "string") return errorReply(422, 'Invalid request.\n\n"ref" wasn\'t supplied.');

    if (!Object.hasOwn(repository.workflows, file)) return errorReply(404, "Not Found");
    const declared = repository.workflows[file]?.dispatchInputs;
    const refs = [repository.defaultBranch, ...(repository.refs ?? [])];
    if (!refs.some((name) => [name, `refs/heads/${name}`, `refs/tags/${name}`].includes(ref))) {
      return errorReply(422, `No ref found for: ${ref}`);
    }
    if (!declared) return errorReply(422, "Workflow does not have 'workflow_dispatch' trigger");
    const inputs = acceptInputs(given ?? {}, declared);
    if (!inputs.ok) return errorReply(422, inputs.error);

    const run = world.startRun(
      { repository: fullName, workflow: file, ref, inputs: inputs.value },
      { event: "workflow_dispatch", runName: repository.workflows[file]?.runName },
    );
    if (return_run_details !== true) return { status: 204 };
    const details: Body = {
      workflow_run_id: run.id,
      run_url: `${url}/repos/${fullName}/actions/runs/${run.id}`,
      html_url: `${new URL(url).origin}/${fullName}/actions/runs/${run.id}`,
    };
    return { status: 200, body: details };
  },
};

function acceptInputs(
  given: unknown,
  declared: Readonly<Record<string, EmbeddedInput>>,
): Result<Record<string, string>, string> {
  if (typeof given !== "object" || given === null) return fail('Invalid request.\n\n"inputs" is not an object.');
  const entries = Object.entries(given);
  if (entries.length > maximumInputs) {
    return fail(
      `Invalid request.\n\nNo more than ${maximumInputs} properties are allowed; ${entries.length} were supplied.`,
    );
  }
  const unexpected = entries.map(([name]) => name).filter((name) => !Object.hasOwn(declared, name));
  if (unexpected.length > 0) return fail(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  const accepted: Record<string, string> = {};
  for (const [name, input] of Object.entries(declared)) {
    const value: unknown = Object.hasOwn(given, name) ? Reflect.get(given, name) : input.default;
    if (value === undefined || (input.required && value === "")) {
      if (input.required) return fail(`Required input '${name}' not provided`);
      accepted[name] = input.type === "boolean" ? "false" : "";
    } else {
      const text = String(value);
      const options =
        input.type === "boolean" ? ["true", "false"] : input.type === "choice" ? input.options : undefined;
      if (options && !options.includes(text)) {
        return fail(`Provided value '${text}' for input '${name}' not in the list of allowed values`);
      }
      accepted[name] = text;
    }
  }
  return ok(accepted);
}

/** `return_run_details` came to github.com in February 2026, and to GHES after 3.20. */
function knowsRunDetails(ghesVersion: string | undefined): boolean {
  const [major = 0, minor = 0] = ghesVersion?.split(".").map(Number) ?? [Number.POSITIVE_INFINITY];
  return major > 3 || (major === 3 && minor > 20);
}
