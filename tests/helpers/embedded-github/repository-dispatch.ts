import { errorReply, type Reply } from "./reply.ts";
import { findRepository, type Route } from "./route.ts";

const maximumTypeCharacters = 100;
const maximumKeys = 10;
const maximumPayloadBytes = 64 * 1024;

/** Starts a run of every workflow that has the trigger and the type. */
export const repositoryDispatch: Route = {
  route: "POST /repos/{owner}/{repo}/dispatches",
  answer(request, context) {
    const found = findRepository(request, context, "write", ["contents"]);
    if ("refusal" in found) return found.refusal;
    const { repository, fullName } = found;
    if (typeof request.body !== "object" || request.body === null)
      return errorReply(400, "Body should be a JSON object");
    const { event_type: type, client_payload: payload = {} } = request.body as Record<string, unknown>;
    const refusal = refusalOf(type, payload);
    if (refusal) return refusal;
    const eventType = String(type);
    const values = Object.entries(payload as object).map(([key, value]) => [key, String(value)] as const);
    for (const [workflow, { repositoryDispatch: trigger, runName }] of Object.entries(repository.workflows)) {
      if (!trigger?.types.includes(eventType)) continue;
      context.world.startRun(
        {
          repository: fullName,
          workflow,
          ref: repository.defaultBranch,
          inputs: Object.fromEntries(values),
          eventType,
        },
        { event: "repository_dispatch", runName },
      );
    }
    return { status: 204 };
  },
};

function refusalOf(type: unknown, payload: unknown): Reply | undefined {
  const invalid = (problem: string) => errorReply(422, `Invalid request.\n\n${problem}`);
  if (typeof type !== "string") return invalid('"event_type" wasn\'t supplied.');
  if (type === "" || type.length > maximumTypeCharacters) return invalid('"event_type" has no length from 1 to 100.');
  if (typeof payload !== "object" || payload === null) return invalid('"client_payload" is not an object.');
  const keys = Object.keys(payload).length;
  if (keys > maximumKeys) {
    return invalid(`No more than ${maximumKeys} properties are allowed; ${keys} were supplied.`);
  }
  if (Buffer.byteLength(JSON.stringify(payload)) >= maximumPayloadBytes) return invalid("client_payload is too large.");
  return undefined;
}
