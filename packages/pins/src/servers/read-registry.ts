import { createHash } from "node:crypto";
import { fail, type ImageReference, ok, type Result } from "@yardmaster/core";
import type { ReadError } from "./repository-reader.ts";

const timeoutMilliseconds = 20_000;
const maximumManifestBytes = 4 * 1024 * 1024;

/** An index of platforms before a single platform's manifest: every runner finds its own in it. */
const manifestTypes = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/**
 * The digest that a tag has now, by the registry's own API (OCI Distribution Specification 1.1), as anybody may read it:
 * no credentials are sent. Registries of this machine are reached by http. Network.
 */
export async function readImageDigest(
  image: ImageReference & { readonly tag: string },
): Promise<Result<string, ReadError>> {
  const { origin, path } = placeOf(image.name);
  const url = `${origin}/v2/${path}/manifests/${image.tag}`;
  try {
    const first = await ask("HEAD", url);
    const token = first.status === 401 ? await askToken(first.headers.get("www-authenticate") ?? "") : undefined;
    const answer = token === undefined ? first : await ask("HEAD", url, token);
    if (answer.status === 404) return fail(notThere(image));
    if (!answer.ok) return fail(refused(origin, answer.status));
    const told = answer.headers.get("docker-content-digest");
    if (told !== null && /^sha256:[0-9a-f]{64}$/.test(told)) return ok(told);
    const body = await ask("GET", url, token);
    const bytes = new Uint8Array(await body.arrayBuffer());
    if (!body.ok || bytes.length > maximumManifestBytes) return fail(refused(origin, body.status));
    return ok(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message : message;
    const problem = `cannot be read from ${origin}: ${reason || message}`;
    return fail({ problem, hint: "Run the command again when the registry answers." });
  }
}

function ask(method: "HEAD" | "GET", url: string, token?: string): Promise<Response> {
  return fetch(url, {
    method,
    headers: { accept: manifestTypes, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
}

/** What anybody gets for reading: https://distribution.github.io/distribution/spec/auth/token/. */
async function askToken(challenge: string): Promise<string | undefined> {
  const parameters = new Map(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  const realm = parameters.get("realm") ?? "";
  if (!/^Bearer\s/i.test(challenge) || !URL.canParse(realm) || !isReachable(new URL(realm))) return undefined;
  const url = new URL(realm);
  for (const name of ["service", "scope"]) {
    const value = parameters.get(name);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMilliseconds) });
  if (!answer.ok) return undefined;
  const given: unknown = await answer.json();
  const { token, access_token } = (given ?? {}) as Readonly<Record<string, unknown>>;
  const text = token ?? access_token;
  return typeof text === "string" ? text : undefined;
}

/** Docker Hub where no registry is named, and its `library` where no owner is. */
function placeOf(name: string): { readonly origin: string; readonly path: string } {
  const [first = "", ...rest] = name.split("/");
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  if (hasRegistry && first !== "docker.io" && first !== "index.docker.io") {
    const isLocal = /^(?:localhost|127\.\d+\.\d+\.\d+)(?::\d+)?$/.test(first);
    return { origin: `${isLocal ? "http" : "https"}://${first}`, path: rest.join("/") };
  }
  const path = hasRegistry ? rest : [first, ...rest];
  return { origin: "https://registry-1.docker.io", path: path.length === 1 ? `library/${path[0]}` : path.join("/") };
}

/** Plain http reaches only this machine. */
function isReachable({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || /^(?:127\.\d+\.\d+\.\d+|localhost)$/.test(hostname);
}

function notThere({ tag }: { readonly tag: string }): ReadError {
  return { problem: `has no tag ${tag}`, hint: "Correct the name or the tag." };
}

function refused(origin: string, status: number): ReadError {
  if (status === 429) {
    const problem = `cannot be read from ${origin}: too many requests`;
    return { problem, hint: "Run the command again later, or name the digest behind an `@`." };
  }
  return {
    problem: `cannot be read from ${origin}: HTTP ${status}`,
    hint: "Name the digest behind an `@`, or lock the tag alone with `--no-digest`: private images are not looked up.",
  };
}
