import type { ModelComment } from "@yardmaster/core";
import { checkOptions, checkText, checkTexts } from "./check-options.ts";

const commentsKey = Symbol.for("yardmaster.comments");

/** A comment beside the model; its node is known where the value is. */
export type ValueComment = Omit<ModelComment, "path">;

interface Commented {
  readonly [commentsKey]: readonly ValueComment[];
  readonly value: unknown;
}

/** Where comments stand at a value. A text that begins with `#` is printed as it is, any other behind `# `. */
export interface NoteAt {
  /** Lines before it. */
  readonly above?: NoteText;
  /** Behind it on its line; of a map or a list behind its key. */
  readonly end?: string;
  /** Lines after the last entry of a map or list, or in place of an empty one. */
  readonly last?: NoteText;
}

/** A text, or lines, above a node; or comments where they say. */
export type NoteText = string | readonly string[];

/** Puts comments at a single value: a text or lines above it, or where the note says. */
export function noted<const T>(value: T, note: NoteText | NoteAt): T {
  return commented(value, commentsOf(note, "the note of `noted`"));
}

/** Puts a comment behind a value, on its line. */
export function withEndComment<T>(value: T, text: string): T {
  return commented(value, [{ position: "end", text }]);
}

/** The comments that a note stands for. @param at for messages: `` `note` of a step ``. */
export function commentsOf(note: NoteText | NoteAt, at: string): readonly ValueComment[] {
  if (isText(note)) return linesOf(note, at).map((text) => ({ position: "above", text }));
  const { above, end, last } = checkOptions(note, at);
  return [
    ...linesOf(above, `\`above\` of ${at}`).map((text) => ({ position: "above" as const, text })),
    ...(end !== undefined && checkText(end, `\`end\` of ${at}`) ? [{ position: "end" as const, text: end }] : []),
    ...linesOf(last, `\`last\` of ${at}`).map((text) => ({ position: "last" as const, text })),
  ];
}

/** The comments of a wrapped value, outermost first, and the value inside. */
export function uncomment(value: unknown): { value: unknown; comments: readonly ValueComment[] } {
  if (!isCommented(value)) return { value, comments: [] };
  const inner = uncomment(value.value);
  return { value: inner.value, comments: [...value[commentsKey], ...inner.comments] };
}

/** Typed as what it wraps: the wrapper is taken off before anything reads the value. */
export function commented<T>(value: T, comments: readonly ValueComment[]): T {
  return { [commentsKey]: comments, value } satisfies Commented as unknown as T;
}

function isText(note: NoteText | NoteAt): note is NoteText {
  return typeof note === "string" || Array.isArray(note);
}

function linesOf(lines: NoteText | undefined, at: string): readonly string[] {
  if (lines === undefined) return [];
  if (typeof lines === "string") return [lines];
  return checkTexts(lines, at);
}

function isCommented(value: unknown): value is Commented {
  return typeof value === "object" && value !== null && Object.hasOwn(value, commentsKey);
}
