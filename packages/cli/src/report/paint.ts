import type { Output } from "@yardmaster/core";
import type { Host } from "../program/host.ts";

export interface Paint {
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly bold: (text: string) => string;
}

export function paintFor(output: Output, env: Host["env"]): Paint {
  const isColoured = isForced(env) ?? (output.isTerminal && env.TERM !== "dumb" && env.CLICOLOR !== "0");
  const style = (code: number) => (text: string) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { red: style(31), green: style(32), yellow: style(33), cyan: style(36), bold: style(1) };
}

/**
 * What the environment says of colours, whatever the output is: https://no-color.org has the last word, FORCE_COLOR the one
 * before (by 0 or false it forbids them, as with Node), then https://bixense.com/clicolors.
 */
function isForced({ NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE }: Host["env"]): boolean | undefined {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return CLICOLOR_FORCE && CLICOLOR_FORCE !== "0" ? true : undefined;
}
