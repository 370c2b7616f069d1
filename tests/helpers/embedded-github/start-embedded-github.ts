import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { appOf, appRoutes } from "./apps.ts";
import { collaboratorPermission } from "./collaborator-permission.ts";
import { type Fault, sendFault } from "./fault.ts";
import { createFaultQueue } from "./fault-queue.ts";
import { commentRoutes } from "./issue-comments.ts";
import { pullRequest } from "./pull-request.ts";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";
import { commentReaction } from "./reactions.ts";
import { credentialOf, parseJson, type RecordedRequest, readBody, recordedHeaders } from "./read-request.ts";
import { errorReply, type Reply, sendReply } from "./reply.ts";
import { contentRoutes } from "./repository-content.ts";
import { repositoryDispatch } from "./repository-dispatch.ts";
import { fileRoutes } from "./repository-files.ts";
import { matchRoute, type Route, type RouteContext } from "./route.ts";
import type { EmbeddedGitHubState } from "./state.ts";
import { team, teamMembership } from "./team-membership.ts";
import { workflowDispatch } from "./workflow-dispatch.ts";
import { runRoutes } from "./workflow-runs.ts";
import { createWorld, type World, type WorldOptions } from "./world.ts";

export interface EmbeddedGitHubOptions extends EmbeddedGitHubState, WorldOptions {
  /** Such as `3.20`: the server is a GitHub Enterprise Server, with its API under `/api/v3`. */
  readonly ghesVersion?: string;
  /** Of all requests together. */
  readonly rateLimit?: RateLimit;
}

type Tests =
  | "runs"
  | "comments"
  | "reactions"
  | "setRun"
  | "addComment"
  | "deleteComment"
  | "setPullRequest"
  | "installationTokens";

export interface EmbeddedGitHub extends Pick<World, Tests> {
  /** Of the API, as `GITHUB_API_URL` has it. */
  readonly url: string;
  /** Everything that arrived whole, in order, also what a fault or a limit then swallowed. */
  readonly requests: readonly RecordedRequest[];
  /** How many requests the limit has refused. */
  readonly limited: number;
  /** The next requests to the route meet these faults, one each, in order. */
  inject(route: string, ...faults: readonly Fault[]): void;
  /** A request by its place among those to come, from 1, meets the fault, whatever its route. */
  injectAt(place: number, fault: Fault): void;
  /** Also ends connections that still wait for an answer. */
  close(): Promise<void>;
}

const routes: readonly Route[] = [
  ...appRoutes,
  collaboratorPermission,
  teamMembership,
  team,
  pullRequest,
  workflowDispatch,
  repositoryDispatch,
  ...runRoutes,
  commentReaction,
  ...commentRoutes,
  ...fileRoutes,
  ...contentRoutes,
];

/** The part of GitHub's REST API that this repository uses, over real HTTP on 127.0.0.1 and a free port. */
export async function startEmbeddedGitHub(options: EmbeddedGitHubOptions): Promise<EmbeddedGitHub> {
  const requests: RecordedRequest[] = [];
  const faults = createFaultQueue();
  const refuseByLimit = createRateLimit(options.rateLimit);
  const timers = new Set<NodeJS.Timeout>();
  const basePath = options.ghesVersion === undefined ? "" : "/api/v3";
  let limited = 0;

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A bug of this server, not of the program under test: the answer says so.
      if (!response.headersSent) response.writeHead(500);
      response.end(`The embedded GitHub failed: ${String(error)}`);
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen({ port: 0, host: "127.0.0.1", backlog: 2048 }, listening);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `${origin}${basePath}`;
  const world = createWorld(origin, options);
  const context: RouteContext = { state: options, url, ghesVersion: options.ghesVersion, world };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    const { method = "", url: target = "" } = request;
    const path = target.startsWith(basePath) ? target.slice(basePath.length) : target;
    const query = new URLSearchParams(path.split("?")[1] ?? "");
    const credential = credentialOf(request);
    const app = appOf(credential, options.apps, world.now());
    const token = app
      ? { value: credential ?? "", label: `app ${app.slug}`, permissions: {} }
      : [...options.tokens, ...world.installationTokens].find(({ value }) => value === credential);
    const body = parseJson(text);
    const headers = recordedHeaders(request, token);
    const index = requests.length;
    requests.push({ method, path, headers, body: body.isJson ? body.value : text });

    const refusal = refuseByLimit();
    if (refusal) {
      limited++;
      return sendReply(refusal, response);
    }
    const found = findRoute(method, path);
    const fault = faults.take(found?.route.route ?? "", index);
    const reply = (): Reply => {
      if (text === undefined) return errorReply(413, "Payload too large");
      if (!token) return errorReply(401, request.headers.authorization ? "Bad credentials" : "Requires authentication");
      if (!found) return errorReply(404, "Not Found");
      if (!body.isJson) return errorReply(400, "Problems parsing JSON");
      return found.route.answer({ parameters: found.parameters, body: body.value, query, token, app }, context);
    };
    return fault ? sendFault(fault, response, reply, later) : sendReply(reply(), response);
  }

  function later(milliseconds: number, run: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, milliseconds);
    timers.add(timer);
  }

  return {
    ...world,
    url,
    requests,
    get limited() {
      return limited;
    },
    inject(route, ...more) {
      if (!routes.some((known) => known.route === route)) throw new Error(`No such route: ${route}`);
      faults.add(route, more);
    },
    injectAt: (place, fault) => faults.addAt(requests.length + place - 1, fault),
    close() {
      for (const timer of timers) clearTimeout(timer);
      return new Promise((closed, failed) => {
        server.close((error) => (error ? failed(error) : closed()));
        server.closeAllConnections();
      });
    },
  };
}

function findRoute(method: string, path: string): { route: Route; parameters: Record<string, string> } | undefined {
  const [pathname = ""] = path.split("?");
  for (const route of routes) {
    const parameters = matchRoute(route.route, method, pathname);
    if (parameters) return { route, parameters };
  }
  return undefined;
}
