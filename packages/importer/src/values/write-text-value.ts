import { type Expression, type ModelPath, splitTemplate } from "@yardmaster/core";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import { expressionPlace } from "./expression-place.ts";
import { isWritable } from "./is-writable.ts";
import { typesAt } from "./static-types.ts";
import { takesExpressions } from "./takes-expressions.ts";
import { writeExpression } from "./write-expression.ts";
import { writeLines, writeScalar } from "./write-plain.ts";
import { type RawReason, writeRaw } from "./write-raw.ts";
import { writeInline } from "./write-text.ts";

export const refused: RawReason = { reason: "GitHub's parser refuses the expression.", isWrong: true };
export const noForm: RawReason = { reason: "The language has no form for this expression.", isWrong: false };

/** A text that may have expressions in it: a handle, a template, or a plain one. */
export function writeTextValue(text: string, path: ModelPath, references: References, writer: ModuleWriter): string {
  const reason = whyRaw(text, path, writer);
  if (reason !== undefined) return writeRaw(text, path, reason, writer);
  const pieces = takesExpressions(path, writer.file.kind) ? splitTemplate(text) : undefined;
  if (!pieces?.some((piece) => typeof piece !== "string")) return writer.mark(path) + writeScalar(text, writer);
  const place = expressionPlace(path, references);
  const write = (expression: Expression): string => writeExpression(expression, place, writer) ?? "";
  const [first, ...others] = pieces;
  if (first !== undefined && typeof first !== "string" && others.length === 0) return write(first);
  const written = pieces.map((piece) => (typeof piece === "string" ? piece : { source: write(piece) }));
  return writer.mark(path) + (writeLines(written, writer) ?? writeInline(writer.language("format"), written));
}

/** Why a text has to stand as it is; undefined where the language has a form for it. */
export function whyRaw(text: string, path: ModelPath, writer: ModuleWriter): RawReason | undefined {
  if (!text.includes("${{") || !takesExpressions(path, writer.file.kind)) return undefined;
  const pieces = splitTemplate(text);
  if (!pieces) return refused;
  return whyUnwritten(
    pieces.filter((piece) => typeof piece !== "string"),
    path,
    writer,
  );
}

/** Why an expression among these has to stand as it is. */
export function whyUnwritten(
  expressions: readonly Expression[],
  path: ModelPath,
  writer: ModuleWriter,
): RawReason | undefined {
  if (!expressions.every(isWritable)) return noForm;
  const { mistakeIn } = typesAt(path, writer);
  const reason = expressions.map(mistakeIn).find((mistake) => mistake !== undefined);
  return reason === undefined ? undefined : { reason, isWrong: true };
}
