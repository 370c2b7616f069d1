import { type Expression, type ModelPath, splitTemplate } from "@yardmaster/core";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import { expressionPlace } from "./expression-place.ts";
import { isWritable } from "./is-writable.ts";
import { takesExpressions } from "./takes-expressions.ts";
import { writeExpression } from "./write-expression.ts";
import { writeLines, writeScalar } from "./write-plain.ts";
import { writeRaw } from "./write-raw.ts";
import { writeInline } from "./write-text.ts";

/** Why a text stays one. */
export const refused = "GitHub's parser refuses the expression.";
export const noForm = "The language has no form for this expression.";

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
export function whyRaw(text: string, path: ModelPath, { file }: ModuleWriter): string | undefined {
  if (!text.includes("${{") || !takesExpressions(path, file.kind)) return undefined;
  const pieces = splitTemplate(text);
  if (!pieces) return refused;
  return pieces.every((piece) => typeof piece === "string" || isWritable(piece)) ? undefined : noForm;
}
