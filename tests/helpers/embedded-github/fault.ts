import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Reply, sendReply } from "./reply.ts";

/** What happens to a request in place of the answer that it deserves. */
export type Fault = {
  /** Whether the request takes effect all the same, so that only its answer is lost. */
  readonly carriedOut?: boolean;
} & (
  | { readonly kind: "silence" }
  | { readonly kind: "reset"; readonly when: "before-answer" | "within-body" }
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Text is sent as it is, anything else as JSON. */
      readonly body?: unknown;
      /** Before the status line. */
      readonly delayMilliseconds?: number;
      /** Between the first byte of the body and the rest. */
      readonly pauseMilliseconds?: number;
    }
);

export async function sendFault(fault: Fault, response: ServerResponse): Promise<void> {
  switch (fault.kind) {
    case "silence":
      return;
    case "reset":
      if (fault.when === "within-body") {
        response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
        await new Promise<void>((written) => response.write('{"', () => written()));
      }
      response.socket?.resetAndDestroy();
      return;
    case "answer": {
      const reply: Reply = { status: fault.status, headers: fault.headers ?? {}, body: fault.body };
      await sleep(fault.delayMilliseconds ?? 0);
      await sendReply(reply, response, fault.pauseMilliseconds);
    }
  }
}
