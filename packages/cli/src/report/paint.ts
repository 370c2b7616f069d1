import type { Output } from "@yardmaster/core";
import type { Host } from "../program/host.ts";

export interface Paint {
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly bold: (text: string) => string;
}

/** Colours for a terminal; https://no-color.org has the last word, FORCE_COLOR the one before. */
export function paintFor(output: Output, env: Host["env"]): Paint {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "" && env.FORCE_COLOR !== "0";
  const isColoured = !env.NO_COLOR && (forced || (output.isTerminal && env.TERM !== "dumb"));
  const style = (code: number) => (text: string) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { red: style(31), green: style(32), yellow: style(33), cyan: style(36), bold: style(1) };
}
