import { inspect } from "node:util";
import { isAuthoringError } from "@yardmaster/core";
import { sourceExits, sourceThrows } from "../diagnostics.ts";
import type { Problem } from "./problem.ts";
import { SourceExit } from "./source-exit.ts";

/** @param source undefined when the exception came after the modules had been evaluated. */
export function diagnoseThrown(thrown: unknown, source: string | undefined): Problem {
  const stack = stackOf(thrown);
  if (isAuthoringError(thrown)) return { diagnostic: thrown.diagnostic, source, stack };
  const named = source ?? "a source module";
  if (thrown instanceof SourceExit) {
    return { diagnostic: sourceExits({ source: named, call: thrown.call }), source, stack };
  }
  return { diagnostic: sourceThrows({ source: named, error: describeThrown(thrown) }), source, stack };
}

function describeThrown(thrown: unknown): string {
  const text =
    thrown instanceof Error ? [thrown.name, thrown.message].filter(Boolean).join(": ") : inspect(thrown, { depth: 1 });
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

/** Without the message, which may hold lines that look like frames. */
function stackOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || typeof thrown.stack !== "string") return undefined;
  const end = thrown.message === "" ? -1 : thrown.stack.indexOf(thrown.message);
  return end < 0 ? thrown.stack : thrown.stack.slice(end + thrown.message.length);
}
