import type { IncomingMessage } from "node:http";
import type { EmbeddedToken } from "./state.ts";

export interface RecordedRequest {
  readonly method: string;
  /** With the query, without the `/api/v3` of GHES. */
  readonly path: string;
  /** In lower case; `authorization` has the token's label, or `unknown`, in place of its value. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or the text where it is none; undefined without a body. */
  readonly body: unknown;
}

/** A comment of 65,536 characters has up to 262,144 bytes, a file of the contents API more. */
const maximumBodyBytes = 4 * 1024 * 1024;

/** What follows `token` or `bearer`. */
export function credentialOf(request: IncomingMessage): string | undefined {
  return /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
}

export function recordedHeaders(request: IncomingMessage, token: EmbeddedToken | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
  if (headers.authorization !== undefined) headers.authorization = token?.label ?? "unknown";
  return headers;
}

/** @returns undefined when the body is larger than the server takes; the rest of it is read and dropped. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maximumBodyBytes) chunks.push(chunk);
  }
  return bytes <= maximumBodyBytes ? Buffer.concat(chunks).toString("utf8") : undefined;
}

export function parseJson(text: string | undefined): { isJson: true; value: unknown } | { isJson: false } {
  if (text === undefined || text === "") return { isJson: true, value: undefined };
  try {
    return { isJson: true, value: JSON.parse(text) };
  } catch {
    return { isJson: false };
  }
}
