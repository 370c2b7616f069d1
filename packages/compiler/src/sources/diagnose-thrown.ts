import { fileURLToPath } from "node:url";
import { isAuthoringError } from "@yardmaster/core";
import { describeThrown } from "./describe-thrown.ts";
import { handleReadEarly, packageThrows, sourceExits, sourceReadsDirname, sourceThrows } from "./diagnostics.ts";
import { undeclaredName } from "./forgotten-import.ts";
import { packageFolderOf } from "./package-folder.ts";
import type { Problem } from "./problem.ts";
import { SourceExit } from "./source-exit.ts";

/**
 * @param source undefined when the exception came after the modules had been evaluated.
 * @param language what the language exports, where that can matter.
 */
export function diagnoseThrown(
  thrown: unknown,
  source: string | undefined,
  root: string,
  language: ReadonlySet<string>,
): Problem {
  const stack = stackOf(thrown);
  if (isAuthoringError(thrown)) return { diagnostic: thrown.diagnostic, source, stack };
  const early = earlyRead(thrown);
  if (early !== undefined) return { diagnostic: handleReadEarly({ read: early }), source, stack };
  const named = source ?? "a source module";
  const error = describeThrown(thrown, root);
  const packageName = stack && throwingPackage(stack, root);
  const name = undeclaredName(thrown);
  const diagnostic =
    thrown instanceof SourceExit
      ? sourceExits({ source: named, call: thrown.call })
      : packageName
        ? packageThrows({ source: named, packageName, error })
        : name === "__dirname" || name === "__filename"
          ? sourceReadsDirname({ name })
          : sourceThrows({ source: named, error, forgotten: name && language.has(name) ? name : undefined });
  return { diagnostic, source, stack };
}

/** The package whose code threw: of the innermost frame that is not Node's. */
function throwingPackage(stack: string, root: string): string | undefined {
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line) && !/\(?node:[\w/]+:\d+:\d+\)?$/.test(line));
  const place = /(?:^|[\s(])((?:file:\/\/|\/|[A-Za-z]:\\).+):\d+:\d+\)?$/.exec(frames[0] ?? "")?.[1];
  if (place === undefined) return undefined;
  return packageFolderOf(place.startsWith("file:") ? fileURLToPath(place) : place, root)?.name;
}

/** What was read of a job or a step that is not made yet; undefined for any other exception. */
function earlyRead(thrown: unknown): string | undefined {
  if (thrown instanceof ReferenceError) return /^Cannot access '(.+)' before initialization$/.exec(thrown.message)?.[1];
  if (!(thrown instanceof TypeError)) return undefined;
  const handles = /^Cannot read properties of undefined \(reading '(outputs|result|byLeg|outcome|conclusion)'\)$/;
  return handles.exec(thrown.message)?.[1];
}

/** Without the message, which may hold lines that look like frames. */
function stackOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || typeof thrown.stack !== "string") return undefined;
  const end = thrown.message === "" ? -1 : thrown.stack.indexOf(thrown.message);
  return end < 0 ? thrown.stack : thrown.stack.slice(end + thrown.message.length);
}
