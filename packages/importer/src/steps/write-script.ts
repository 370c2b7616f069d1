import {
  type Expression,
  type ModelPath,
  maximumScriptCharacters,
  removedCommands,
  splitTemplate,
  type Value,
} from "@yardmaster/core";
import { expressionPlace } from "../values/expression-place.ts";
import { writeExpression } from "../values/write-expression.ts";
import { writeRaw } from "../values/write-raw.ts";
import { writeString } from "../values/write-text.ts";
import { refused, whyRaw } from "../values/write-text-value.ts";
import { writeValue } from "../values/write-value.ts";
import { pathKey } from "../writing/decisions.ts";
import type { ModuleWriter } from "../writing/module-writer.ts";
import type { References } from "../writing/references.ts";
import { writeTemplate } from "../writing/write-template.ts";
import type { ScriptTemplate } from "./template-language.ts";

export interface WrittenScript {
  readonly source: string;
  /** The template that it is written with, which may state a shell. */
  readonly template: ScriptTemplate | "js" | undefined;
}

/**
 * A script, of `run` or of an action's input.
 * @param spoken the template that speaks its language; a judge may have refused it there.
 */
export function writeScript(
  value: Value | undefined,
  path: ModelPath,
  spoken: ScriptTemplate | "js" | undefined,
  references: References,
  writer: ModuleWriter,
): WrittenScript {
  const key = pathKey(path);
  const isText = typeof value === "string";
  const pieces = isText ? splitTemplate(value) : undefined;
  const reason = writer.decisions.raw.get(key) ?? (isText ? whyRaw(value, path, writer) : "This is no text.");
  if (!isText || !pieces || reason !== undefined) return asIs(writeRaw(value ?? null, path, reason ?? refused, writer));
  const objection = objectionTo(value);
  if (objection !== undefined) {
    const source = writeValue(value, path, references, writer);
    return asIs(`${writer.language("raw")}(${source}, ${writeString(objection)})`);
  }
  const hasExpressions = pieces.some((piece) => typeof piece !== "string");
  const template = isWrittenOut(path, hasExpressions, writer) ? undefined : spoken;
  const tag = template ?? (hasExpressions ? "unsafeScript" : "verbatim");
  if (writeTemplate(tag, pieces.map(asPlace)) !== undefined) {
    const place = expressionPlace(path, references);
    const sources = pieces.map((piece) =>
      typeof piece === "string" ? piece : { source: writeExpression(piece, place, writer) ?? "" },
    );
    return { source: `${writer.mark(path)}${writeTemplate(writer.language(tag), sources)}`, template };
  }
  if (hasExpressions) return asIs(writeRaw(value, path, noTemplate, writer));
  return asIs(`${writer.mark(path)}${writer.language("verbatim")}(${writeString(value)})`);
}

/** Whether a judge objected to what the template makes of it, or of the step's shell and variables. */
function isWrittenOut(path: ModelPath, hasExpressions: boolean, { decisions, plan }: ModuleWriter): boolean {
  if (hasExpressions && !plan.isHoisting) return true;
  const step = path.slice(0, path.findLastIndex((part) => typeof part === "number") + 1);
  return [path, [...step, "shell"], ...(hasExpressions ? [step] : [])].some((at) => decisions.plain.has(pathKey(at)));
}

const noTemplate = "No template holds its line breaks or its indentation.";

function asIs(source: string): WrittenScript {
  return { source, template: undefined };
}

function asPlace(piece: string | Expression) {
  return typeof piece === "string" ? piece : { source: "" };
}

/** Why the language takes a text for no script. */
function objectionTo(text: string): string | undefined {
  const [removed] = removedCommands(text);
  if (removed) return `The script prints \`::${removed.command}\`, a command that GitHub has withdrawn.`;
  return text.length > maximumScriptCharacters ? "GitHub takes 21,000 characters." : undefined;
}
