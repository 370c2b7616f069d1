import type { Fault } from "./fault.ts";

export interface FaultCase {
  readonly name: string;
  readonly fault: Fault;
}

const answered = (status: number, headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: "answer",
  status,
  headers,
  body: { message: `Injected ${status}`, documentation_url: "https://docs.github.com/rest", status: `${status}` },
});
const page = "<!doctype html><title>Unicorn!</title>";

/** Whether the client has to wait for its time-out: only then a short one is wanted, which a busy machine may miss without a fault, too. */
export function timesOut({ kind }: Fault): boolean {
  return kind === "silence" || kind === "stall" || kind === "slow";
}

/**
 * What a network and a server can do to one request. "Before": it never takes effect; "after": only its answer is lost.
 * @param slowMilliseconds Longer than the client's time-out where the slow answers shall miss it.
 */
export function faultMatrix(slowMilliseconds: number): readonly FaultCase[] {
  return [
    { name: "time-out before", fault: { kind: "silence" } },
    { name: "time-out during", fault: { kind: "stall", carriedOut: true } },
    { name: "time-out during, not carried out", fault: { kind: "stall" } },
    { name: "time-out after", fault: { kind: "silence", carriedOut: true } },
    {
      name: "time-out before, carried out late",
      fault: { kind: "silence", carriedOut: true, carriedOutAfterMilliseconds: slowMilliseconds },
    },
    { name: "reset before", fault: { kind: "reset", when: "before-answer" } },
    { name: "reset during", fault: { kind: "reset", when: "within-body", carriedOut: true } },
    { name: "reset after", fault: { kind: "reset", when: "before-answer", carriedOut: true } },
    ...[401, 403, 404, 409, 422].map((status) => ({ name: `${status}`, fault: answered(status) })),
    { name: "429 with retry-after", fault: answered(429, { "retry-after": "1" }) },
    { name: "429 without retry-after", fault: answered(429) },
    ...[500, 502].flatMap((status) => [
      { name: `${status} before`, fault: answered(status) },
      { name: `${status} after`, fault: { ...answered(status), carriedOut: true } },
    ]),
    { name: "garbage body before", fault: { kind: "answer", status: 200, body: page } },
    { name: "garbage body after", fault: { kind: "answer", status: 200, body: page, carriedOut: true } },
    { name: "slow body", fault: { kind: "slow", pauseMilliseconds: slowMilliseconds } },
    { name: "slow answer", fault: { kind: "slow", delayMilliseconds: slowMilliseconds } },
  ];
}
