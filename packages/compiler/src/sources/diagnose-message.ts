import { relative, sep } from "node:path";
import type { Diagnostic, Place } from "@yardmaster/core";
import type { Message } from "esbuild";
import { brokenPath } from "./broken-modules.ts";
import { describeThrown } from "./describe-thrown.ts";
import {
  packageUnloadable,
  sourceAwaits,
  sourceImportMeta,
  sourceImportMissing,
  sourceInvalid,
  sourceMissing,
  sourceSuspicious,
} from "./diagnostics.ts";
import type { PackageFailure } from "./load-packages.ts";
import { language } from "./needs-language.ts";

/**
 * What esbuild refuses, at its line of TypeScript. A package that cannot be loaded is told once, however many import it.
 * @param entry the name of the virtual module that requires the sources.
 * @param sourceAt the source that a line of it requires.
 */
export function diagnoseMessages(
  messages: readonly Message[],
  entry: string,
  sourceAt: (line: number) => string | undefined,
  root: string,
): readonly Diagnostic[] {
  const told = new Set<unknown>();
  return messages.flatMap((message): Diagnostic[] => {
    const { location } = message;
    const source = location?.file === entry ? sourceAt(location.line) : undefined;
    if (source !== undefined) return [sourceMissing({ source }, { file: source })];
    const failure = message.detail as PackageFailure | undefined;
    if (failure && told.has(failure.thrown)) return [];
    if (failure) told.add(failure.thrown);
    const place = location ? { location: locate(location) } : undefined;
    return [failure ? diagnoseFailure(failure, root, place) : diagnose(message, place)];
  });
}

/** What a package throws as it is loaded. */
export function diagnoseFailure({ packageName, thrown }: PackageFailure, root: string, place?: Place): Diagnostic {
  return packageUnloadable({ packageName, error: describeThrown(thrown, root) }, place);
}

/**
 * What esbuild refuses of the language that is installed beside the sources.
 * @param entry as {@link diagnoseMessages} takes it.
 */
export function diagnoseLanguage({ location, text }: Message, entry: string, root: string): Diagnostic {
  const file = location && location.file !== entry ? relative(root, brokenPath(root, location.file)) : undefined;
  const place = file === undefined ? "" : `${file.replaceAll(sep, "/")}:${location?.line}: `;
  return packageUnloadable({ packageName: language, error: `${place}${text}` });
}

function diagnose({ id, text }: Message, place: Place | undefined): Diagnostic {
  if (id === "empty-import-meta") return sourceImportMeta({}, place);
  if (text.startsWith("Top-level await")) return sourceAwaits({}, place);
  const problem = text.replaceAll(/\s+/g, " ");
  return problem.startsWith("Could not resolve")
    ? sourceImportMissing({ problem }, place)
    : sourceInvalid({ problem }, place);
}

/** What esbuild compiles and doubts, such as an import that is always undefined. It doubts no packages. */
export function diagnoseWarning({ text, location }: Message): Diagnostic {
  const problem = text.replaceAll(/\s+/g, " ");
  return sourceSuspicious({ problem }, location ? { location: locate(location) } : undefined);
}

/** esbuild counts columns and lengths in bytes of UTF-8, from 0. */
function locate({ file, line, column, length, lineText }: NonNullable<Message["location"]>) {
  const bytes = new TextEncoder().encode(lineText);
  const units = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to)).length;
  const start = units(0, column) + 1;
  return { file, line, column: start, endLine: line, endColumn: start + Math.max(1, units(column, column + length)) };
}
