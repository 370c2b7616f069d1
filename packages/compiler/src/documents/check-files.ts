import type { Escape, ModelPath, Value } from "@yardmaster/core";
import { type ParsedWorkflow, parseWorkflowText, readHeader } from "@yardmaster/yaml-io";
import { type GeneratedFolders, workflowsFolder } from "../repository/read-generated.ts";
import type { DocumentReference, Problem } from "../sources/problem.ts";
import type { CheckText } from "./check-text.ts";
import type { GeneratedText } from "./generated-text.ts";

export interface MadeFile extends GeneratedText {
  readonly document: DocumentReference;
  /** What the author let through by `raw`. */
  readonly escapes: readonly Escape[];
}

/** A problem in a file as it is made, whatever its source looks like. */
export interface TextProblem extends Problem {
  /** The generated file. */
  readonly file: string;
}

export interface Surroundings {
  readonly onDisk: GeneratedFolders;
  /** Whether a file that nothing has made so far is made by a source that has an error. */
  readonly mayBeMade: (path: string) => boolean;
}

/** GitHub's parser over the text itself: what it reads, not what was meant. */
export async function checkFiles(
  files: readonly MadeFile[],
  around: Surroundings & { readonly checkText: CheckText },
): Promise<readonly TextProblem[]> {
  const made = new Map(files.map((file) => [file.path, file.text]));
  const local = (name: string): string | undefined => {
    const bytes = around.onDisk.files.get(name);
    const other = bytes && new TextDecoder().decode(bytes);
    return made.get(name) ?? (other && readHeader(other) ? undefined : other); // an orphan is about to go
  };
  const texts = files.filter(({ path }) => path.endsWith(".yml"));
  return (await Promise.all(texts.map((file) => checkFile(file, local, around)))).flat();
}

async function checkFile(
  file: MadeFile,
  local: (path: string) => string | undefined,
  { checkText, mayBeMade }: Surroundings & { readonly checkText: CheckText },
): Promise<readonly TextProblem[]> {
  let parsed: ParsedWorkflow | undefined;
  const read = (): ParsedWorkflow => {
    parsed ??= parseWorkflowText(file.text, file.path);
    return parsed;
  };
  const pathAt: ParsedWorkflow["pathAt"] = (line, column) => read().pathAt(line, column);
  // Of a monorepo's part, paths are relative to the part.
  const root = file.path.slice(0, Math.max(0, file.path.indexOf(workflowsFolder)));
  const text = { file: file.path, text: file.text, raw: { escapes: file.escapes, pathAt } };
  const diagnostics = await checkText(text, (path) => local(`${root}${localName(path)}`));
  return diagnostics.flatMap((diagnostic): TextProblem[] => {
    const generated = diagnostic.place && "location" in diagnostic.place ? diagnostic.place.location : undefined;
    const path = (generated && pathAt(generated.line, generated.column)) ?? [];
    const called = calledBy(read().model, path);
    if (called !== undefined && mayBeMade(`${root}${called}`)) return []; // a consequence of what is wrong there
    const { path: name, source, document } = file;
    return [{ diagnostic: { ...diagnostic, place: { path } }, source, document, generated, file: name }];
  });
}

/** The workflow of this repository that the job at a path calls. */
function calledBy(model: Value | undefined, [jobs, id]: ModelPath): string | undefined {
  if (jobs !== "jobs" || id === undefined) return undefined;
  const uses = property(property(property(model, jobs), String(id)), "uses");
  return typeof uses === "string" && /^[.$]\//.test(uses) ? localName(uses) : undefined;
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function localName(path: string): string {
  return path.replace(/^[.$]\//, "");
}
