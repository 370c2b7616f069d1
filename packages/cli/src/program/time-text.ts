import type { Output } from "@yardmaster/core/host";

/** `0.12 s` */
export function secondsText(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/** ` (0.12 s)` for people at a terminal. What a pipe receives is the same for each run, so it has no time. */
export function tookText({ isTerminal }: Output, milliseconds: number): string {
  return isTerminal ? ` (${secondsText(milliseconds)})` : "";
}

/** A text whose last line, that of counts, says how long it took; as {@link tookText}. */
export function withTime(text: string, output: Output, milliseconds: number): string {
  return text.replace(/(?=\n$)/, tookText(output, milliseconds));
}
