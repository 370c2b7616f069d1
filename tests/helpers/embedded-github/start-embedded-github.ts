import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { collaboratorPermission } from "./collaborator-permission.ts";
import { type Fault, sendFault } from "./fault.ts";
import { errorReply, type Reply, sendReply } from "./reply.ts";
import { contentRoutes } from "./repository-content.ts";
import { matchRoute, type Route, type RouteContext } from "./route.ts";
import type { DispatchedRun, EmbeddedGitHubState, EmbeddedToken } from "./state.ts";
import { teamMembership } from "./team-membership.ts";
import { workflowDispatch } from "./workflow-dispatch.ts";

export interface EmbeddedGitHubOptions extends EmbeddedGitHubState {
  /** Such as `3.20`: the server is a GitHub Enterprise Server, with its API under `/api/v3`. */
  readonly ghesVersion?: string;
}

export interface RecordedRequest {
  readonly method: string;
  /** With the query, without the `/api/v3` of GHES. */
  readonly path: string;
  /** In lower case; `authorization` has the token's label, or `unknown`, in place of its value. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or the text where it is none; undefined without a body. */
  readonly body: unknown;
}

export interface EmbeddedGitHub {
  /** Of the API, as `GITHUB_API_URL` has it. */
  readonly url: string;
  /** Everything that arrived whole, in order, also what a fault then swallowed. */
  readonly requests: readonly RecordedRequest[];
  readonly runs: readonly DispatchedRun[];
  /** The next requests to the route meet these faults, one each, in order. */
  inject(route: string, ...faults: readonly Fault[]): void;
  /** Also ends connections that still wait for an answer. */
  close(): Promise<void>;
}

const routes: readonly Route[] = [collaboratorPermission, teamMembership, workflowDispatch, ...contentRoutes];
const maximumBodyBytes = 256 * 1024;
const firstRunId = 16_000_000_001;

/** The part of GitHub's REST API that this repository uses, over real HTTP on 127.0.0.1 and a free port. */
export async function startEmbeddedGitHub(options: EmbeddedGitHubOptions): Promise<EmbeddedGitHub> {
  const requests: RecordedRequest[] = [];
  const runs: DispatchedRun[] = [];
  const faults = new Map<string, Fault[]>();
  const basePath = options.ghesVersion === undefined ? "" : "/api/v3";

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A bug of this server, not of the program under test: the answer says so.
      if (!response.headersSent) response.writeHead(500);
      response.end(`The embedded GitHub failed: ${String(error)}`);
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(0, "127.0.0.1", listening);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`;
  const context: RouteContext = {
    state: options,
    url,
    ghesVersion: options.ghesVersion,
    startRun(run) {
      const started = { id: firstRunId + runs.length, ...run };
      runs.push(started);
      return started;
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    const { method = "", url: target = "" } = request;
    const path = target.startsWith(basePath) ? target.slice(basePath.length) : target;
    const query = new URLSearchParams(path.split("?")[1] ?? "");
    const token = findToken(request, options.tokens);
    const body = parseJson(text);
    const headers = recordedHeaders(request, token);
    requests.push({ method, path, headers, body: body.isJson ? body.value : text });

    const found = findRoute(method, path);
    const fault = found && faults.get(found.route.route)?.shift();
    const reply = (): Reply => {
      if (text === undefined) return errorReply(413, "Payload too large");
      if (!token) return errorReply(401, request.headers.authorization ? "Bad credentials" : "Requires authentication");
      if (!found) return errorReply(404, "Not Found");
      if (!body.isJson) return errorReply(400, "Problems parsing JSON");
      return found.route.answer({ parameters: found.parameters, body: body.value, query, token }, context);
    };
    if (!fault) return sendReply(reply(), response);
    if (fault.carriedOut) reply();
    return sendFault(fault, response);
  }

  return {
    url,
    requests,
    runs,
    inject(route, ...more) {
      if (!routes.some((known) => known.route === route)) throw new Error(`No such route: ${route}`);
      faults.set(route, [...(faults.get(route) ?? []), ...more]);
    },
    close() {
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

function findToken(request: IncomingMessage, tokens: readonly EmbeddedToken[]): EmbeddedToken | undefined {
  const [, value] = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? "") ?? [];
  return tokens.find((token) => token.value === value);
}

function recordedHeaders(request: IncomingMessage, token: EmbeddedToken | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
  if (headers.authorization !== undefined) headers.authorization = token?.label ?? "unknown";
  return headers;
}

/** @returns undefined when the body is larger than the server takes; the rest of it is read and dropped. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maximumBodyBytes) chunks.push(chunk);
  }
  return bytes <= maximumBodyBytes ? Buffer.concat(chunks).toString("utf8") : undefined;
}

function parseJson(text: string | undefined): { isJson: true; value: unknown } | { isJson: false } {
  if (text === undefined || text === "") return { isJson: true, value: undefined };
  try {
    return { isJson: true, value: JSON.parse(text) };
  } catch {
    return { isJson: false };
  }
}
