import { isMissingWorkflow } from "@yardmaster/analyzer";
import type { TriedProblem } from "@yardmaster/compiler";
import type { Value } from "@yardmaster/core";
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
  if (diagnostic.severity !== "error" || isMissingWorkflow(diagnostic)) return undefined;
  const { place, message: reason } = diagnostic;
  const [, need] = /\bneeds (?:the job )?"([^"]+)"/.exec(reason) ?? [];
  const parts = need === undefined ? {} : { parts: [`needs.${need}`] };
  if (place && "path" in place) return { judge: "language", path: place.path, reason, ...parts, diagnostic };
  const mark = location && findMark(written, location);
  const isOfModule = moduleCodes.has(diagnostic.code) || !mark;
  return { judge: isOfModule ? "module" : "language", ...(mark ?? { path: [] }), reason, diagnostic };
}

/** What no other way to write a value mends. */
const moduleCodes = new Set(["source-invalid", "source-throws", "source-exports-nothing", "file-claimed-twice"]);

export function objectToDifference(difference: Difference): Objection {
  const { kind, path, reason } = difference;
  const read = readNeeds(difference);
  if (read.length > 0) return { judge: "language", path: path.slice(0, 2), reason: needless(read), parts: read };
  return { judge: kind === "comment" ? "comment" : "difference", path, reason };
}

/** The language has a job need what it reads: what is read of a job that the original does not need is empty there. */
function readNeeds({ kind, path, wanted, got }: Difference): readonly string[] {
  if (kind !== "value" || path[0] !== "jobs" || path[2] !== "needs") return [];
  const before = path.length === 3 ? listOf(wanted) : [wanted];
  const after = path.length === 3 ? listOf(got) : [got];
  return after.filter((id) => typeof id === "string" && !before.includes(id)).map((id) => `needs.${id}`);
}

function listOf(value: Value | undefined): readonly Value[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value as Value];
}

function needless(read: readonly string[]): string {
  return `The job does not need the job of ${read.map((text) => `\`${text}\``).join(" and ")}: it is always empty.`;
}

/** What no judge should say: a mistake of ours that one file brought out. */
export function objectToCrash(error: unknown): Objection {
  const said = error instanceof Error ? error.message : String(error);
  return { judge: "module", path: [], reason: `The importer fails on this file: ${said.replace(/\.$/, "")}.` };
}
