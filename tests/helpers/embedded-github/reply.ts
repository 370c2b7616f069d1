import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { components } from "@octokit/openapi-types";

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, undefined not at all, anything else as JSON. */
  readonly body?: unknown;
}

type BasicError = components["schemas"]["basic-error"];

/** An error in the form that GitHub gives to all of them. */
export function errorReply(status: number, message: string): Reply {
  const documentation_url = "https://docs.github.com/rest";
  return { status, body: { message, documentation_url, status: `${status}` } satisfies BasicError };
}

export async function sendReply(reply: Reply, response: ServerResponse, pauseMilliseconds = 0): Promise<void> {
  const { status, body } = reply;
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...reply.headers });
  if (body === undefined) {
    response.end();
    return;
  }
  const text = typeof body === "string" ? body : JSON.stringify(body);
  if (pauseMilliseconds > 0) {
    response.write(text.slice(0, 1));
    await sleep(pauseMilliseconds);
    response.end(text.slice(1));
  } else response.end(text);
}
