import type { Reply } from "./reply.ts";
import type { DispatchedRun, EmbeddedGitHubState, EmbeddedToken } from "./state.ts";

/** An authenticated request to a route. */
export interface RouteRequest {
  /** The parameters of the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  readonly query: URLSearchParams;
  readonly token: EmbeddedToken;
}

/** What the routes share. */
export interface RouteContext {
  readonly state: EmbeddedGitHubState;
  /** Of the API, without a slash at the end. */
  readonly url: string;
  /** `undefined`: github.com. */
  readonly ghesVersion: string | undefined;
  startRun(run: Omit<DispatchedRun, "id">): DispatchedRun;
}

export interface Route {
  /** As in GitHub's reference: `GET /repos/{owner}/{repo}`. */
  readonly route: string;
  readonly answer: (request: RouteRequest, context: RouteContext) => Reply;
}

/** @returns the parameters of the path when method and path are those of the route. */
export function matchRoute(route: string, method: string, path: string): Record<string, string> | undefined {
  const [routeMethod, template = ""] = route.split(" ");
  const names = template.split("/");
  const parts = path.split("/");
  if (method !== routeMethod || names.length !== parts.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = decodePart(parts[index] ?? "");
    if (part === undefined) return undefined;
    if (name.startsWith("{")) parameters[name.slice(1, -1)] = part;
    else if (name !== part) return undefined;
  }
  return parameters;
}

export function isSameName(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
