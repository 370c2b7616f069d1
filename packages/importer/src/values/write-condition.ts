import { type Expression, type ModelPath, readTemplate, splitTemplate, type Value } from "@yardmaster/core";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import { expressionPlace } from "./expression-place.ts";
import { writeExpression } from "./write-expression.ts";
import { type RawReason, writeRaw } from "./write-raw.ts";
import { noForm, refused, whyUnwritten } from "./write-text-value.ts";

/** The value of an `if`, without the comments of its entry. */
export function writeCondition(value: Value, path: ModelPath, references: References, writer: ModuleWriter): string {
  const raw = (reason: string | RawReason): string => writeRaw(value, path, reason, writer);
  const reason = writer.decisions.raw.get(pathKey(path));
  if (reason !== undefined) return raw(reason);
  if (typeof value === "boolean") return writer.mark(path) + writeTruth(value, writer);
  if (typeof value !== "string") return raw("This is no condition.");
  const condition = readCondition(value);
  if ("reason" in condition) return raw(condition);
  if (condition.kind === "literal" && typeof condition.value === "boolean") {
    writer.count("typed");
    return writer.mark(path) + writeTruth(condition.value, writer);
  }
  const why = whyUnwritten([condition], path, writer);
  const source = why ? undefined : writeExpression(condition, expressionPlace(path, references, true), writer);
  return source ?? raw(why ?? noForm);
}

/** A plain boolean is what JavaScript's operators make of a handle: the language warns of it. */
function writeTruth(value: boolean, writer: ModuleWriter): string {
  return `${writer.language("loose")}(${value})`;
}

/** @returns why it is none that the language can write. */
function readCondition(text: string): Expression | RawReason {
  if (!text.includes("${{")) return readTemplate(text, true)[0]?.expression ?? refused;
  const pieces = splitTemplate(text);
  if (!pieces) return refused;
  const [only, ...others] = pieces;
  if (only !== undefined && typeof only !== "string" && others.length === 0) return only;
  return alwaysTrue;
}

const alwaysTrue: RawReason = {
  reason:
    "There is text around the expression, so that GitHub takes the condition for true, whatever the expression is.",
  isWrong: true,
};
