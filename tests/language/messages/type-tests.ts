import { readdirSync, readFileSync } from "node:fs";
import type { Correction } from "./corrections.ts";

/** A mistake that must not compile, as tests/types states it. */
export interface Rule {
  /** `expressions.types.ts` */
  readonly file: string;
  /** From 1, of the code. */
  readonly line: number;
  /** Why it must not compile, in the author's words. */
  readonly rule: string;
  readonly code: string;
}

const folder = new URL("../../types/", import.meta.url);

/** Sources of compile-time tests by name. */
export function readTypeTests(): ReadonlyMap<string, string> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".types.ts"))
    .sort();
  return new Map(files.map((file) => [file, readFileSync(new URL(file, folder), "utf8")]));
}

export function readRules(sources: ReadonlyMap<string, string>): readonly Rule[] {
  return [...sources].flatMap(([file, source]) => {
    const lines = source.split("\n");
    return lines.flatMap((text, index) => {
      const rule = directive.exec(text)?.[1];
      return rule === undefined ? [] : [{ file, line: index + 2, rule, code: (lines[index + 1] ?? "").trim() }];
    });
  });
}

/** The same source with its mistakes no longer expected, line by line. */
export function withoutDirectives(source: string): string {
  return source.replaceAll(new RegExp(directive, "gm"), "// $1");
}

const directive = /^\s*\/\/ @ts-expect-error (.*)$/;

/** The source with each mistake replaced by what is right, its corrections taken in order. */
export function correctSource(source: string, corrections: readonly Correction[]): string {
  const left = [...corrections];
  const lines = source.split("\n");
  return lines
    .map((line, index) => {
      const rule = directive.exec(lines[index - 1] ?? "")?.[1];
      if (directive.test(line)) return line.replace(directive, "// $1");
      const position = left.findIndex(([named, wrong]) => named === rule && line.includes(wrong));
      const [correction] = position < 0 ? [] : left.splice(position, 1);
      return correction ? line.replace(correction[1], () => correction[2]) : line;
    })
    .join("\n");
}
