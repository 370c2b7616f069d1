import { type IncomingHttpHeaders, type RequestOptions, request as requestOverHttp } from "node:http";
import { request as requestOverHttps } from "node:https";

/** What Octokit asks of `fetch`. */
export interface TransportRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What Octokit reads of a `Response`; the body has arrived whole. */
export interface TransportResponse {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Iterable<readonly [string, string]> & { get(name: string): string | null };
  text(): Promise<string>;
}

/** No usable answer; a request that changes something may have been carried out. */
export class TransportFault extends Error {
  override readonly name = "TransportFault";
  readonly kind: "timeout" | "network" | "oversized";

  constructor(kind: TransportFault["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** A page of a hundred comments of 65,536 characters has up to 26 MB, one of a hundred runs about 2 MB. */
const maximumBodyBytes = 32 * 1024 * 1024;
const maximumRedirects = 3;

/**
 * A `fetch` for Octokit that sends each request once. The global `fetch` sends a POST again after 421, follows a redirect
 * to another host, whose answer would then count as GitHub's, and lets Octokit take a broken body for an empty one.
 * Redirects are followed for GET alone, within the origin; others are answers like any other.
 * @param timeoutMilliseconds Of the exchange that begins, from connecting to the last byte of the body.
 */
export function createTransport(timeoutMilliseconds: () => number) {
  return async (address: string, request: TransportRequest): Promise<TransportResponse> => {
    let url = new URL(address);
    for (let redirects = 0; ; redirects++) {
      const response = await exchange(url, request, timeoutMilliseconds());
      const target = redirectTarget(response.status, response.headers.get("location"), url);
      if (!target || request.method !== "GET" || target.origin !== url.origin || redirects === maximumRedirects) {
        return response;
      }
      url = target;
    }
  };
}

/** Where an answer sends on to; undefined when it is no redirect or names no address. */
export function redirectTarget(status: number, location: string | null | undefined, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || !location || !URL.canParse(location, from.href)) return undefined;
  return new URL(location, from.href);
}

function exchange(url: URL, { method, headers, body }: TransportRequest, timeoutMilliseconds: number) {
  return new Promise<TransportResponse>((resolve, reject) => {
    const open = url.protocol === "https:" ? requestOverHttps : requestOverHttp;
    // A connection of its own: a kept one may be closed by the server just as a dispatch leaves.
    const options: RequestOptions = { method, headers, agent: false };
    const request = open(url, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > maximumBodyBytes) giveUp(new TransportFault("oversized", `more than ${maximumBodyBytes} bytes`));
        else chunks.push(chunk);
      });
      response.on("error", (error) => giveUp(new TransportFault("network", error.message)));
      response.on("end", () => {
        clearTimeout(timer);
        const { statusCode = 0, statusMessage = "" } = response;
        const body = Buffer.concat(chunks).toString("utf8");
        const text = statusCode >= 400 ? messageAlone(body) : body;
        resolve({
          url: url.href,
          status: statusCode,
          statusText: statusMessage,
          headers: responseHeaders(response.headers),
          text: async () => text,
        });
      });
    });
    const giveUp = (fault: TransportFault) => {
      clearTimeout(timer);
      reject(fault);
      request.destroy();
    };
    const timer = setTimeout(
      () => giveUp(new TransportFault("timeout", `no answer within ${timeoutMilliseconds} ms`)),
      timeoutMilliseconds,
    );
    request.on("error", (error) => giveUp(new TransportFault("network", error.message)));
    request.end(body);
  });
}

/** Octokit makes its errors' text of whole bodies, and throws where that fails: over large numbers, or an object as `message`. */
function messageAlone(body: string): string {
  try {
    const message: unknown = JSON.parse(body)?.message;
    return typeof message === "string" ? JSON.stringify({ message }) : "";
  } catch {
    return "";
  }
}

/** GitHub's API answers in JSON alone: so is every body read, whatever a proxy between calls it. */
function responseHeaders(received: IncomingHttpHeaders): TransportResponse["headers"] {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(received)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  headers.set("content-type", "application/json; charset=utf-8");
  return { [Symbol.iterator]: () => headers[Symbol.iterator](), get: (name) => headers.get(name) ?? null };
}
