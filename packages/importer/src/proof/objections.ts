import type { TriedProblem } from "@yardmaster/compiler";
import type { Diagnostic } from "@yardmaster/core";
import type { WrittenModule } from "../writing/module-writer.ts";
import type { Difference } from "./difference.ts";
import { findMark } from "./find-mark.ts";
import type { Objection } from "./objection.ts";
import { readableMessage } from "./readable-message.ts";

/** What the type checker has against a module, at the node that the place is about. */
export function objectToTypes(
  problem: { readonly line: number; readonly column: number; readonly message: string },
  written: WrittenModule,
): Objection {
  const mark = findMark(written, problem);
  const reason = readableMessage(problem.message);
  if (!mark) return { judge: "module", path: [], reason };
  return { judge: "types", ...mark, reason };
}

/** What the language, a rule or GitHub's parser has against it; undefined where it is no error. */
export function objectToProblem({ diagnostic, location }: TriedProblem, written: WrittenModule): Objection | undefined {
  if (diagnostic.severity !== "error" || isOfMissingFile(diagnostic)) return undefined;
  const { place, message: reason } = diagnostic;
  if (place && "path" in place) return { judge: "language", path: place.path, reason, diagnostic };
  const mark = location && findMark(written, location);
  const isOfModule = moduleCodes.has(diagnostic.code) || !mark;
  return { judge: isOfModule ? "module" : "language", ...(mark ?? { path: [] }), reason, diagnostic };
}

/** A workflow that is called and is not among what is known: nothing of the file itself. */
export function isOfMissingFile({ message }: Pick<Diagnostic, "message">): boolean {
  return message.includes("Unable to find reusable workflow");
}

/** What no other way to write a value mends. */
const moduleCodes = new Set(["source-invalid", "source-throws", "source-exports-nothing", "file-claimed-twice"]);

export function objectToDifference({ kind, path, reason }: Difference): Objection {
  return { judge: kind === "comment" ? "comment" : "difference", path, reason };
}

/** What no judge should say: a mistake of ours that one file brought out. */
export function objectToCrash(error: unknown): Objection {
  const said = error instanceof Error ? error.message : String(error);
  return { judge: "module", path: [], reason: `The importer fails on this file: ${said.replace(/\.$/, "")}.` };
}
