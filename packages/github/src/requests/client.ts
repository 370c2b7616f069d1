import { fail, type Result } from "@yardmaster/core";
import type { GitHubError } from "../contract/github.ts";
import type { GitHubOptions } from "../contract/github-options.ts";
import { checkConnection } from "./check-connection.ts";
import { type RepeatAfter, type RepeatPolicy, repeatRequest } from "./repeat-request.ts";
import { type Answer, createSend } from "./send.ts";

export interface ClientRequest {
  /** Why it must not be sent; undefined when nothing speaks against it. */
  readonly refused: GitHubError | undefined;
  /** As in GitHub's reference: `GET /repos/{owner}/{repo}`. */
  readonly route: string;
  /** Those of the path and, for GET, of the query; else of the body. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Others are errors; 200 alone unless given. */
  readonly statuses?: readonly number[];
}

/** What the methods of this package have in common: checks before sending, one way to send, repeats within the bounds. */
export interface Client {
  /** For reads, and for changes that do no more when done twice. */
  repeatable(request: ClientRequest): Promise<Result<Answer, GitHubError>>;
  /** For changes: sent again only after a limit's refusal. */
  once(request: ClientRequest): Promise<Result<Answer, GitHubError>>;
}

export function createClient(options: GitHubOptions, policy: RepeatPolicy): Client {
  const send = createSend(options);
  const unusable = checkConnection(options.apiUrl, options.token);
  const ask = async (request: ClientRequest, repeatAfter: RepeatAfter): Promise<Result<Answer, GitHubError>> => {
    const refused = unusable ?? request.refused;
    if (refused) return fail(refused);
    const { route, parameters, statuses = [200] } = request;
    return repeatRequest(() => send(route, parameters, statuses), repeatAfter, policy);
  };
  return { repeatable: (request) => ask(request, "failures"), once: (request) => ask(request, "limits") };
}

/** Reads the body of an answer. */
export async function decoded<T>(
  asked: Promise<Result<Answer, GitHubError>>,
  decode: (data: unknown) => Result<T, GitHubError>,
): Promise<Result<T, GitHubError>> {
  const answer = await asked;
  return answer.ok ? decode(answer.value.data) : answer;
}
