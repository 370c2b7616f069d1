import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Reply, sendReply } from "./reply.ts";

/** What happens to a request in place of the answer that it deserves. */
export type Fault = {
  /** Whether the request takes effect all the same, so that only its answer is lost. */
  readonly carriedOut?: boolean;
  /** With `carriedOut`: only so long after it arrived, when its sender may have given up. */
  readonly carriedOutAfterMilliseconds?: number;
} & (
  | { readonly kind: "silence" }
  | { readonly kind: "reset"; readonly when: "before-answer" | "within-body" }
  /** Status, headers and the first byte of the body; then nothing. */
  | { readonly kind: "stall" }
  /** The answer that it deserves, late or in two parts: always carried out. */
  | {
      readonly kind: "slow";
      /** Called when the request has been carried out; the delay begins when what it gives is settled. */
      readonly until?: () => Promise<unknown>;
      readonly delayMilliseconds?: number;
      readonly pauseMilliseconds?: number;
    }
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

/**
 * Faults for as many requests that shall be under way at once, however slow the machine is: none of them is answered before all
 * have been carried out.
 */
export function meeting(requests: number, delayMilliseconds = 0): readonly Fault[] {
  const all = gate();
  let carriedOut = 0;
  const until = () => {
    if (++carriedOut === requests) all.open();
    return all.opened;
  };
  return Array.from({ length: requests }, () => ({ kind: "slow", until, delayMilliseconds }));
}

/** A fault that lets its request be carried out, tells whoever waits for that, and keeps the answer until it is released. */
export function held(): { readonly fault: Fault; readonly carriedOut: Promise<void>; release(): void } {
  const arrival = gate();
  const answer = gate();
  const until = () => {
    arrival.open();
    return answer.opened;
  };
  return { fault: { kind: "slow", until }, carriedOut: arrival.opened, release: answer.open };
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/**
 * @param carryOut Lets the request take effect and makes the answer that it deserves.
 * @param later Runs something after a time, unless the server has closed by then.
 */
export async function sendFault(
  fault: Fault,
  response: ServerResponse,
  carryOut: () => Reply,
  later: (milliseconds: number, run: () => void) => void,
): Promise<void> {
  if (fault.kind === "slow") {
    const reply = carryOut();
    await fault.until?.();
    await sleep(fault.delayMilliseconds ?? 0);
    return sendReply(reply, response, fault.pauseMilliseconds);
  }
  if (fault.carriedOut && fault.carriedOutAfterMilliseconds) later(fault.carriedOutAfterMilliseconds, carryOut);
  else if (fault.carriedOut) carryOut();
  switch (fault.kind) {
    case "silence":
      return;
    case "stall":
      return startBody(response);
    case "reset":
      if (fault.when === "within-body") await startBody(response);
      response.socket?.resetAndDestroy();
      return;
    case "answer": {
      const reply: Reply = { status: fault.status, headers: fault.headers ?? {}, body: fault.body };
      await sleep(fault.delayMilliseconds ?? 0);
      await sendReply(reply, response, fault.pauseMilliseconds);
    }
  }
}

function startBody(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  return new Promise<void>((written) => response.write('{"', () => written()));
}
