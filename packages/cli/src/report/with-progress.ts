import type { Output } from "@yardmaster/core";
import type { Host } from "../program/host.ts";

const quietMilliseconds = 500;
const betweenMilliseconds = 100;
/** From here on the line tells how long it is. */
const longMilliseconds = 2000;
/** Moves to the first column and empties the line. */
const emptyLine = "\r\u001b[2K";

/** @param text what is being done now, in a few words of this program. */
export type Show = (text: string) => void;

/**
 * One line on a terminal for work that takes longer than a moment. Nothing of it is left when the work is done, and what the
 * work prints meanwhile, by the host that it is given, takes its place.
 * @param outside whose clock and environment are asked, for a host that writes down what it is asked.
 */
export async function withProgress<T>(
  text: string,
  host: Host,
  work: (host: Host, show: Show) => Promise<T>,
  outside: Pick<Host, "now" | "every" | "env"> = host,
): Promise<T> {
  const { stdout, stderr } = host;
  if (!stderr.isTerminal || !canMove(outside.env)) return work(host, () => {});
  const started = outside.now().getTime();
  let doing = text;
  let last: number | undefined;
  const draw = (): void => {
    const time = outside.now().getTime();
    const isDue = time - started >= quietMilliseconds && (last === undefined || time - last >= betweenMilliseconds);
    if (!isDue) return;
    last = time;
    const long = time - started >= longMilliseconds ? ` (${Math.floor((time - started) / 1000)} s)` : "";
    stderr.write(`${emptyLine}${doing}${long}`);
  };
  const clear = (): void => {
    if (last !== undefined) stderr.write(emptyLine);
    last = undefined;
  };
  const clearing = ({ write, isTerminal }: Output): Output => ({
    isTerminal,
    write: (said) => {
      clear();
      write(said);
    },
  });
  const stop = outside.every?.(betweenMilliseconds, draw);
  try {
    return await work({ ...host, stdout: clearing(stdout), stderr: clearing(stderr) }, (next) => {
      doing = next;
      draw();
    });
  } finally {
    stop?.();
    clear();
  }
}

/** Logs of CI keep what a terminal forgets, and a dumb one knows no codes. */
function canMove({ CI, TERM }: Host["env"]): boolean {
  return TERM !== "dumb" && (!CI || CI === "false");
}
