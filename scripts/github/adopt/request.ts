/** One repository over GitHub's REST API. Paths begin after `/repos/{owner}/{repo}`. */
export interface RepositoryApi {
  readonly repository: string;
  /** @throws RequestError for an answer other than 2xx, or none within 30 seconds. */
  readonly json: (method: "GET" | "POST" | "PATCH", path: string, body?: object) => Promise<unknown>;
  /** The text of a file at a commit, up to 1 MiB. */
  readonly text: (path: string, commit: string) => Promise<string>;
}

export class RequestError extends Error {}

export function connect(p: {
  readonly server: string;
  readonly repository: string;
  readonly token: string;
}): RepositoryApi {
  const send = async (method: string, path: string, accept: string, body?: object): Promise<string> => {
    const response = await fetch(`${p.server}/repos/${p.repository}${path}`, {
      method,
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
      headers: { accept, authorization: `Bearer ${p.token}`, "x-github-api-version": "2022-11-28" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new RequestError(`${method} ${path} was answered with ${response.status}.`);
    if (text.length > 2 ** 24) throw new RequestError(`${method} ${path} was answered with more than 16 MiB.`);
    return text;
  };
  return {
    repository: p.repository,
    json: async (method, path, body) => JSON.parse(await send(method, path, "application/vnd.github+json", body)),
    text: async (path, commit) => {
      const place = path.split("/").map(encodeURIComponent).join("/");
      const text = await send("GET", `/contents/${place}?ref=${commit}`, "application/vnd.github.raw+json");
      if (text.length > 2 ** 20) throw new RequestError(`${path} has more than 1 MiB.`);
      return text;
    },
  };
}
