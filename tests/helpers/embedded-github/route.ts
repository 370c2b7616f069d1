import { errorReply, type Reply } from "./reply.ts";
import {
  type EmbeddedApp,
  type EmbeddedGitHubState,
  type EmbeddedPermissions,
  type EmbeddedRepository,
  type EmbeddedToken,
  isSameName,
} from "./state.ts";
import type { World } from "./world.ts";

/** An authenticated request to a route. */
export interface RouteRequest {
  /** The parameters of the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  readonly query: URLSearchParams;
  readonly token: EmbeddedToken;
  /** Whose signature came in place of a token. */
  readonly app: EmbeddedApp | undefined;
}

/** What the routes share. */
export interface RouteContext {
  readonly state: EmbeddedGitHubState;
  /** Of the API, without a slash at the end. */
  readonly url: string;
  /** `undefined`: github.com. */
  readonly ghesVersion: string | undefined;
  /** What requests change. */
  readonly world: World;
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

/**
 * The repository of the path, for a token with one of the permissions; else GitHub's refusal. What is public can be read
 * with `metadata` alone.
 */
export function findRepository(
  { parameters, token }: RouteRequest,
  { state }: RouteContext,
  level: "read" | "write",
  anyOf: readonly (keyof EmbeddedPermissions)[],
): { readonly repository: EmbeddedRepository; readonly fullName: string } | { readonly refusal: Reply } {
  const { owner, repo } = parameters;
  const repository = state.repositories.find((known) => isSameName(known.owner, owner) && isSameName(known.name, repo));
  const isReached = !token.repositories || token.repositories.some((name) => isSameName(name, `${owner}/${repo}`));
  if (!repository || !isReached || !token.permissions.metadata) return { refusal: errorReply(404, "Not Found") };
  const isGranted = anyOf.some((name) => token.permissions[name] === "write" || token.permissions[name] === level);
  if (!isGranted && (level === "write" || repository.isPrivate)) {
    const holder = token.value.startsWith("ghs_") ? "integration" : "personal access token";
    return { refusal: errorReply(403, `Resource not accessible by ${holder}`) };
  }
  return { repository, fullName: `${repository.owner}/${repository.name}` };
}

/** The positive number of a path; undefined when it is none. */
export function numberOf(parameter: string | undefined): number | undefined {
  return parameter !== undefined && /^[1-9]\d{0,15}$/.test(parameter) ? Number(parameter) : undefined;
}

/** The page that `per_page` and `page` ask for, within GitHub's bounds. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams): readonly T[] {
  const length = Math.min(100, numberOf(query.get("per_page") ?? undefined) ?? 30);
  const page = numberOf(query.get("page") ?? undefined) ?? 1;
  return items.slice((page - 1) * length, page * length);
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
