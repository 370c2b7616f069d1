import type { ModelPath, Value } from "@yardmaster/core";
import type { ModuleWriter } from "../writing/module-writer.ts";
import { writePlain } from "./write-plain.ts";
import { writeString } from "./write-text.ts";

/** Why a value stays as it is. */
export interface RawReason {
  /** A sentence. */
  readonly reason: string;
  /** The original is wrong there, whoever reads it. */
  readonly isWrong: boolean;
}

/** A value that the language does not check, with what it is made of as it stands. */
export function writeRaw(value: Value, path: ModelPath, why: string | RawReason, writer: ModuleWriter): string {
  const { reason, isWrong } = typeof why === "string" ? { reason: why, isWrong: false } : why;
  writer.keep({ path, reason, isWrong });
  for (let count = expressionsInText(value); count > 0; count--) writer.count("text");
  const plain = writePlain(value, path, writer);
  return `${writer.mark(path)}${writer.language("raw")}(${plain}, ${writeString(reason)})`;
}

/** What begins as an expression, also where it does not end as one. */
function expressionsInText(value: Value): number {
  if (typeof value === "string") return value.split("${{").length - 1;
  if (typeof value !== "object" || value === null) return 0;
  const items = Object.values(value) as readonly (Value | undefined)[];
  return items.reduce((sum: number, item) => sum + (item === undefined ? 0 : expressionsInText(item)), 0);
}
