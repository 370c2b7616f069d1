/** Line ends of any system, and characters that editors show as nothing or that turn the direction of what follows. */
const lineEnds = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const invisible = /(?![\n\t])\p{Cc}|\p{Cs}|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A stranger's text as lines of a documentation comment: it neither ends the comment nor begins a tag of its own. */
export function docText(text: string): string {
  return text
    .replaceAll(lineEnds, "\n")
    .replaceAll(invisible, "")
    .replaceAll("*/", "*\\/")
    .replaceAll("\t", "  ")
    .split("\n")
    .map((line) => line.trimEnd().replace(/^(\s*)@/, "$1\\@"))
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** A stranger's text as a string of the language, in ASCII but for letters and signs that are seen. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
