import type { ForeignNames } from "@yardmaster/analyzer";
import {
  asMap,
  isSamePath,
  type ModelComment,
  type ModelPath,
  type SourceDocument,
  type Value,
  valueAt,
} from "@yardmaster/core";
import type { MadeFile } from "../documents/check-files.ts";
import type { SuppressedProblem } from "../documents/check-models.ts";
import { generator } from "../documents/generator.ts";
import { printDocument } from "../documents/print-document.ts";
import type { PlacedDocument } from "./compiled-source.ts";

/**
 * Prints the files again whose sources keep findings quiet that zizmor has as well, with the comments that zizmor heeds. They
 * stand behind what is there already: no line moves, and what was read of the files holds.
 */
export async function answerLinters(
  made: readonly MadeFile[],
  documents: readonly PlacedDocument[],
  suppressed: readonly SuppressedProblem[],
  genCommand: string,
): Promise<readonly MadeFile[]> {
  if (suppressed.length === 0) return made;
  const { foreignNames } = await import("@yardmaster/analyzer");
  const answered = suppressed.filter(({ diagnostic }) => foreignNames[diagnostic.code]?.zizmor);
  if (answered.length === 0) return made;
  return made.map((file) => {
    const own = answered.filter((one) => one.file === file.path);
    const document = own.length > 0 ? documents.find(({ path }) => path === file.path)?.document : undefined;
    if (!document || document.yardmaster === "data") return file;
    const comments = own.reduce((all, one) => withComment(one, document.model, all, foreignNames), document.comments);
    const text = printDocument({ ...document, comments } as SourceDocument, [], {
      generator,
      source: file.source,
      command: genCommand,
    });
    return text === undefined ? file : { ...file, text };
  });
}

function withComment(
  { diagnostic, path }: SuppressedProblem,
  model: Value,
  comments: readonly ModelComment[],
  foreignNames: Readonly<Record<string, ForeignNames>>,
): readonly ModelComment[] {
  const names = foreignNames[diagnostic.code]?.zizmor ?? [];
  const at = freeLine(path, model, comments);
  const old = comments.find((one) => one.position === "end" && isSamePath(one.path, at));
  const known = /^zizmor: ignore\[([^\]]*)\]$/.exec(old?.text ?? "")?.[1]?.split(",") ?? [];
  if (old && known.length === 0) return comments; // the line is taken by what somebody else reads
  const text = `zizmor: ignore[${[...new Set([...known, ...names])].join(",")}]`;
  return [...comments.filter((one) => one !== old), { path: at, position: "end", text }];
}

/** The node itself; of a step, a key of it whose line has no comment yet. */
function freeLine(path: ModelPath, model: Value, comments: readonly ModelComment[]): ModelPath {
  const isTaken = (at: ModelPath): boolean =>
    comments.some(
      (one) => one.position === "end" && isSamePath(one.path, at) && !one.text.startsWith("zizmor: ignore["),
    );
  const entry = asMap(valueAt(path, model));
  if (typeof path.at(-1) === "number" && entry) return keyOf(path, entry, isTaken) ?? path;
  if (!isTaken(path)) return path;
  const around = asMap(valueAt(path.slice(0, -1), model));
  return (around && keyOf(path.slice(0, -1), around, isTaken)) ?? path;
}

function keyOf(
  path: ModelPath,
  entry: Readonly<Record<string, Value | undefined>>,
  isTaken: (at: ModelPath) => boolean,
): ModelPath | undefined {
  const keys = ["uses", "run", "with", "name", "id", "if", "env"].filter((key) => entry[key] !== undefined);
  return keys.map((key) => [...path, key]).find((at) => !isTaken(at));
}
